import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { FollowedThing, Overlay } from "@/features/sight/overlay";
import { SightView } from "@/features/sight/components/SightView";
import { readNumbers } from "@/features/decisions/numbers";
import { aCamera, aZone, noRules } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";
import { renderPart } from "../../support/renderPart";

const OVERLAY = "/api/v1/cameras/c1/live?format=overlay";
const WALKER: FollowedThing = {
  ...{ id: 3, label: "person", score: 0.87, box: [0.1, 0.2, 0.3, 0.8], present: true, zones: ["Yard"] },
  ...{ state: "moving", reason: null, numbers: {} },
};
const PARKED: FollowedThing = {
  ...{ id: 1, label: "car", score: 0.6, box: [0.5, 0.5, 0.9, 0.9], present: false, zones: [] },
  ...{ state: "left-out", reason: "parked", numbers: { alike_share: 0.93 } },
};

function overlay(over: Partial<Overlay> = {}): Overlay {
  return {
    at: "2026-06-01T10:00:00+00:00",
    astir: "motion",
    off_duty: false,
    whole: "",
    motion: [[0.1, 0.2, 0.3, 0.8]],
    masked: [],
    unlooked: [],
    detections: [{ label: "person", score: 0.91, box: [0.1, 0.2, 0.3, 0.8] }],
    tracks: [WALKER, PARKED],
    ...over,
  };
}

function show() {
  const part = renderPart(
    <SightView
      cameraId="c1"
      readNumbers={readNumbers}
      zones={<p>the zones</p>}
      picture={(over) => <div data-testid="picture">{over}</div>}
    />,
  );
  const socket = openSocket(OVERLAY);
  socket.says({ format: "overlay", stream: "main" });
  return { ...part, socket };
}

const kinds = () => [...screen.getByTestId("picture").querySelectorAll("[data-kind]")].map((each) => each.getAttribute("data-kind"));

