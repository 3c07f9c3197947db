import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { HomeAssistantSection } from "@/features/homeassistant/components/HomeAssistantSection";
import { draftOf, patchOf, withTls } from "@/features/homeassistant/draft";
import { commandInWords } from "@/features/homeassistant/words";
import { aCamera, aHomeAssistant } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../support/render";
import { renderPart } from "../support/renderPart";

const STORED = aHomeAssistant({ enabled: true, host: "192.168.1.10", username: "argusai", has_password: true, has_key: true, certificate: "ONE", tls: true, port: 8883 });

/** At once: typing letter by letter proves nothing here and costs seconds. */
function fill(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

describe("[H1] Home Assistant in the settings", () => {
  it("is tried with what was typed, then saved; secrets are sent only when typed", async () => {
    const tried: unknown[] = [];
    const saved: unknown[] = [];
    server.use(
      http.post("*/api/v1/home-assistant/test", async ({ request }) => {
        tried.push(await request.json());
        return HttpResponse.json({ works: false, sentence: "192.168.1.10 refused the connection: Not authorized.", seconds: 0.1 });
      }),
      http.patch("*/api/v1/home-assistant", async ({ request }) => {
        saved.push(await request.json());
        return HttpResponse.json({ ...STORED, enabled: true });
      }),
    );
    const { user } = renderPart(<HomeAssistantSection cameras={[]} />);
    const form = within(await screen.findByRole("form", { name: "Home Assistant" }));
    fill(form.getByLabelText("Broker"), "192.168.1.10");
    fill(form.getByLabelText("Port"), "");
    await user.click(form.getByRole("button", { name: "Test the connection" }));
    expect(form.getByText("Write a number from 1 to 65535.")).toBeVisible();
    fill(form.getByLabelText("Port"), "1883");
    fill(form.getByLabelText("User name at the broker"), "argusai");
    fill(form.getByLabelText("Password at the broker"), "sesame");
    await user.click(form.getByRole("button", { name: "Test the connection" }));
    expect(await form.findByText(/It does not work. 192.168.1.10 refused the connection: Not authorized. Nothing is saved yet./)).toBeVisible();
    await user.click(form.getByRole("switch", { name: "Connect to Home Assistant" }));
    server.use(http.get("*/api/v1/home-assistant", () => HttpResponse.json(STORED)));
    await user.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(form.getByRole("status")).toHaveTextContent("Saved"));
    expect(tried).toMatchObject([{ host: "192.168.1.10", port: 1883, username: "argusai", password: "sesame", enabled: false }]);
    expect(saved).toMatchObject([{ enabled: true, password: "sesame" }]);
    expect(form.getByLabelText("Password at the broker")).toHaveValue("");
    expect(form.getByLabelText("Password at the broker")).toHaveAccessibleDescription("Leave it empty to keep the one that is stored.");
    fill(form.getByLabelText("Broker"), "192.168.1.100");
    expect(form.getByLabelText("Password at the broker")).toHaveAccessibleDescription("Enter it anew for the new broker.");
    fill(form.getByLabelText("Broker"), STORED.host);
    await user.click(form.getByRole("switch", { name: "Encrypt the connection (TLS)" }));
    fill(form.getByLabelText("Port"), String(STORED.port));
    expect(form.getByLabelText("Password at the broker")).toHaveAccessibleDescription("Enter it anew: without TLS others can read it on its way.");
  });

  it("shows what is wrong where it is folded away, and why the broker is not reached, as it happens", async () => {
    const bad = { type: "bad-input", title: "", status: 422, detail: "Please correct: certificate.", fields: { certificate: "Key and certificate do not fit." } };
    server.use(
      http.get("*/api/v1/home-assistant", () => HttpResponse.json(STORED)),
      http.patch("*/api/v1/home-assistant", () => problem(bad)),
    );
    const { user } = renderApp("/settings/home-assistant");
    const form = within(await screen.findByRole("form", { name: "Home Assistant" }));
    await user.click(form.getByRole("button", { name: "Save" }));
    expect(await form.findByText("Key and certificate do not fit.")).toBeVisible();
    const connection = { state: "failing" as const, since: "2026-01-01T00:00:00Z", sentence: "Nothing answers at 192.168.1.10.", published: 0, waiting: 2, dropped: 0, ignored: 3 };
    server.use(http.get("*/api/v1/home-assistant", () => HttpResponse.json({ ...STORED, connection })));
    openSocket("/live").says({ kind: "home_assistant.connection", cursor: null, body: {} });
    const line = await screen.findByRole("status", { name: "Connection to the broker" });
    await waitFor(() => expect(line).toHaveTextContent("Nothing answers at 192.168.1.10."));
    expect(line).toHaveTextContent("2 events wait to be told");
    expect(line).toHaveTextContent("3 commands were ignored");
    const other = { ...connection, state: "standing_by" as const, sentence: "Another ArgusAI uses the topics below argusai/." };
    server.use(http.get("*/api/v1/home-assistant", () => HttpResponse.json({ ...STORED, connection: other })));
    openSocket("/live").says({ kind: "home_assistant.connection", cursor: null, body: {} });
    await waitFor(() => expect(line).toHaveTextContent("Standing by"));
    expect(line).toHaveTextContent("Another ArgusAI uses the topics below argusai/.");
    const less = { ...connection, state: "connected" as const, ignored: 0, sentence: "192.168.1.10 takes no message above 20 kB." };
    server.use(http.get("*/api/v1/home-assistant", () => HttpResponse.json({ ...STORED, connection: less })));
    openSocket("/live").says({ kind: "home_assistant.connection", cursor: null, body: {} });
    await waitFor(() => expect(line).toHaveTextContent(/Connected.*takes no message above 20 kB/));
  });

  it("[H5] lists what was asked for, and is for administrators", async () => {
    const camera = aCamera();
    const command = { id: camera.id, at: "2026-01-01T00:00:00Z", command: `camera/${camera.id.replaceAll("-", "")}/detection/set`, payload: "OFF", obeyed: true, sentence: "" };
    server.use(
      http.get("*/api/v1/home-assistant/commands", () =>
        HttpResponse.json({ items: [command, { ...command, id: "2", command: "system/mode/set", payload: "Moon", obeyed: false, sentence: "There is no such mode." }] }),
      ),
    );
    const { user, unmount } = renderPart(<HomeAssistantSection cameras={[camera]} />);
    await user.click(await screen.findByText("What Home Assistant asked for"));
    const list = within(await screen.findByRole("list", { name: "Commands" }));
    expect(list.getByText(`Detection off: ${camera.name}`)).toBeVisible();
    expect(list.getByText("There is no such mode.")).toBeVisible();
    unmount();
    server.use(http.get("*/api/v1/home-assistant", () => problem({ type: "administrators-only", title: "", status: 403, detail: "" })));
    renderPart(<HomeAssistantSection cameras={[]} />);
    expect(await screen.findByText("Only an administrator connects Home Assistant.")).toBeVisible();
  });
});

