import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Camera } from "@/lib/api/types";
import { aCamera, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const FRONT = aCamera({ name: "Front door" });
const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();
const PAUSED: Partial<Camera> = { pause: { until: IN_AN_HOUR }, watching: { now: false, why_not: "pause", until: IN_AN_HOUR } };
const NIGHTS = { days: ["mon", "tue", "wed", "thu", "fri"], begins: "22:00", ends: "06:00" } as Camera["schedule"][number];

/** Serves one camera that does as it is told; remembers what that was. */
function serve(over: Partial<Camera> = {}) {
  let camera = { ...FRONT, ...over };
  const said: unknown[] = [];
  let asked = 0;
  server.use(
    http.get("*/api/v1/cameras", () => {
      asked += 1;
      return HttpResponse.json({ items: [camera], next_cursor: null });
    }),
    http.patch("*/api/v1/cameras/:id", async ({ request }) => {
      const patch = (await request.json()) as Partial<Camera>;
      said.push(patch);
      camera = { ...camera, ...patch };
      return HttpResponse.json(camera);
    }),
    http.put("*/api/v1/cameras/:id/pause", async ({ request }) => {
      said.push(await request.json());
      camera = { ...camera, ...PAUSED };
      return HttpResponse.json(camera);
    }),
    http.delete("*/api/v1/cameras/:id/pause", () => {
      camera = { ...camera, pause: null, watching: { now: true, why_not: "", until: null } };
      return HttpResponse.json(camera);
    }),
  );
  return { said, asked: () => asked, become: (next: Partial<Camera>) => (camera = { ...camera, ...next }) };
}

const page = `/cameras/${FRONT.id}`;

describe("when a camera watches (C8)", () => {
  it("is paused for an hour and resumed", async () => {
    const { said } = serve();
    const { user } = renderApp(page);
    await user.click(await screen.findByRole("button", { name: "Pause for 1 hour" }));
    expect(await screen.findByText(/^Paused until .+: nothing is told$/)).toBeVisible();
    expect(said).toEqual([{ seconds: 3600 }]);
    expect(screen.getByText("Paused now.")).toHaveAttribute("role", "status");
    expect(screen.getByText("After the pause: Always")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Resume" }));
    expect(await screen.findByRole("button", { name: "Pause for 1 hour" })).toBeVisible();
    expect(screen.queryByText(/Paused until/)).not.toBeInTheDocument();
  });

  it("is paused to a moment, or without an end; a wrong moment is said where it was typed", async () => {
    const { said } = serve();
    const { user } = renderApp(page);
    await user.click(await screen.findByRole("button", { name: "Pause until…" }));
    const dialog = await screen.findByRole("dialog", { name: "Pause Front door" });
    fireEvent.change(within(dialog).getByLabelText("Until this day"), { target: { value: "2030-03-31" } });
    fireEvent.change(within(dialog).getByLabelText("At"), { target: { value: "07:30" } });
    server.use(
      http.put("*/api/v1/cameras/:id/pause", () => problem(aProblem("bad-input", 422, "This time is over.", { until: "is over" })), { once: true }),
    );
    await user.click(within(dialog).getByRole("button", { name: "Pause until then" }));
    await waitFor(() => expect(within(dialog).getByLabelText("At")).toHaveAccessibleDescription("is over"));
    await user.click(within(dialog).getByRole("button", { name: "Pause until then" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(said).toEqual([{ until: "2030-03-31T07:30:00.000Z" }]);
    await user.click(screen.getByRole("button", { name: "Pause longer…" }));
    await user.click(await screen.findByRole("button", { name: "Pause until I resume it" }));
    await waitFor(() => expect(said).toHaveLength(2));
    expect(said[1]).toEqual({});
  });

  it("is set for the week by keys, and said in a sentence", async () => {
    const { said } = serve();
    const { user } = renderApp(`${page}/hours`);
    expect(await screen.findByRole("heading", { level: 1, name: "When Front door watches" })).toBeVisible();
    expect(screen.getByText("Always")).toBeVisible();
    screen.getByRole("button", { name: "Add hours" }).focus();
    await user.keyboard("{Enter}");
    const range = screen.getByRole("group", { name: "Hours 1" });
    for (const day of ["Saturday", "Sunday"]) {
      within(range).getByRole("button", { name: day }).focus();
      await user.keyboard(" ");
    }
    expect(within(range).getByRole("button", { name: "Saturday" })).toHaveAttribute("aria-pressed", "false");
    expect(within(range).getByLabelText("To")).toHaveAccessibleDescription("On the next day");
    expect(screen.getByText(/^Mon–Fri 10:00\sPM–6:00\sAM$/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Front door" })).toBeVisible();
    expect(said).toEqual([{ schedule: [NIGHTS] }]);
    expect(screen.getByText(/^Mon–Fri 10:00/)).toBeVisible();
  });

  it("keeps what was typed, and says what is missing", async () => {
    const { said } = serve({ schedule: [{ ...NIGHTS, days: ["mon"] }] });
    const { user } = renderApp(`${page}/hours`);
    await user.click(await screen.findByRole("button", { name: "Monday" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByText("Choose at least one day.")).toBeVisible();
    await user.click(screen.getByRole("switch", { name: "All day" }));
    await user.click(screen.getByRole("button", { name: "Sunday" }));
    expect(screen.queryByLabelText("From")).not.toBeInTheDocument();
    server.use(http.patch("*/api/v1/cameras/:id", () => problem(aProblem("busy", 503, "The database is busy.")), { once: true }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Your changes are not saved.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(said).toEqual([{ schedule: [{ days: ["sun"], begins: "00:00", ends: "00:00" }] }]));
  });

  it("goes back to always when the last hours are removed", async () => {
    const { said } = serve({ schedule: [NIGHTS] });
    const { user } = renderApp(`${page}/hours`);
    await user.click(await screen.findByRole("button", { name: "Remove hours 1" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(said).toEqual([{ schedule: [] }]));
  });

  it("is asked anew when it begins or ends by itself", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], shouldAdvanceTime: true });
    const until = new Date(Date.now() + 60_000).toISOString();
    const served = serve({ schedule: [NIGHTS], watching: { now: false, why_not: "schedule", until } });
    renderApp("/cameras");
    expect(await screen.findByText(/^Outside its hours until .+: nothing is told$/)).toBeVisible();
    served.become({ watching: { now: true, why_not: "", until: null } });
    await act(() => vi.advanceTimersByTimeAsync(61_000));
    await waitFor(() => expect(screen.queryByText(/Outside its hours/)).not.toBeInTheDocument());
    expect(served.asked()).toBe(2);
    vi.useRealTimers();
  });

  it("is said beside the question why nothing was told", async () => {
    serve({ schedule: [NIGHTS], ...PAUSED });
    server.use(
      http.get("*/api/v1/cameras/:id/decisions", () => HttpResponse.json({ items: [], next_cursor: null })),
      http.get("*/api/v1/events", () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    renderApp(`/why?camera=${FRONT.id}`);
    expect(await screen.findByText(/What it sees at other times is not told/)).toHaveTextContent(/Its hours: Mon–Fri 10:00/);
    expect(screen.getByText(/^Paused until/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Change when it watches" })).toHaveAttribute("href", `${page}/hours`);
  });
});

describe("what is kept of a camera (C7)", () => {
  it("is chosen, and holds at once", async () => {
    const { said } = serve();
    const { user } = renderApp(page);
    const choice = await screen.findByRole("radiogroup", { name: "What is kept of its events" });
    expect(within(choice).getByRole("radio", { name: /clip/ })).toBeChecked();
    await user.click(within(choice).getByRole("radio", { name: /Words only/ }));
    await waitFor(() => expect(within(choice).getByRole("radio", { name: /Words only/ })).toBeChecked());
    expect(screen.getByText(/What is stored already stays/)).toBeVisible();
    await user.click(screen.getByRole("switch", { name: "Never leaves the house" }));
    await waitFor(() => expect(said).toEqual([{ keep: "words" }, { stays_home: true }]));
  });

  it("stays as it was where it could not be saved", async () => {
    serve();
    server.use(http.patch("*/api/v1/cameras/:id", () => problem(aProblem("busy", 503, "The database is busy."))));
    const { user } = renderApp(page);
    await user.click(await screen.findByRole("radio", { name: /Words only/ }));
    expect(await screen.findByText("Your change is not saved.")).toBeVisible();
    expect(screen.getByRole("radio", { name: /clip/ })).toBeChecked();
  });
});