describe("what ArgusAI sees (C13)", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => vi.useRealTimers());

  it("is drawn over the picture and told in words", () => {
    const { socket } = show();
    expect(screen.getByText("No picture is being looked at right now.")).toBeVisible();
    socket.says(overlay());
    expect(kinds()).toEqual(["motion-0", "detection-0", "track-3", "track-1"]);
    const picture = within(screen.getByTestId("picture"));
    for (const word of ["91 %", "Person 3 · moves", "Car 1 · not told", "the zones"]) expect(picture.getByText(word)).toBeInTheDocument();
    const tracks = within(screen.getByRole("list", { name: "Tracks now" })).getAllByRole("listitem");
    expect(tracks.map((each) => each.textContent)).toEqual([
      "Person 3 moves87 % sure · in Yard",
      "Car 1 not told: it is parked, or belongs there60 % sure · out of sight for a moment · Looks like before: 93 %",
    ]);
    expect(screen.getByText("Looking · 2 tracks · something moves")).toBeVisible();
  });

  it("says how often it looks, renewed once a second", () => {
    const { socket } = show();
    for (let picture = 0; picture < 12; picture += 1) {
      act(() => vi.advanceTimersByTime(200));
      socket.says(overlay({ at: new Date(1_780_000_000_000 + picture * 200).toISOString(), tracks: picture > 8 ? [] : [WALKER] }));
    }
    expect(kinds()).toEqual(["motion-0", "detection-0"]);
    expect(screen.getByText("Looks at 5 pictures a second · no tracks · something moves")).toBeVisible();
  });

  it("tells a screen reader who is there, not each picture of him", () => {
    const { socket } = show();
    socket.says(overlay());
    act(() => vi.advanceTimersByTime(10));
    const told = screen.getByRole("status", { name: "Tracks" });
    expect(told).toHaveTextContent("Person 3 moves; Car 1 not told: it is parked, or belongs there.");
    act(() => vi.advanceTimersByTime(1_000));
    socket.says(overlay({ tracks: [{ ...WALKER, score: 0.5, box: [0.2, 0.2, 0.4, 0.8] }] }));
    act(() => vi.advanceTimersByTime(1_000));
    expect(told).toHaveTextContent("Car 1");
    socket.says(overlay({ tracks: [{ ...WALKER, state: "still" }] }));
    act(() => vi.advanceTimersByTime(2_900));
    socket.says(overlay({ tracks: [{ ...WALKER, state: "still" }] }));
    act(() => vi.advanceTimersByTime(2_900));
    expect(told).toHaveTextContent(/^Person 3 stands still\.$/);
  });

  it("has a switch for each layer", () => {
    const { socket } = show();
    socket.says(overlay({ masked: [[0, 0, 0.1, 0.1]], unlooked: [[0.8, 0, 1, 0.2]] }));
    expect(kinds()).toHaveLength(6);
    const press = (name: string) => act(() => screen.getByRole("button", { name }).click());
    press("Motion");
    expect(screen.getByRole("button", { name: "Motion" })).toHaveAttribute("aria-pressed", "false");
    expect(kinds()).toEqual(["detection-0", "track-3", "track-1"]);
    press("What the detector sees");
    press("What the detector sees");
    press("Tracks");
    expect(screen.getByText("person 91 %")).toBeInTheDocument();
    press("What the detector sees");
    press("Zones and masks");
    expect(kinds()).toEqual([]);
    expect(screen.queryByText("the zones")).not.toBeInTheDocument();
    press("Motion");
    expect(kinds()).toEqual(["motion-0", "masked-0", "unlooked-0"]);
  });

  it("draws nothing that is old", () => {
    const { socket } = show();
    socket.says(overlay());
    act(() => vi.advanceTimersByTime(3_100));
    expect(kinds()).toEqual([]);
    expect(screen.getByText("No picture is being looked at right now.")).toBeVisible();
    socket.says(overlay());
    socket.ends(1013);
    expect(kinds()).toEqual([]);
    expect(screen.getByText("No word from the analysis right now; trying again…")).toBeVisible();
    act(() => vi.advanceTimersByTime(1_100));
    expect(openSocket(OVERLAY)).not.toBe(socket);
    openSocket(OVERLAY).ends(4404);
    expect(screen.getByText("This is no longer available.")).toBeVisible();
  });

  it("says when nothing would be told, and what befell the picture", () => {
    const { socket } = show();
    socket.says(overlay({ off_duty: true, whole: "shake", unlooked: [[0, 0, 1, 1]], tracks: [{ ...WALKER, state: "left-out", reason: "schedule" }] }));
    const line = "Looking · 1 track · something moves · the camera shakes · no time to look everywhere · the camera does not watch now, so nothing is told";
    expect(screen.getByText(line)).toBeVisible();
  });

  it("survives nonsense", () => {
    const { socket } = show();
    act(() => socket.onmessage?.(new MessageEvent("message", { data: "{" })));
    act(() => socket.onmessage?.(new MessageEvent("message", { data: "null" })));
    expect(kinds()).toEqual([]);
  });

  it("rests while the page is hidden", () => {
    show();
    const shown = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    act(() => document.dispatchEvent(new Event("visibilitychange")));
    expect(() => openSocket(OVERLAY)).toThrow();
    shown.mockReturnValue("visible");
    act(() => document.dispatchEvent(new Event("visibilitychange")));
    expect(openSocket(OVERLAY)).toBeDefined();
    shown.mockRestore();
  });
});

describe("the page of what ArgusAI sees (C13)", () => {
  it("is reached from the camera and draws its zones", async () => {
    const camera = aCamera({ name: "Front door", rules: noRules({ zones: [aZone({ name: "Path" })] }) });
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })));
    const { user } = renderApp(`/cameras/${camera.id}`);
    await user.click(await screen.findByRole("link", { name: "What ArgusAI sees" }));
    expect(await screen.findByRole("heading", { level: 1, name: "What ArgusAI sees at Front door" })).toBeVisible();
    expect(screen.getByText("Path")).toBeVisible();
    expect(openSocket(`/api/v1/cameras/${camera.id}/live?format=overlay`)).toBeDefined();
  });

  it("says that a paused camera looks at nothing", async () => {
    const camera = aCamera({ enabled: false });
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })));
    renderApp(`/cameras/${camera.id}/sight`);
    expect(await screen.findByText("Nothing is looked at while the camera is paused.")).toBeVisible();
  });
});
