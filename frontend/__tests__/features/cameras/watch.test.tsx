import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aCamera, aLine, aProblem, aZone, noRules } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

type Rules = Schemas["RulesOut"];
const SQUARE = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
];
const FRAME = { x: 0, y: 0, left: 0, top: 0, right: 400, bottom: 200, width: 400, height: 200, toJSON: () => "" };

/** A camera with `rules` that takes new ones; what was sent. */
function theCamera(rules: Partial<Rules> = {}, answer?: () => Response): { path: string; sent: Rules[] } {
  const camera = aCamera({ name: "Yard", rules: noRules(rules) });
  const sent: Rules[] = [];
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
    http.patch("*/api/v1/cameras/:id", async ({ request }) => {
      const body = (await request.json()) as { rules: Rules };
      sent.push(body.rules);
      return answer?.() ?? HttpResponse.json({ ...camera, rules: body.rules });
    }),
  );
  return { path: `/cameras/${camera.id}/watch`, sent };
}

function picture(): HTMLElement {
  const [frame] = screen.getAllByRole("presentation").filter((each) => each.style.aspectRatio);
  if (!frame) throw new Error("there is no picture");
  frame.getBoundingClientRect = () => FRAME;
  return frame;
}

async function draw(user: UserEvent, kind: "zone" | "mask", taps: [number, number][]): Promise<void> {
  await user.click(await screen.findByRole("button", { name: `Add ${kind}` }));
  for (const [clientX, clientY] of taps) fireEvent.click(picture(), { clientX, clientY });
  await user.click(screen.getByRole("button", { name: `Finish ${kind}` }));
}

const TRIANGLE: [number, number][] = [
  [0, 0],
  [200, 0],
  [100, 100],
];

