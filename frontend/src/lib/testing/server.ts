import { http, HttpResponse, type HttpResponseResolver } from "msw";
import { setupServer } from "msw/node";
import type { Schemas } from "@/lib/api/types";
import { aDefaultFilter, aDetector, aHomeAssistant, aSession, aSystem, someCalm, someSettings } from "./factories";
import { someReasons } from "./reasons";
import { someModes } from "./rules";

/** A signed-in person in a house without cameras; tests override what they are about with `server.use(…)`. */
export const server = setupServer(
  http.get("*/api/v1/session", () => HttpResponse.json(aSession())),
  http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/camera-groups", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/configuration/versions", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/cameras/:id/snapshot", () => problem({ type: "no-picture", title: "", status: 503, detail: "No picture yet." })),
  http.get("*/api/v1/cameras/:id/reasons", () => HttpResponse.json(someReasons([]))),
  http.get("*/api/v1/cameras/default-filters", () =>
    HttpResponse.json({ items: ["car", "dog", "person"].map(aDefaultFilter), next_cursor: null }),
  ),
  http.get("*/api/v1/events", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/events/summary", () => HttpResponse.json({ unseen: 0, notable: 0, urgent: 0, since: null })),
  http.get("*/api/v1/events/labels", () => HttpResponse.json([])),
  http.get("*/api/v1/detectors", () => HttpResponse.json({ items: [aDetector({ in_use: true })] })),
  http.get("*/api/v1/describers", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/cameras/:id/describing", () => HttpResponse.json({ use: "house", order: [], context: "", day_cap: null })),
  http.get("*/api/v1/events/:id/descriptions", () =>
    HttpResponse.json({ items: [], shown_id: null, built_in: "", state: null, reason: null, due_at: null, outcome: "" }),
  ),
  http.get("*/api/v1/home-assistant", () => HttpResponse.json(aHomeAssistant())),
  http.get("*/api/v1/descriptions/batches", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/descriptions/accuracy", () =>
    HttpResponse.json({ all: { right: 0, wrong: 0, mistakes: {} }, describers: [], cameras: [], weeks: [], corrections: [] }),
  ),
  http.get("*/api/v1/cameras/:id/prompts", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/cameras/:id/corrections", () => HttpResponse.json({ items: [] })),
  http.get("*/api/v1/events/:id/questions", () => HttpResponse.json({ items: [], why_not: "no-describer" })),
  http.get("*/api/v1/keys", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/people", () => HttpResponse.json({ people: [], invitations: [], keys_of_nobody: [] })),
  http.get("*/api/v1/notices", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/notices/summary", () => HttpResponse.json({ unread: 0, urgent: 0 })),
  http.get("*/api/v1/events/:id/notices", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/self-test", () => HttpResponse.json({ channel_id: null, nightly: false, minute: 180, zone: "Europe/Berlin", runs: [] })),
  http.get("*/api/v1/calm", () => HttpResponse.json(someCalm())),
  http.get("*/api/v1/deliveries", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/channels", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/channel-settings", () => HttpResponse.json({ reach: "internet", own_address: "", push_key: "BA" })),
  http.get("*/api/v1/rules", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/rules/choices", () => HttpResponse.json({ people: [] })),
  http.get("*/api/v1/modes", () => HttpResponse.json(someModes())),
  http.get("*/api/v1/presence", () => HttpResponse.json({ follows: false, residents: [] })),
  http.get("*/api/v1/modes/changes", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/events/:id/why", ({ params }) =>
    HttpResponse.json({ event_id: String(params.id), kept_since: "2026-01-01T00:00:00Z", looks: [] }),
  ),
  http.get("*/api/v1/outages", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/cameras/:id/outages", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/parcels", () => HttpResponse.json({ items: [], next_cursor: null })),
  http.get("*/api/v1/settings", () => HttpResponse.json(someSettings())),
  http.get("*/api/v1/system", () => HttpResponse.json(aSystem())),
);

/** An error answer as the API gives it. */
export function problem(body: Omit<Schemas["ProblemOut"], "instance">): Response {
  return HttpResponse.json(body, {
    status: body.status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

export function signedOut(): HttpResponseResolver {
  return () => HttpResponse.json(aSession({ state: "signed-out", user: null, csrf_token: null }));
}
