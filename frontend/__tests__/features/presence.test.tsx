import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { keyInWords } from "@/features/keys/words";
import { howChosen } from "@/features/modes/words";
import { PresenceSection } from "@/features/presence/components/PresenceSection";
import type { Presence } from "@/features/presence/api/presence";
import { aKey } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderPart } from "../support/renderPart";

const ANNA = "01980000-0000-7000-8000-0000000000c1";

function presence(over: Partial<Presence["residents"][number]> = {}, follows = false): Presence {
  return { follows, residents: [{ id: ANNA, name: "Anna", state: null, since: null, told_by: "", ...over }] };
}

describe("[N5] who is at home", () => {
  it("is said by hand, follows when an administrator wants it, and tells programs where", async () => {
    const sent: unknown[] = [];
    let stored: Presence = { follows: false, residents: [] };
    server.use(
      http.get("*/api/v1/presence", () => HttpResponse.json(stored)),
      http.patch("*/api/v1/presence", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json((stored = { ...stored, follows: true }));
      }),
      http.post("*/api/v1/presence/residents", () => HttpResponse.json((stored = presence({}, true)), { status: 201 })),
      http.put(`*/api/v1/presence/residents/${ANNA}/state`, async ({ request }) => {
        sent.push(await request.json());
        stored = presence({ state: "not_home", since: "2026-01-01T12:00:00Z", told_by: "Ben" }, true);
        return HttpResponse.json(stored.residents[0]);
      }),
    );
    const { user } = renderPart(<PresenceSection administrator />);
    expect(await screen.findByText("Nobody is listed yet.")).toBeVisible();
    await user.click(screen.getByRole("switch", { name: "The mode follows who is at home" }));
    await user.type(screen.getByLabelText("Somebody who lives here"), "Anna{Enter}");
    const away = await screen.findByRole("button", { name: "Anna is away" });
    expect(screen.getByText("Nobody has said where yet.")).toBeVisible();
    expect(screen.getByDisplayValue(new RegExp(`/api/v1/presence/residents/${ANNA}/state\\?key=KEY'$`))).toBeInTheDocument();
    await user.click(away);
    await waitFor(() => expect(away).toHaveAttribute("aria-pressed", "true"));
    expect(screen.getByRole("status")).toHaveTextContent(/^Away since .*, told by Ben\.$/);
    expect(away).toHaveFocus();
    expect(sent).toEqual([{ follows: true }, { state: "not_home" }]);
  });

  it("is told by members, who arrange nothing; what failed is said", async () => {
    server.use(
      http.get("*/api/v1/presence", () => HttpResponse.json(presence())),
      http.put("*/api/v1/presence/residents/:id/state", () => problem({ type: "resident-not-found", title: "", status: 404, detail: "Nobody of that name.", fields: {} })),
    );
    const { user } = renderPart(<PresenceSection administrator={false} />);
    await user.click(await screen.findByRole("button", { name: "Anna is at home" }));
    expect(await screen.findByText(/Nobody of that name/)).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Remove Anna" })).not.toBeInTheDocument();
  });

  it("is told of the mode and of keys in words", () => {
    expect(howChosen({ how: "presence", who: "Anna", mode: "away" })).toBe("when Anna left as the last one");
    expect(howChosen({ how: "presence", who: "Anna", mode: "home" })).toBe("when Anna was back as the first one");
    expect(keyInWords(aKey({ scopes: ["presence:write"] }), [])).toBe("Tells who is at home.");
    expect(keyInWords(aKey({ scopes: ["doorbell:press"] }), [])).toBe("Rings at all cameras.");
    expect(keyInWords(aKey({ scopes: ["modes:write"] }), [])).toBe("Chooses the mode.");
  });
});