describe("zones and masks (E8)", () => {
  it("are drawn corner by corner and saved with a name", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    await draw(user, "zone", TRIANGLE);
    const name = screen.getByLabelText("Name of the zone");
    await user.clear(name);
    await user.type(name, "Front door");
    await user.click(screen.getByRole("checkbox", { name: "person" }));
    await user.click(screen.getByRole("switch", { name: "Tell only of what stands in a zone" }));
    expect(screen.getByText("Not saved yet")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/^Saved\./)).toBeVisible();
    const polygon = [
      [0, 0],
      [0.5, 0],
      [0.25, 0.5],
    ];
    expect(sent).toEqual([noRules({ zones: [aZone({ name: "Front door", polygon, labels: ["person"], required: true })] })]);
  });

  it("are part of what is saved when nobody pressed Finish, and hold Save back while corners are missing", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    await user.click(await screen.findByRole("button", { name: "Add zone" }));
    for (const [clientX, clientY] of TRIANGLE.slice(0, 2)) fireEvent.click(picture(), { clientX, clientY });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByRole("alert")).toHaveTextContent("this zone is still being drawn");
    expect(screen.getByRole("group", { name: "Draw a zone" })).toHaveFocus();
    expect(sent).toEqual([]);
    fireEvent.click(picture(), { clientX: 100, clientY: 100 });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/^Saved\./)).toBeVisible();
    expect(sent[0]?.zones[0]?.polygon).toHaveLength(3);
    expect(screen.queryByRole("group", { name: "Draw a zone" })).toBeNull();
  });

  it("cannot be finished with two corners, and the last one can be taken back", async () => {
    const { user } = renderApp(theCamera().path);
    await user.click(await screen.findByRole("button", { name: "Add mask" }));
    fireEvent.click(picture(), { clientX: 10, clientY: 10 });
    fireEvent.click(picture(), { clientX: 90, clientY: 10 });
    expect(screen.getByRole("button", { name: "Finish mask" })).toBeDisabled();
    expect(screen.getByText(/^2 corners/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Remove last corner" }));
    expect(screen.getByText(/^1 corner\./)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("list", { name: "Zones, lines and masks" })).not.toBeInTheDocument();
  });

  it("are made and shaped by keys alone", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    (await screen.findByRole("button", { name: "Add mask" })).focus();
    await user.keyboard("{Enter}");
    screen.getByRole("button", { name: "Rectangle" }).focus();
    await user.keyboard("{Enter}");
    screen.getByRole("button", { name: /^Corner 1 of Mask 1: 30 % from the left, 35 % from the top/ }).focus();
    await user.keyboard("{ArrowLeft}{ArrowLeft}{Shift>}{ArrowUp}{/Shift}");
    expect(screen.getByRole("button", { name: /^Corner 1 of Mask 1: 28 % from the left, 30 % from the top/ })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("button", { name: /^Corner 2 of Mask 1/ })).toHaveFocus();
    expect(screen.getAllByRole("button", { name: /^Corner \d of/ })).toHaveLength(5);
    await user.keyboard("{Delete}{Delete}");
    expect(screen.getAllByRole("button", { name: /^Corner \d of/ })).toHaveLength(3);
    await user.keyboard("{Delete}");
    expect(screen.getAllByRole("button", { name: /^Corner \d of/ })).toHaveLength(3);
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent[0]?.masks[0]).toHaveLength(3));
  });

  it("are dragged by their corners, which is one step to undo", async () => {
    const { user } = renderApp(theCamera({ zones: [aZone({ polygon: SQUARE })] }).path);
    await user.click(await screen.findByRole("button", { name: "Change Drive" }));
    picture();
    const corner = screen.getByRole("button", { name: /^Corner 1 of Drive/ });
    corner.setPointerCapture = () => undefined;
    corner.hasPointerCapture = () => true;
    fireEvent.pointerDown(corner, { pointerId: 1 });
    for (const clientX of [100, 120, 140]) fireEvent.pointerMove(corner, { pointerId: 1, clientX, clientY: 60 });
    expect(corner).toHaveAccessibleName("Corner 1 of Drive: 35 % from the left, 30 % from the top");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(corner).toHaveAccessibleName("Corner 1 of Drive: 20 % from the left, 20 % from the top");
    expect(screen.getByRole("button", { name: "Undo" })).toBeDisabled();
  });

  it("are chosen by a tap on them", async () => {
    renderApp(theCamera({ masks: [SQUARE] }).path);
    await screen.findByRole("list", { name: "Zones, lines and masks" });
    fireEvent.click(picture(), { clientX: 200, clientY: 100 });
    expect(screen.getByRole("button", { name: "Done with Mask 1" })).toBeVisible();
    fireEvent.click(picture(), { clientX: 20, clientY: 190 });
    expect(screen.queryByRole("button", { name: /^Corner/ })).not.toBeInTheDocument();
  });

  it("are not saved while their sides cross or a name is missing", async () => {
    const { path, sent } = theCamera({ zones: [aZone({ polygon: SQUARE })] });
    const { user } = renderApp(path);
    await draw(user, "zone", [
      [0, 0],
      [200, 100],
      [200, 0],
      [0, 100],
    ]);
    expect(screen.getByText(/^Its sides cross/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Zone 2: Its sides cross. Move a corner until they do not.");
    const name = screen.getByLabelText("Name of the zone");
    await user.clear(name);
    await user.type(name, "drive");
    expect(name).toHaveAccessibleDescription("Another zone has this name.");
    expect(screen.getByRole("alert")).toHaveTextContent("Drive: Another zone has this name.");
    expect(sent).toEqual([]);
  });

  it("come back with Undo after they were deleted", async () => {
    const { user } = renderApp(theCamera({ masks: [SQUARE] }).path);
    await user.click(await screen.findByRole("button", { name: "Delete Mask 1" }));
    expect(screen.queryByRole("list", { name: "Zones, lines and masks" })).not.toBeInTheDocument();
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getByRole("button", { name: "Change Mask 1" })).toBeVisible();
    expect(screen.queryByText("Not saved yet")).not.toBeInTheDocument();
  });
});

