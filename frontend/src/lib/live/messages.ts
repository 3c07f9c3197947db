import type { Camera, CameraHealth, EventItem, Feedback, Outage, Schemas, Trouble } from "@/lib/api/types";

/** What the server says over `/api/v1/live`, by kind. */
export interface LiveBodies {
  "event.opened": { event: EventItem };
  "event.grown": { event: EventItem };
  "event.closed": { event: EventItem };
  "event.updated": { event: EventItem };
  "question.changed": { event_id: string };
  "event.reworded": { event: EventItem };
  "batch.changed": Record<string, never>;
  "event.deleted": { event_id: string };
  "events.seen": { user_id: string; event_ids: string[] | null; until: string | null };
  "event.feedback": { user_id: string; event_id: string; feedback: Feedback | null };
  "camera.changed": { camera: Camera };
  "camera.deleted": { camera_id: string };
  "camera.health": { camera_id: string; health: CameraHealth };
  "outage.began": { outage: Outage };
  "outage.ended": { outage: Outage };
  "outage.changed": { outage: Outage };
  "outages.seen": { user_id: string };
  "notice.told": { user_id: string; notice: Schemas["NoticeOut"] };
  "notice.changed": { user_id: string; notice: Schemas["NoticeOut"] };
  "notices.read": { user_id: string };
  "calm.changed": { user_id: string };
  "deliveries.changed": { user_id: string; event_id: string };
  "channels.changed": Record<string, never>;
  "modes.changed": Record<string, never>;
  "presence.changed": Record<string, never>;
  "rules.changed": Record<string, never>;
  "rules.fired": { event_id: string };
  "groups.changed": Record<string, never>;
  "describers.changed": Record<string, never>;
  "describing.spent": { period: "day" | "month" | "camera"; percent: number };
  "descriptions.changed": { event_id: string };
  "home_assistant.changed": Record<string, never>;
  "home_assistant.connection": Record<string, never>;
  "configuration.changed": Record<string, never>;
  "people.changed": Record<string, never>;
  "settings.changed": Record<string, never>;
  "system.troubles": { troubles: Trouble[] };
}

export type LiveKind = keyof LiveBodies;

/** `cursor` is null for perishable messages, which are not resent after a gap. */
export type LiveMessage = {
  [Kind in LiveKind]: { kind: Kind; cursor: number | null; body: LiveBodies[Kind] };
}[LiveKind];

export type Hello = { kind: "hello"; cursor: number; reset: boolean };

type Envelope = LiveMessage | Hello | { kind: "beat" };

/** One text of the socket, or null for what this version does not understand. */
export function readMessage(text: string): Envelope | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== "object" || message === null || !("kind" in message)) return null;
    return typeof message.kind === "string" ? (message as Envelope) : null;
  } catch {
    return null;
  }
}