describe("[H1] the draft", () => {
  it("keeps secrets that are not typed, and removes those whose owner was emptied", () => {
    const draft = draftOf(STORED);
    expect(patchOf(draft, STORED)).not.toHaveProperty("password");
    expect(patchOf(draft, STORED)).not.toHaveProperty("key");
    expect(patchOf({ ...draft, username: " ", certificate: "" }, STORED)).toMatchObject({ password: "", certificate: "", key: "" });
    const unread = { ...STORED, has_password: false, readable: false };
    expect(patchOf({ ...draftOf(unread), username: "" }, unread)).toMatchObject({ password: "" });
    expect(patchOf(draftOf(unread), unread)).not.toHaveProperty("password");
    expect(patchOf({ ...draft, tls: false }, STORED)).not.toHaveProperty("certificate");
    expect(["", "0", "65536", "1e3", "abc"].map((port) => patchOf({ ...draft, port }, STORED))).toEqual([null, null, null, null, null]);
  });

  it("takes the port that goes with TLS, unless another was chosen", () => {
    const draft = draftOf(aHomeAssistant());
    expect(withTls(draft, true).port).toBe("8883");
    expect(withTls(withTls(draft, true), false).port).toBe("1883");
    expect(withTls({ ...draft, port: "1999" }, true).port).toBe("1999");
  });

  it("says commands as a person would", () => {
    const camera = { id: "01980000-0000-7000-8000-000000000001", name: "Yard" };
    const of = (command: string, payload: string) => commandInWords({ command, payload }, [camera]);
    expect(of("system/snooze", "morning")).toBe("Snooze until the morning");
    expect(of("camera/01980000000070008000000000000001/describe", "PRESS")).toBe("Describe now: Yard");
    expect(of("camera/../describe", "PRESS")).toBe("“PRESS” to camera/../describe");
  });
});
