import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { Schemas } from "@/lib/api/types";
import { aProblem, anEventDetail, aSession, newId } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

type Question = Schemas["QuestionOut"];
const WHEN = "2026-03-03T10:00:00Z";
const frame = (id: string) => ({ url: `/api/v1/media/${id}`, width: 640, height: 360, taken_at: WHEN, boxes: [] });
const [first, second] = [newId(), newId()];
const event = anEventDetail({ seen: true, frames: [frame(first), frame(second)] });

function aQuestion(over: Partial<Question> = {}): Question {
  return {
    id: newId(), question: "What colour is the jacket?", asked_at: WHEN, state: "answered", outcome: "", text: "The jacket is red.", language: "en",
    known: true, confidence: 84, marks: [], cited: [second], frames: [first, second], describer: "Ollama", model: "llava:7b", seconds: 1.5, cost: 0.0024, ...over,
  };
}

/** Serves the event with these questions, and keeps what was asked. */
function serve(items: Question[], why_not: Schemas["QuestionsOut"]["why_not"] = ""): { asked: unknown[]; again: string[]; items: Question[] } {
  const kept = { asked: [] as unknown[], again: [] as string[], items };
  server.use(
    http.get("*/api/v1/events/:id", () => HttpResponse.json(event)),
    http.get("*/api/v1/events/:id/questions", () => HttpResponse.json({ items: kept.items, why_not })),
    http.post("*/api/v1/events/:id/questions", async ({ request }) => {
      const body = (await request.json()) as { question: string };
      kept.asked.push(body);
      const waiting = aQuestion({ ...body, state: "waiting", text: "" });
      kept.items = [...kept.items, waiting];
      return HttpResponse.json(waiting, { status: 202 });
    }),
    http.post("*/api/v1/events/:id/questions/:question/again", ({ params }) => {
      kept.again.push(String(params.question));
      kept.items = kept.items.map((each) => ({ ...each, state: "waiting" as const }));
      return HttpResponse.json(kept.items[0], { status: 202 });
    }),
  );
  return kept;
}

describe("asking about an event (D11)", () => {
  it("takes a question, says that it is being answered, and refuses none and too many words", async () => {
    const kept = serve([]);
    const { user } = renderApp(`/events/${event.id}`);
    const field = await screen.findByRole("textbox", { name: "Your question" });
    await user.click(screen.getByRole("button", { name: "Ask" }));
    expect(screen.getByText("Write what you want to know.")).toBeVisible();
    await user.click(field);
    await user.paste("x".repeat(302));
    expect(screen.getByText("This is 2 characters too long. Please shorten it.")).toBeVisible();
    await user.clear(field);
    await user.click(field);
    await user.paste(" What did he carry? ");
    await user.keyboard("{Enter}");
    expect(await screen.findByText(/A vision model looks at the pictures/)).toBeVisible();
    expect(kept.asked).toEqual([{ question: "What did he carry?" }]);
    expect(field).toHaveValue("");
    expect(screen.getByRole("button", { name: "Ask" })).toHaveAttribute("aria-disabled", "true");
  });

  it("keeps what was typed when it is not taken", async () => {
    serve([]);
    server.use(http.post("*/api/v1/events/:id/questions", () => problem(aProblem("busy", 503, "Another program is using the database."))));
    const { user } = renderApp(`/events/${event.id}`);
    await user.type(await screen.findByRole("textbox", { name: "Your question" }), "Who?{Enter}");
    expect(await screen.findByText("Another program is using the database.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Your question" })).toHaveValue("Who?");
  });

  it("shows the answer as words, with the pictures that show it and what it cost", async () => {
    serve([aQuestion({ text: "<img src=x onerror=alert(1)> red" }), aQuestion({ known: false, cited: [], marks: ["grave"] })]);
    renderApp(`/events/${event.id}`);
    const [answer, other] = within(await screen.findByRole("list", { name: "Questions and answers" })).getAllByRole("listitem").filter((item) => item.textContent.includes("jacket"));
    if (!answer || !other) throw new Error("two questions are shown");
    expect(within(answer).getByText("<img src=x onerror=alert(1)> red")).toBeVisible();
    expect(within(answer).getByText("Ollama (llava:7b), from 2 pictures, sure to 84 %. It took 1.5 s and cost $0.0024.")).toBeVisible();
    expect(within(answer).getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([`/api/v1/media/${second}`]);
    expect(other).toHaveTextContent("It claims danger that nobody else has confirmed.");
    expect(within(other).queryByRole("link")).toBeNull();
  });

  it("says why there is no answer, and asks again without typing", async () => {
    const failed = aQuestion({ state: "failed", outcome: "The server took too long to answer.", cost: null });
    const kept = serve([failed]);
    const { user } = renderApp(`/events/${event.id}`);
    expect(await screen.findByText("No answer. The server took too long to answer.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Ask again" }));
    await waitFor(() => expect(kept.again).toEqual([failed.id]));
  });

  it("says what to do where nobody can answer, without a button that does nothing", async () => {
    serve([], "no-describer");
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText(/none is set up/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Settings → AI" })).toHaveAttribute("href", "/settings/ai");
    expect(screen.queryByRole("button", { name: "Ask" })).toBeNull();
  });

  it("lets members read, and ask nothing", async () => {
    const { user } = aSession();
    server.use(http.get("*/api/v1/session", () => HttpResponse.json(aSession({ user: user && { ...user, role: "member" } }))));
    serve([aQuestion()]);
    renderApp(`/events/${event.id}`);
    expect(await screen.findByText("The jacket is red.")).toBeVisible();
    expect(screen.queryByRole("textbox", { name: "Your question" })).toBeNull();
    expect(screen.queryByRole("button", { name: /Remove the question/ })).toBeNull();
  });
});
