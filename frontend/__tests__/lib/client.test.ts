import { http, HttpResponse } from "msw";
import { api, bodyOf } from "@/lib/api/client";
import { setCsrfToken } from "@/lib/api/csrf";
import { asProblem, Problem } from "@/lib/api/problem";
import { aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";

const labels = () => bodyOf(api.GET("/api/v1/events/labels"));

async function thrownBy(call: () => Promise<unknown>): Promise<Problem> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("Nothing was thrown");
}

describe("the API client (F6)", () => {
  afterEach(() => setCsrfToken(null));

  it("throws what the server says as a Problem", async () => {
    server.use(http.get("*/api/v1/events/labels", () => problem(aProblem("bad-cursor", 422, "Start again.", { cursor: "is not valid" }))));
    expect(await thrownBy(labels)).toMatchObject({ type: "bad-cursor", status: 422, detail: "Start again.", fields: { cursor: "is not valid" } });
  });

  it("makes sense of an answer that is no problem at all", async () => {
    server.use(http.get("*/api/v1/events/labels", () => new HttpResponse("<html>Bad gateway</html>", { status: 502, headers: { "Retry-After": "5" } })));
    expect(await thrownBy(labels)).toMatchObject({ type: "unexpected-answer", status: 502, retryAfterSeconds: 5 });
  });

  it("says that the server does not answer", async () => {
    server.use(http.get("*/api/v1/events/labels", () => HttpResponse.error()));
    expect(await thrownBy(labels)).toMatchObject({ type: "unreachable", status: 0 });
  });

  it("sends the CSRF token with changes only", async () => {
    const seen: [string, string | null][] = [];
    const remember = ({ request }: { request: Request }) => {
      seen.push([request.method, request.headers.get("X-CSRF-Token")]);
      return HttpResponse.json([]);
    };
    server.use(http.get("*/api/v1/events/labels", remember), http.delete("*/api/v1/session", remember));
    setCsrfToken("token");
    await labels();
    await api.DELETE("/api/v1/session");
    expect(seen).toEqual([
      ["GET", null],
      ["DELETE", "token"],
    ]);
  });

  it("repeats lists in queries", async () => {
    let query = "";
    server.use(
      http.get("*/api/v1/events", ({ request }) => {
        query = new URL(request.url).search;
        return HttpResponse.json({ items: [], next_cursor: null });
      }),
    );
    await api.GET("/api/v1/events", { params: { query: { label: ["person", "car"], limit: 5 } } });
    expect(query).toBe("?label=person&label=car&limit=5");
  });

  it("turns faults of our own into a sentence", () => {
    expect(asProblem(new TypeError("x is undefined")).detail).not.toContain("undefined");
  });
});
