import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { aCamera, aDetector, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const TRIED = { found: { person: 2 }, milliseconds: 43.4 };
const tiny = (over = {}) => aDetector({ name: "tiny", built_in: false, licence: "MIT", bytes: 2_000_000, check: TRIED, ...over });

function detectorsAre(...items: ReturnType<typeof aDetector>[]): void {
  server.use(http.get("*/api/v1/detectors", () => HttpResponse.json({ items })));
}

const file = (name: string, text: string) => new File([text], name);
const section = async () => (await screen.findByRole("heading", { name: "Detection" })).closest("section") as HTMLElement;
const useTiny = () => screen.findByRole("button", { name: "Use tiny" });

async function openForm() {
  const { user } = renderApp("/settings/detection");
  await user.click(await screen.findByRole("button", { name: "Bring a model…" }));
  return { user, dialog: await screen.findByRole("dialog", { name: "Bring a model" }) };
}

describe("detectors (E10)", () => {
  it("says which is in use, and what each one can do", async () => {
    detectorsAre(aDetector({ in_use: true, labels: ["a", "b", "c", "d", "e", "f", "g"] }), tiny());
    renderApp("/settings/detection");
    await useTiny();
    const shown = within(await section());
    expect(shown.getByText("In use")).toBeVisible();
    expect(shown.getByText(/Knows a, b, c, d, e, f and 1 more\./)).toBeVisible();
    expect(shown.getByText(/it found 2 × person\. One look takes 43 ms\./)).toBeVisible();
    expect(shown.queryByRole("button", { name: /nanodet/ })).not.toBeInTheDocument();
  });

  it("chooses another one", async () => {
    detectorsAre(aDetector({ in_use: true }), tiny());
    const sent: unknown[] = [];
    server.use(
      http.put("*/api/v1/detectors/in-use", async ({ request }) => {
        sent.push(await request.json());
        detectorsAre(aDetector(), tiny({ in_use: true }));
        return HttpResponse.json({ items: [] });
      }),
    );
    const { user } = renderApp("/settings/detection");
    await user.click(await useTiny());
    await screen.findByText("Chosen. The cameras begin to watch with it within some seconds.");
    expect(sent).toEqual([{ name: "tiny" }]);
    expect(await screen.findByRole("button", { name: "Use nanodet" })).toBeEnabled();
  });

  it("does not offer one whose model never came", async () => {
    detectorsAre(aDetector({ in_use: true }), tiny({ check: null, bytes: 0 }));
    renderApp("/settings/detection");
    expect(await useTiny()).toBeDisabled();
    expect(screen.getByText(/Its model has not come/)).toBeVisible();
  });

  it("says why one cannot be removed", async () => {
    detectorsAre(aDetector({ in_use: true }), tiny());
    server.use(http.delete("*/api/v1/detectors/tiny", () => problem(aProblem("in-use", 409, "This detector is in use."))));
    const { user } = renderApp("/settings/detection");
    await user.click(await screen.findByRole("button", { name: "Remove tiny" }));
    expect(await screen.findByText(/This detector is in use\./)).toBeVisible();
  });

  it("sends description and model, and says how the trial went", async () => {
    server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [aCamera({ id: "c1", name: "Yard" })], next_cursor: null })));
    const sent: unknown[] = [];
    server.use(
      http.post("*/api/v1/detectors", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(tiny({ check: null }), { status: 201 });
      }),
      // The bytes of a file are the browser's affair, which this environment has not: tests/browser sees them arrive.
      http.put("*/api/v1/detectors/tiny/model", ({ request }) => {
        sent.push(new URL(request.url).search, request.headers.get("Content-Type"));
        return HttpResponse.json(tiny());
      }),
    );
    const { user, dialog } = await openForm();
    await user.upload(within(dialog).getByLabelText("Description"), file("about.json", '{"name":"tiny"}'));
    await user.upload(within(dialog).getByLabelText("Model"), file("tiny.onnx", "12345"));
    await user.click(within(dialog).getByRole("button", { name: "Try and add" }));
    expect(await within(dialog).findByText(/tiny works\. On the picture it was tried on it found 2 × person/)).toBeVisible();
    expect(sent).toEqual([{ name: "tiny" }, "?camera_id=c1", "application/octet-stream"]);
  });

  it("leaves nothing behind when the model does not pass", async () => {
    const removed: string[] = [];
    server.use(
      http.post("*/api/v1/detectors", () => HttpResponse.json(tiny({ check: null }), { status: 201 })),
      http.put("*/api/v1/detectors/tiny/model", () => problem(aProblem("detector-refused", 422, "It is no ONNX model."))),
      http.delete("*/api/v1/detectors/:name", ({ params }) => {
        removed.push(String(params.name));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user, dialog } = await openForm();
    await user.upload(within(dialog).getByLabelText("Description"), file("about.json", '{"name":"tiny"}'));
    await user.upload(within(dialog).getByLabelText("Model"), file("tiny.onnx", "x"));
    await user.click(within(dialog).getByRole("button", { name: "Try and add" }));
    expect(await within(dialog).findByText(/It is no ONNX model\./)).toBeVisible();
    await waitFor(() => expect(removed).toEqual(["tiny"]));
  });

  it("tells at each field what is missing or wrong", async () => {
    const { user, dialog } = await openForm();
    const about = within(dialog).getByLabelText("Description");
    await user.click(within(dialog).getByRole("button", { name: "Try and add" }));
    await waitFor(() => expect(about).toHaveAccessibleDescription(expect.stringContaining("Choose the description.")));
    expect(within(dialog).getByLabelText("Model")).toHaveAccessibleDescription(expect.stringContaining("Choose the ONNX file."));
    await user.upload(about, file("about.json", "no json"));
    await user.click(within(dialog).getByRole("button", { name: "Try and add" }));
    await waitFor(() => expect(about).toHaveAccessibleDescription(expect.stringContaining("not JSON")));
  });
});
