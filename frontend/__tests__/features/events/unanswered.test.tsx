import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { askedInWords } from "@/features/events/unanswered";
import { anEventDetail } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const said = (changed: object) => askedInWords({ state: "given-up", reason: "seen", outcome: "", shown_id: null, ...changed });

describe("[D11] an event that no model described", () => {
  it("says why, whoever asked", () => {
    expect(said({ outcome: "no-money" })).toBe("No vision model described it: it might cost more than what is left of a limit.");
    expect(said({ outcome: "key, timeout" })).toBe("No vision model described it: its key is refused; it took too long.");
    expect(said({ outcome: "key", reason: "asked", shown_id: "x" })).toBe("It was not described anew: its key is refused.");
    expect(said({ outcome: "Cancelled.", reason: "batch" })).toBe("No vision model described it. Cancelled.");
    expect(said({ reason: "second" })).toContain("stays unconfirmed");
    expect(said({ reason: "vague", outcome: "key" })).toBe("");
    expect(said({})).toBe("");
  });

  it("says that it is tried again", () => {
    expect(said({ state: "put-off", outcome: "unready" })).toContain("left alone for a moment); it is tried again later.");
    expect(said({ state: "put-off", outcome: "No picture of it is stored yet." })).toBe("No picture of it is stored yet. It is tried again later.");
    expect(said({ state: "put-off" })).toBe("No describer could answer; it is tried again later.");
    expect(said({ state: "done" })).toBe("");
  });

  it("says so on its page", async () => {
    const event = anEventDetail();
    server.use(
      http.get("*/api/v1/events/:id", () => HttpResponse.json(event)),
      http.get("*/api/v1/events/:id/descriptions", () =>
        HttpResponse.json({ items: [], shown_id: null, built_in: "A person crosses.", state: "given-up", reason: "seen", due_at: null, outcome: "quota", reuse: null }),
      ),
      http.put("*/api/v1/events/:id/seen", () => new HttpResponse(null, { status: 204 })),
    );
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText("No vision model described it: there is no credit left.")).toBeVisible();
  });
});
