import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { mistakesInWords, rightInWords, writerInWords } from "@/features/describers/accuracy";
import { aCamera } from "@/lib/testing/factories";
import { server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const EVENT = "01980000-0000-7000-8000-000000000009";

describe("[D12] how right descriptions are", () => {
  it("small numbers are no shares, and kinds are the most frequent first", () => {
    expect(rightInWords({ right: 2, wrong: 1 })).toBe("2 of 3");
    expect(rightInWords({ right: 17, wrong: 3 })).toBe("85 % of 20");
    expect(rightInWords({ right: 0, wrong: 0 })).toBe("None judged");
    expect(mistakesInWords({ wrong: 5, mistakes: { missed: 1, invented: 3 } })).toBe("was not there 3\u00a0×, not mentioned 1\u00a0×, not said 1\u00a0×");
    expect(mistakesInWords({ wrong: 0, mistakes: {} })).toBe("–");
    expect(writerInWords({ describer: "built-in", model: "" })).toBe("Built-in describer");
    expect(writerInWords({ describer: null, model: null })).toBe("Not known any more");
  });

  it("is counted by describer, camera and week, with the newest corrections and what models are told of them", async () => {
    const asked: URL[] = [];
    const camera = aCamera();
    const tally = { right: 2, wrong: 1, mistakes: { "wrong-count": 1 } };
    server.use(
      http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [camera], next_cursor: null })),
      http.get("*/api/v1/descriptions/accuracy", ({ request }) => {
        asked.push(new URL(request.url));
        return HttpResponse.json({
          all: tally,
          describers: [{ ...tally, describer: "Cellar", model: "llava" }],
          cameras: [{ ...tally, camera_id: camera.id, camera_name: "Yard" }],
          weeks: [{ ...tally, monday: "2026-01-05" }],
          corrections: [
            { event_id: EVENT, camera_name: "Yard", started_at: "2026-01-05T10:00:00Z", given_at: "2026-01-05T11:00:00Z", mistake: "wrong-count", correction: "Two dogs.", said: "A dog runs.", describer: "Cellar", model: "llava" },
          ],
        });
      }),
      http.get("*/api/v1/cameras/:id/corrections", () => HttpResponse.json({ items: ["wrong number: Two dogs."] })),
    );
    const { user } = renderApp("/settings/ai");
    const table = await screen.findByRole("region", { name: "How right descriptions are" });
    expect(within(table).getByRole("row", { name: /Cellar · llava 2 of 3 wrong number 1\s×/ })).toBeVisible();
    await user.selectOptions(screen.getByLabelText("Counted by"), "Week");
    expect(within(table).getByRole("rowheader", { name: /From .*2026/ })).toBeVisible();
    await user.selectOptions(screen.getByLabelText("Counted by"), "Camera");
    expect(within(table).getByRole("rowheader", { name: "Yard" })).toBeVisible();
    const newest = screen.getByRole("list", { name: "Newest corrections" });
    expect(newest).toHaveTextContent("Wrong number. Two dogs.Cellar · llava said: A dog runs.");
    expect(within(newest).getByRole("link")).toHaveAttribute("href", `/events/${EVENT}`);
    await user.selectOptions(screen.getByLabelText("Judged events of"), camera.name);
    expect(await screen.findByRole("list", { name: "Corrections that models are told" })).toHaveTextContent("wrong number: Two dogs.");
    expect(asked.at(-1)?.searchParams.get("camera_id")).toBe(camera.id);
  });
});
