import type { components } from "./schema.gen";

/** The shapes of the API, by the names of the backend's schemas. */
export type Schemas = components["schemas"];

export type Camera = Schemas["CameraOut"];
export type CameraHealth = Camera["health"];
export type CameraSource = Camera["source"];
export type Decision = Schemas["DecisionOut"];
export type EventSummary = Schemas["EventSummaryOut"];
export type EventItem = Schemas["EventOut"];
export type EventDetail = Schemas["EventDetailOut"];
export type Feedback = Schemas["FeedbackOut"];
export type Outage = Schemas["OutageOut"];
export type Session = Schemas["SessionOut"];
export type Settings = Schemas["SettingsOut"];
export type System = Schemas["SystemOut"];
export type Trouble = Schemas["TroubleOut"];
