import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { withCorrections } from "@/features/describers/prompts";
import { PromptDesk } from "@/features/describers/components/PromptDesk";
import { PromptHistory } from "@/features/describers/components/PromptHistory";
import { problem, server } from "@/lib/testing/server";
import { renderPart } from "../support/renderPart";

const CAMERA = "01980000-0000-7000-8000-000000000001";
const EVENT = "01980000-0000-7000-8000-000000000009";

describe("[D12] what models are told of a camera", () => {
  it("corrections are put into the text once, as long as they fit", () => {
    expect(withCorrections("", ["The cat is ours.", "Two dogs."])).toBe("The cat is ours.\nTwo dogs.");
    expect(withCorrections("The cat is ours.\n", ["The cat is ours."])).toBe("The cat is ours.\n");
    expect(withCorrections("x".repeat(995), ["Two dogs.", "Ok."])).toBe(`${"x".repeat(995)}\nOk.`);
  });

  it("a text is tried on corrected events before it is saved, and a failure says why", async () => {
    const sent: unknown[] = [];
    const texts: string[] = [];
    const correction = { event_id: EVENT, camera_name: "Yard", started_at: "2026-01-05T10:00:00Z", given_at: "2026-01-05T11:00:00Z", mistake: null, correction: "It is our cat.", said: "A cat.", describer: "Cellar", model: "m" };
    server.use(
      http.get("*/api/v1/cameras/:id/corrections", () => HttpResponse.json({ items: ["It is our cat."] })),
      http.get("*/api/v1/descriptions/accuracy", () =>
        HttpResponse.json({ all: { right: 0, wrong: 1, mistakes: {} }, describers: [], cameras: [], weeks: [], corrections: [correction, { ...correction, correction: "Older." }] }),
      ),
      http.post("*/api/v1/cameras/:id/prompts/trial", async ({ request }) => {
        sent.push(await request.json());
        if (sent.length > 1) return problem({ type: "cap-reached", title: "", status: 409, detail: "It might cost more than what is left of a cap.", fields: {} });
        return HttpResponse.json({ before: "A cat.", after: "The cat of the house.", confidence: 80, describer: "Cellar", model: "m", seconds: 2, cost: 0.01 });
      }),
    );
    const { user } = renderPart(<PromptDesk cameraId={CAMERA} text="The bench. " onChange={(text) => texts.push(text)} />);
    await user.click(await screen.findByRole("button", { name: "Put words of people into the text" }));
    expect(texts).toEqual(["The bench.\nIt is our cat.\nOlder."]);
    await user.click(await screen.findByRole("button", { name: "Try the text on 1 corrected event" }));
    expect(await screen.findByText("The cat of the house.")).toBeVisible();
    expect(screen.getByRole("list", { name: "Before and after" })).toHaveTextContent("Corrected: It is our cat.Before: A cat.After: The cat of the house.Cellar · m, 80 % sure, 2 s, $0.01");
    expect(sent).toEqual([{ event_id: EVENT, text: "The bench." }]);
    await user.click(screen.getByRole("button", { name: "Try the text on 1 corrected event" }));
    expect(await screen.findByText(/more than what is left of a cap/)).toBeVisible();
  });

  it("an earlier text is told again", async () => {
    const restored: string[] = [];
    const item = (id: number, text: string, who: string) => ({ id: `01980000-0000-7000-8000-00000000000${String(id)}`, at: "2026-01-05T10:00:00Z", who, text });
    server.use(
      http.get("*/api/v1/cameras/:id/prompts", () => HttpResponse.json({ items: [item(2, "New.", "Anna"), item(1, "Old.", "")], next_cursor: null })),
      http.post("*/api/v1/cameras/:id/prompts/:prompt/restore", ({ params }) => {
        restored.push(String(params.prompt).slice(-1));
        return HttpResponse.json({ use: "house", order: [], context: "Old.", day_cap: null });
      }),
    );
    const texts: string[] = [];
    const { user } = renderPart(<PromptHistory cameraId={CAMERA} onRestored={(text) => texts.push(text)} />);
    await user.click(await screen.findByText("Earlier texts about this camera"));
    expect(screen.getByText("Told now.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Tell this again" }));
    await vi.waitFor(() => expect(texts).toEqual(["Old."]));
    expect(restored).toEqual(["1"]);
  });
});
