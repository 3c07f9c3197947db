import { fireEvent, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Camera } from "@/lib/api/types";
import { aCamera, aHealth, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const WINDOW = [
  [0.1, 0.1],
  [0.4, 0.1],
  [0.4, 0.5],
];
const FRONT = aCamera({ name: "Front door" });
const MASKED = aCamera({
  name: "Front door",
  privacy: { polygons: [WINDOW], video: "reencode" },
  health: aHealth({ masked: { video: "reencode", cores: 0.18, reason: "" } }),
});

function serve(first: Camera) {
  let camera = first;
  const said: unknown[] = [];
  server.use(
    http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
    http.put("*/api/v1/cameras/:id/privacy", async ({ request }) => {
      const { older: _, ...privacy } = (await request.json()) as Camera["privacy"] & { older: string };
      said.push({ ...privacy, older: _ });
      camera = { ...camera, privacy };
      return HttpResponse.json(camera);
    }),
  );
  return said;
}

/** On the picture, which is 400 × 200. */
function tap(clientX: number, clientY: number) {
  const [frame] = screen.getAllByRole("presentation").filter((each) => each.style.aspectRatio);
  if (!frame) throw new Error("there is no picture");
  frame.getBoundingClientRect = () => DOMRect.fromRect({ width: 400, height: 200 });
  fireEvent.click(frame, { clientX, clientY });
}

const page = (camera: Camera) => `/cameras/${camera.id}/privacy`;

describe("privacy masks (C6)", () => {
  it("are drawn by keys alone and saved", async () => {
    const said = serve(FRONT);
    const { user } = renderApp(page(FRONT));
    await user.click(await screen.findByRole("button", { name: "Add privacy mask" }));
    await user.click(screen.getByRole("button", { name: "Begin with a rectangle" }));
    expect(screen.getByRole("button", { name: /^Corner 1 of Privacy mask 1/ })).toHaveFocus();
    await user.keyboard("{ArrowLeft}");
    expect(screen.getByText("Not saved yet")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved. It holds for everything from now on.")).toBeVisible();
    const corners = [
      [0.29, 0.35],
      [0.7, 0.35],
      [0.7, 0.75],
      [0.3, 0.75],
    ];
    expect(said).toEqual([{ polygons: [corners], video: "reencode", older: "keep" }]);
  });

  it("are part of what is saved when nobody pressed Finish, and hold Save back while corners are missing", async () => {
    const said = serve(FRONT);
    const { user } = renderApp(page(FRONT));
    await user.click(await screen.findByRole("button", { name: "Add privacy mask" }));
    tap(0, 0);
    tap(200, 0);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByRole("alert")).toHaveTextContent("this privacy mask is still being drawn");
    expect(screen.getByRole("group", { name: "Draw a privacy mask" })).toHaveFocus();
    expect(said).toEqual([]);
    tap(100, 100);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved. It holds for everything from now on.")).toBeVisible();
    const corners = [
      [0, 0],
      [0.5, 0],
      [0.25, 0.5],
    ];
    expect(said).toEqual([{ polygons: [corners], video: "reencode", older: "keep" }]);
    expect(screen.queryByRole("group", { name: "Draw a privacy mask" })).toBeNull();
  });

  it("are removed, and older pictures go only when that is chosen", async () => {
    const said = serve(MASKED);
    const { user } = renderApp(page(MASKED));
    await user.click(await screen.findByRole("button", { name: "Remove privacy mask 1" }));
    expect(screen.getByText("Older pictures and clips stay as they are, without the black.")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: /^Pictures only/ }));
    await user.click(screen.getByRole("switch", { name: /^Also delete/ }));
    await user.click(screen.getByRole("button", { name: "Save and delete older pictures" }));
    await screen.findByText("Saved. It holds for everything from now on.");
    expect(said).toEqual([{ polygons: [], video: "pictures", older: "delete" }]);
  });

  it("stay on the page when they cannot be saved", async () => {
    serve(MASKED);
    server.use(http.put("*/api/v1/cameras/:id/privacy", () => problem(aProblem("busy", 503, "The database is busy."))));
    const { user } = renderApp(page(MASKED));
    await user.click(await screen.findByRole("button", { name: "Add privacy mask" }));
    await user.click(screen.getByRole("button", { name: "Begin with a rectangle" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The masks are not saved.");
    expect(within(screen.getByRole("list", { name: "Privacy masks" })).getAllByRole("listitem")).toHaveLength(2);
  });

  it("show what they cost, and a badge", async () => {
    serve(MASKED);
    renderApp(`/cameras/${MASKED.id}`);
    expect(await screen.findByText("One place is black in everything that is stored, shown or sent.")).toBeVisible();
    expect(screen.getByText("Re-encoding its video costs about 0.2 of a processor core.")).toBeVisible();
    expect(screen.getByText("Privacy masks")).toBeVisible();
    expect(screen.getByRole("link", { name: "Change what is hidden" })).toHaveAttribute("href", page(MASKED));
  });
});
