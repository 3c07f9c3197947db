import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aProblem } from "@/lib/testing/factories";
import { aReason, anEventReason, someReasons } from "@/lib/testing/reasons";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const DOOR = "01980000-0000-7000-8000-0000000000cc";
const YARD = "01980000-0000-7000-8000-0000000000dd";
const MINUTE = `/why?camera=${DOOR}&day=2026-03-03&time=02:14&minutes=10`;
const REASONS = "*/api/v1/cameras/:id/reasons";

/** Answers for two cameras with `reasons`; remembers what was asked for. */
function serve(reasons: Schemas["ReasonOut"][], over: Partial<Schemas["SilenceOut"]> = {}): URL[] {
  const asked: URL[] = [];
  server.use(
    http.get("*/api/v1/cameras", () =>
      HttpResponse.json({ items: [aCamera({ id: DOOR, name: "Front door" }), aCamera({ id: YARD, name: "Yard" })], next_cursor: null }),
    ),
    http.get(REASONS, ({ request }) => {
      asked.push(new URL(request.url));
      return HttpResponse.json(someReasons(reasons, over));
    }),
  );
  return asked;
}

describe("the page that says why nothing was told (E12, N12)", () => {
  it("shows the reason in words, with its time, its numbers and what can be done", async () => {
    const asked = serve([aReason()]);
    const { user } = renderApp(MINUTE);
    const card = await screen.findByRole("article", { name: "Perhaps a person: 38 % sure, and 50 % is needed." });
    expect(card).toHaveTextContent("Nothing told");
    expect(within(card).getByText(/2:14:10/)).toHaveAttribute("datetime", "2026-03-03T02:14:10Z");
    await user.click(within(card).getByText("Numbers"));
    expect(within(card).getByText("Needed at least").nextSibling).toHaveTextContent("50 %");
    expect(within(card).getByRole("link", { name: "Change what this camera tells of" })).toHaveAttribute("href", `/cameras/${DOOR}/watch`);
    expect(asked[0]?.pathname).toBe(`/api/v1/cameras/${DOOR}/reasons`);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({ from: "2026-03-03T02:09:00.000Z", to: "2026-03-03T02:19:00.000Z" });
  });

  it("puts all that explains a time into one list, oldest first, and says first whether it was watched", async () => {
    serve(
      [
        aReason({ kind: "outage", slug: "away", at: "2026-03-03T02:10:00Z", sentence: "Front door was blind from 02:10 to 02:11." }),
        anEventReason(),
        aReason(),
      ],
      { summary: "Front door watched for 9 minutes of 10 minutes.", standing: ["One masked area: nothing in it counts."] },
    );
    renderApp(MINUTE);
    expect(await screen.findByText("Front door watched for 9 minutes of 10 minutes.")).toHaveAttribute("role", "status");
    expect(screen.getByText("One masked area: nothing in it counts.")).toBeVisible();
    const list = within(screen.getByRole("region", { name: "What explains it" })).getAllByRole("listitem");
    expect(list.map(({ textContent }) => ["blind", "driveway", "Perhaps"].find((word) => textContent.includes(word)))).toEqual([
      "blind",
      "driveway",
      "Perhaps",
    ]);
  });

  it("says of an event what the rules said, and what went where and failed", async () => {
    const rule = { rule_id: YARD, name: "At night", version: 1, sentence: "When it is night.", fired: false, told: false, silenced: "" };
    const condition = { clause: "from 22:00 to 06:00", holds: false, depth: 1, found: "Tuesday, 02:12", measured: null, needed: null };
    const delivery = {
      ...{ id: YARD, notice_id: YARD, event_id: DOOR, channel_id: YARD, channel_name: "Phone", channel_kind: "webhook" as const },
      ...{ person_id: YARD, title: "", text: "", state: "failed" as const, tries: 3, made_at: "2026-03-03T02:12:00Z" },
      ...{ next_try_at: null, sent_at: null, fault: "The receiver said 503.", edited: false },
    };
    const told = {
      ...{ person_id: YARD, person_name: "Anna", notice_id: YARD, rules: [], made_at: "2026-03-03T02:12:00Z", silent: "" as const },
      ...{ read_at: null, acknowledged_by: "", deliveries: [delivery] },
    };
    const sentence = "It was to be told you, and did not arrive.";
    serve([anEventReason({ outcome: "failed", sentence, rules: [{ ...rule, conditions: [condition] }], told: [told] }, { id: DOOR })]);
    const { user } = renderApp(MINUTE);
    const card = await screen.findByRole("article", { name: "A person walked up the driveway." });
    expect(within(card).getByText(sentence)).toBeVisible();
    expect(within(card).getByText(/Phone: not delivered. The receiver said 503./)).toBeVisible();
    await user.click(within(card).getByText("At night"));
    expect(within(card).getByText(/from 10:00.PM to 6:00.AM/)).toHaveTextContent("Tuesday, 2:12 AM");
    expect(within(card).getByRole("link", { name: "A person walked up the driveway." })).toHaveAttribute("href", `/events/${DOOR}`);
  });

  it("keeps what is asked in the address", async () => {
    const asked = serve([aReason()]);
    const { user, router } = renderApp(MINUTE);
    await screen.findByRole("article");
    await user.selectOptions(screen.getByLabelText("Camera"), "Yard");
    await waitFor(() => expect(asked.at(-1)?.pathname).toContain(YARD));
    fireEvent.change(screen.getByLabelText("Time"), { target: { value: "23:30" } });
    await user.selectOptions(screen.getByLabelText("How long from then"), "That minute");
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("from")).toBe("2026-03-03T23:30:00.000Z"));
    expect(asked.at(-1)?.searchParams.get("to")).toBe("2026-03-03T23:31:00.000Z");
    expect(router.state.location.search).toEqual({ camera: YARD, day: "2026-03-03", time: "23:30", minutes: 1 });
  });

  it("says that nothing was recorded, whether it was watched, and offers more time", async () => {
    const asked = serve([], { summary: "Front door did not watch in this time. Nothing was recorded." });
    const { user } = renderApp(MINUTE);
    expect(await screen.findByText("Front door did not watch in this time. Nothing was recorded.")).toBeVisible();
    for (const from of ["2026-03-03T01:44:00.000Z", "2026-03-03T00:00:00.000Z", "2026-02-25T00:00:00.000Z"]) {
      await user.click(await screen.findByRole("button", { name: "Look at more time" }));
      await waitFor(() => expect(asked.at(-1)?.searchParams.get("from")).toBe(from));
    }
    expect(asked.at(-1)?.searchParams.get("to")).toBe("2026-03-04T00:00:00.000Z");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Look at more time" })).not.toBeInTheDocument());
  });

  it("says what failed, and tries again", async () => {
    serve([aReason()]);
    server.use(
      http.get(REASONS, () => problem(aProblem("bad-input", 422, "Please correct: from.")), { once: true }),
    );
    const { user } = renderApp(MINUTE);
    expect(await screen.findByText("Please correct: from.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("article")).toBeVisible();
  });

  it("fetches later ones on demand", async () => {
    serve([]);
    server.use(
      http.get(REASONS, ({ request }) => {
        const more = new URL(request.url).searchParams.get("cursor") === "more";
        const reason = more ? aReason({ slug: "brief", sentence: "A later one." }) : aReason({ sentence: "An earlier one." });
        return HttpResponse.json(someReasons([reason], { next_cursor: more ? null : "more", summary: more ? null : "Watched." }));
      }),
    );
    const { user } = renderApp(MINUTE);
    await user.click(await screen.findByRole("button", { name: "Show later ones" }));
    expect(await screen.findByRole("article", { name: "A later one." })).toBeVisible();
    expect(screen.getByText("Watched.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show later ones" })).not.toBeInTheDocument();
    expect(screen.getByText("That is all of it.")).toHaveFocus();
  });

  it("joins what repeats, and shows each of it on demand with the advice said once", async () => {
    serve([aReason({ times: 3 }), aReason({ sentence: "Another one.", at: "2026-03-03T02:20:00Z", until: "2026-03-03T02:21:00Z" })]);
    const { user } = renderApp(MINUTE);
    const group = await screen.findByText("Person: not sure enough");
    expect(group.closest("summary")).toHaveTextContent("4 × Person: not sure enough");
    expect(screen.queryByRole("article")).not.toBeInTheDocument();
    await user.click(group);
    expect(await screen.findByRole("article", { name: "Another one." })).toBeVisible();
    expect(screen.getAllByText(/More light or a closer camera/)).toHaveLength(1);
  });

  it("is narrowed to reasons and labels in the address, and keeps them when other times are asked for", async () => {
    const asked = serve([aReason(), aReason({ slug: "still", label: "dog" })]);
    const { user, router } = renderApp(`${MINUTE}&label=%5B%22dog%22%5D&reason=nonsense`);
    await screen.findByRole("button", { name: "What was seen: Dog (1)" });
    await user.click(screen.getByRole("button", { name: "Reason" }));
    await user.click(screen.getByRole("checkbox", { name: "Did not move by itself (1)" }));
    await waitFor(() => expect(asked.at(-1)?.searchParams.getAll("reason")).toEqual(["still"]));
    expect(asked.at(-1)?.searchParams.getAll("label")).toEqual(["dog"]);
    expect(screen.getByRole("checkbox", { name: "Did not move by itself (1)" })).toHaveFocus();
    await user.keyboard("{Escape}");
    await user.selectOptions(screen.getByLabelText("How long from then"), "That minute");
    expect(router.state.location.search).toMatchObject({ reason: ["still"], label: ["dog"], minutes: 1 });
    await user.click(await screen.findByRole("button", { name: "Clear filters" }));
    expect(screen.getByRole("button", { name: "Reason" })).toHaveFocus();
    await waitFor(() => expect(router.state.location.search).toEqual({ camera: DOOR, day: "2026-03-03", time: "02:14", minutes: 1 }));
  });

  it("says when a filter leaves nothing", async () => {
    serve([], { found: [{ reason: "still", label: "dog", count: 2 }] });
    renderApp(`${MINUTE}&reason=%5B%22light%22%5D`);
    expect(await screen.findByText("Nothing of that in this time.")).toHaveAttribute("role", "status");
    expect(screen.getByRole("button", { name: "Reason: The light changed" })).toBeVisible();
  });

  it("shows the tiny picture, and a place for one that cannot be had", async () => {
    serve([aReason({ picture: "/api/v1/decisions/1/picture" })]);
    const { container } = renderApp(MINUTE);
    await screen.findByRole("article");
    expect(container.querySelector("article img")).toHaveAttribute("src", "/api/v1/decisions/1/picture");
    fireEvent.error(container.querySelector("article img") as Element);
    expect(container.querySelector("article img")).toBeNull();
  });

  it("takes the last hour for what the address does not say, and ignores nonsense in it", async () => {
    const asked = serve([aReason()]);
    renderApp("/why?camera=nonsense&day=2026-02-31&time=99:99&minutes=7");
    await screen.findByRole("article");
    expect(asked[0]?.pathname).toContain(DOOR);
    const [from, to] = ["from", "to"].map((name) => Date.parse(asked[0]?.searchParams.get(name) ?? ""));
    expect((to ?? 0) - (from ?? 0)).toBe(3_600_000);
    expect(Math.abs((to ?? 0) - Date.now())).toBeLessThan(120_000);
  });

  it("is reached from a camera, from an empty list of events and from the system's state", async () => {
    serve([]);
    for (const [path, name, href] of [
      [`/cameras/${DOOR}`, "Why was I not told?", `/why?camera=${DOOR}`],
      ["/events?label=%5B%22dog%22%5D&from=2026-03-03", "Why was I not told?", "/why?day=2026-03-03&minutes=1440"],
      ["/settings/system", "Why was I not told of something?", "/why"],
      ["/rules", "Why was I not told?", "/why"],
    ] as const) {
      const { unmount } = renderApp(path);
      expect(await screen.findByRole("link", { name })).toHaveAttribute("href", href);
      unmount();
    }
  });

  it("offers to add a camera when there is none", async () => {
    renderApp("/why");
    expect(await screen.findByRole("link", { name: "Add a camera" })).toBeVisible();
  });
});