describe("what is told (E8)", () => {
  it("leaves out a label, and says so on the camera's page", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    await user.click(await screen.findByRole("switch", { name: "Dog" }));
    expect(screen.queryByLabelText("Limits for dog")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText(/^Saved\./);
    expect(sent[0]?.filters).toEqual([expect.objectContaining({ label: "dog", told: false })]);
    await user.click(screen.getByRole("link", { name: "Back to the camera" }));
    expect(await screen.findByText("Not told: dog")).toBeVisible();
  });

  it("has limits in words, with the usual ones to go back to", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    await user.click(await screen.findByLabelText("Limits for person"));
    const height = await screen.findByRole("slider", { name: "Smallest height" });
    expect(height).toHaveAttribute("aria-valuetext", "4 % of the picture");
    fireEvent.change(height, { target: { value: "0.08" } });
    expect(screen.getByText("smallest height: 8 % of the picture")).toBeVisible();
    fireEvent.change(screen.getByRole("slider", { name: "Greatest height" }), { target: { value: "0.05" } });
    expect(screen.getByRole("alert")).toHaveTextContent("smallest height is above the greatest");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent[0]?.filters).toEqual([expect.objectContaining({ label: "person", least_height: 0.08, most_height: null })]));
    await user.click(screen.getByRole("button", { name: "Back to the usual limits" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent[1]?.filters).toEqual([]));
  });

  it("keeps what was set when saving fails, and when one looks at another page", async () => {
    const refused = () => problem(aProblem("bad-rules", 422, "Two zones are named “Drive”. Correct it and save again."));
    const { user } = renderApp(theCamera({}, refused).path);
    await user.click(await screen.findByRole("switch", { name: "Car" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/Two zones are named/)).toBeVisible();
    expect(screen.getByRole("switch", { name: "Car" })).not.toBeChecked();
    await user.click(screen.getByRole("link", { name: "Back to the camera" }));
    await user.click(await screen.findByRole("link", { name: "Change what it watches for" }));
    expect(await screen.findByRole("switch", { name: "Car" })).not.toBeChecked();
    expect(screen.getByText("Not saved yet")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Discard changes" }));
    expect(screen.getByRole("switch", { name: "Car" })).toBeChecked();
  });

  it("lists labels by what they are", async () => {
    renderApp(theCamera().path);
    const animals = await screen.findByRole("region", { name: "Animals" });
    expect(within(animals).getAllByRole("switch")).toHaveLength(1);
    expect(screen.queryByRole("region", { name: "Other things" })).not.toBeInTheDocument();
  });
});

describe("lines, presets and what a zone asks for (C5)", () => {
  it("draws a line by keys alone, with a way that counts and names for its sides", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    (await screen.findByRole("button", { name: "Add line" })).focus();
    await user.keyboard("{Enter}");
    screen.getByRole("button", { name: "Upright" }).focus();
    await user.keyboard("{Enter}");
    const first = screen.getByRole("button", { name: /^Corner 1 of Line 1: 50 % from the left, 20 % from the top/ });
    expect(first).toHaveFocus();
    await user.keyboard("{Delete}{ArrowLeft}");
    expect(screen.getAllByRole("button", { name: /^Corner \d of/ })).toHaveLength(2);
    await user.keyboard("{Enter}");
    expect(screen.getAllByRole("button", { name: /^Corner \d of/ })).toHaveLength(3);
    await user.click(screen.getByRole("radio", { name: "Only from its left to its right" }));
    await user.type(screen.getByLabelText("What lies to its right"), "the house");
    await user.click(screen.getByRole("switch", { name: "Tell only of what crosses a line" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    const points = [
      [0.49, 0.2],
      [0.495, 0.55],
      [0.5, 0.9],
    ];
    expect(sent[0]?.lines).toEqual([aLine({ name: "Line 1", points, direction: "left_to_right", right: "the house", required: true })]);
  });

  it("begins with a ready shape, and asks for time and size in it", async () => {
    const { path, sent } = theCamera();
    const { user } = renderApp(path);
    await user.click(await screen.findByRole("button", { name: "Add zone" }));
    await user.click(screen.getByRole("button", { name: "L shape" }));
    expect(screen.getAllByRole("button", { name: /^Corner \d of/ })).toHaveLength(6);
    const stays = screen.getByLabelText("Stays there at least, in seconds");
    await user.clear(stays);
    await user.type(stays, "20");
    const height = screen.getByLabelText("Smallest height there, in % of the picture");
    await user.clear(height);
    await user.type(height, "15");
    await user.click(screen.getByRole("radio", { name: "Yellow, dots" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.zones[0]).toMatchObject({ name: "Zone 1", loiter_seconds: 20, least_height: 0.15, tone: 2, required: false });
  });

  it("takes back and does again, also by keys", async () => {
    const { user } = renderApp(theCamera({ lines: [aLine()] }).path);
    await user.click(await screen.findByRole("button", { name: "Delete Gate" }));
    expect(screen.queryByRole("heading", { name: "Gate" })).not.toBeInTheDocument();
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getByRole("heading", { name: "Gate" })).toBeVisible();
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(screen.queryByRole("heading", { name: "Gate" })).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Redo" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(screen.getByRole("heading", { name: "Gate" })).toBeVisible();
  });

  it("takes what an older version required of all zones as required of each", async () => {
    const { path, sent } = theCamera({ zones: [aZone()], zones_required: true });
    const { user } = renderApp(path);
    await user.click(await screen.findByRole("button", { name: "Change Drive" }));
    expect(screen.getByRole("switch", { name: "Tell only of what stands in a zone" })).toBeChecked();
    await user.type(screen.getByLabelText("Name of the zone"), "way");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent[0]).toEqual(noRules({ zones: [aZone({ name: "Driveway", required: true })] })));
  });
});
