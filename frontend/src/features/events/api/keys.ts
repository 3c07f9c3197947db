import type { InfiniteData } from "@tanstack/react-query";
import type { paths } from "@/lib/api/schema.gen";
import type { Schemas } from "@/lib/api/types";

type ListParameters = NonNullable<paths["/api/v1/events"]["get"]["parameters"]["query"]>;

/** Which events a list holds, as the API takes it. */
export type EventQuery = Pick<ListParameters, "camera_id" | "label" | "from" | "to" | "unseen" | "trigger" | "group">;

export type EventPage = Schemas["PageOut_EventOut_"];
export type EventPages = InfiniteData<EventPage, string | null>;

export const LISTS_KEY = ["events", "list"] as const;
export const DETAILS_KEY = ["events", "detail"] as const;
export const SUMMARY_KEY = ["events", "summary"] as const;
export const LABELS_KEY = ["events", "labels"] as const;

/** Groups of cameras, as the cameras keep them: for events that come in while a list is open. */
export const GROUPS_KEY = ["camera-groups"] as const;

export function listKey(query: EventQuery) {
  return [...LISTS_KEY, query] as const;
}

export function detailKey(id: string) {
  return [...DETAILS_KEY, id] as const;
}

/** What this person has not looked at yet. */
export const UNSEEN: EventQuery = { unseen: true };
