import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { headersOf, settingsOf } from "@/features/channels/drafts";
import { commandFor, deviceName, lack, subscribe, type Device } from "@/features/channels/push";
import { aChannel, aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

function channelsAre(...items: ReturnType<typeof aChannel>[]): void {
  server.use(http.get("*/api/v1/channels", () => HttpResponse.json({ items, next_cursor: null })));
}

const READY: Device = { secure: true, serviceWorker: true, push: true, permission: "default", apple: false, installed: false };

describe("channels", () => {
  it("are added, and the secret of a webhook is shown once (N10)", async () => {
    const sent: unknown[] = [];
    server.use(
      http.post("*/api/v1/channels", async ({ request }) => {
        sent.push(await request.json());
        channelsAre(aChannel());
        return HttpResponse.json({ ...aChannel(), secret: "made for you" }, { status: 201 });
      }),
    );
    const { user } = renderApp("/settings/notifications");
    await user.click(await screen.findByRole("button", { name: "Add a channel…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a channel" }));
    await user.selectOptions(dialog.getByLabelText("Kind"), "Webhook (another program)");
    await user.click(dialog.getByLabelText("Address"));
    await user.paste("https://hook.example.org/");
    await user.type(dialog.getByLabelText("Headers"), "X-A: 1");
    await user.click(dialog.getByRole("button", { name: "Add the channel" }));
    expect(await dialog.findByLabelText("Secret")).toHaveValue("made for you");
    expect(sent).toEqual([
      {
        name: "Webhook",
        enabled: true,
        usual: true,
        most_per_minute: 0,
        settings: { kind: "webhook", url: "https://hook.example.org/", secret: null, headers: { "X-A": "1" }, template: "" },
      },
    ]);
    await user.click(dialog.getByRole("button", { name: "I have it" }));
    expect(await screen.findByRole("heading", { name: "My program" })).toBeVisible();
  });

  it("say beside the input what is wrong with it (N7)", async () => {
    const sentence = "It must begin with http:// or https:// and name a host";
    server.use(http.post("*/api/v1/channels", () => problem(aProblem("bad-input", 422, "No.", { "settings.url": sentence }))));
    const { user } = renderApp("/settings/notifications");
    await user.click(await screen.findByRole("button", { name: "Add a channel…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a channel" }));
    await user.selectOptions(dialog.getByLabelText("Kind"), "Webhook (another program)");
    await user.type(dialog.getByLabelText("Address"), "x");
    await user.click(dialog.getByRole("button", { name: "Add the channel" }));
    expect(await dialog.findByLabelText("Address")).toHaveAccessibleDescription(new RegExp(sentence));
  });

  it("offer an administrator the setting that refuses their address, beside it (N10)", async () => {
    let reach = "internet";
    const house = () => HttpResponse.json({ reach, own_address: "", push_key: "BA" });
    server.use(
      http.get("*/api/v1/channel-settings", house),
      http.patch("*/api/v1/channel-settings", async ({ request }) => {
        ({ reach } = (await request.json()) as { reach: string });
        return house();
      }),
      http.post("*/api/v1/channels", () => {
        if (reach === "network") return HttpResponse.json({ ...aChannel(), secret: "made for you" }, { status: 201 });
        return problem(aProblem("refused-address", 422, "192.168.1.9 lies within this machine or its network.", { "settings.url": "It may not be reached" }));
      }),
    );
    const { user } = renderApp("/settings/notifications");
    await user.click(await screen.findByRole("button", { name: "Add a channel…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a channel" }));
    await user.selectOptions(dialog.getByLabelText("Kind"), "Webhook (another program)");
    await user.click(dialog.getByLabelText("Address"));
    await user.paste("http://192.168.1.9/");
    await user.click(dialog.getByRole("button", { name: "Add the channel" }));
    await user.selectOptions(await dialog.findByLabelText("Channels may reach"), "Also the home network");
    expect(await dialog.findByText(/Saved for the whole house/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Add the channel" }));
    expect(await dialog.findByLabelText("Secret")).toHaveValue("made for you");
  });

  it("ask for the address of a webhook, and for headers with a colon, before anything is sent (N10)", async () => {
    const { user } = renderApp("/settings/notifications");
    await user.click(await screen.findByRole("button", { name: "Add a channel…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a channel" }));
    await user.selectOptions(dialog.getByLabelText("Kind"), "Webhook (another program)");
    await user.type(dialog.getByLabelText("Headers"), "rubbish");
    await user.click(dialog.getByRole("button", { name: "Add the channel" }));
    expect(dialog.getByLabelText("Address")).toHaveAccessibleDescription(/Type the address that is called\./);
    expect(dialog.getByLabelText("Headers")).toHaveAccessibleDescription(/Write each line as “Name: value”\./);
    expect(dialog.getByLabelText("Address")).toHaveFocus();
  });

  it("that rules tell by are removed when somebody says so, knowing what becomes of these (N7)", async () => {
    channelsAre(aChannel());
    const asked: string[] = [];
    server.use(
      http.delete("*/api/v1/channels/:id", ({ request }) => {
        const { search } = new URL(request.url);
        asked.push(search);
        if (search !== "") return new HttpResponse(null, { status: 204 });
        return problem(aProblem("channel-in-use", 409, "Rules tell by “My program”. Without it “Night” would tell nobody."));
      }),
    );
    const { user } = renderApp("/settings/notifications");
    await user.click(await screen.findByRole("button", { name: "Remove My program" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Without it “Night” would tell nobody.");
    await user.click(screen.getByRole("button", { name: "Remove it all the same" }));
    await vi.waitFor(() => expect(asked).toEqual(["", "?although_used=true"]));
  });

  it("get no more a minute than one chooses (N9)", async () => {
    channelsAre(aChannel());
    const sent: unknown[] = [];
    server.use(
      http.patch("*/api/v1/channels/:id", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aChannel({ most_per_minute: 20 }));
      }),
    );
    const { user } = renderApp("/settings/notifications");
    await user.selectOptions(await screen.findByLabelText("At most"), "20 a minute");
    await vi.waitFor(() => expect(sent).toEqual([{ most_per_minute: 20 }]));
  });

  it("are tested with the receiver's own error (N7)", async () => {
    channelsAre(aChannel());
    server.use(
      http.post("*/api/v1/channels/:id/test", () => HttpResponse.json({ sent: false, sentence: "hook.example.org refused it with status 401.", seconds: 0.1 })),
    );
    const { user } = renderApp("/settings/notifications");
    await user.click(await screen.findByRole("button", { name: "Send a test to My program" }));
    expect(await screen.findByText("The test failed. hook.example.org refused it with status 401.")).toBeVisible();
  });

  it("leave what the whole house allows to administrators (N10)", async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch("*/api/v1/channel-settings", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ reach: "network", own_address: "", push_key: "BA" });
      }),
    );
    const { user } = renderApp("/settings/notifications");
    const form = within(await screen.findByRole("form", { name: "For the whole house" }));
    await user.selectOptions(form.getByLabelText("Channels may reach"), "Also the home network");
    await user.click(form.getByRole("button", { name: "Save for the house" }));
    expect(await form.findByText("Saved")).toBeVisible();
    expect(sent).toEqual([{ reach: "network", own_address: "" }]);
  });
});

describe("this device", () => {
  it("says what it lacks for push, and how to mend it (N8)", () => {
    expect(lack(READY)).toBeNull();
    expect(lack({ ...READY, secure: false })).toMatch(/over HTTPS/);
    expect(lack({ ...READY, apple: true })).toMatch(/Add to Home Screen/);
    expect(lack({ ...READY, apple: true, installed: true })).toBeNull();
    expect(lack({ ...READY, apple: true, installed: true, push: false })).toMatch(/16\.4/);
    expect(lack({ ...READY, push: false })).toMatch(/no push/);
    expect(lack({ ...READY, permission: "denied" })).toMatch(/refused notifications/);
  });

  it("say how this page comes by HTTPS, where it does not (N8)", async () => {
    renderApp("/settings/notifications");
    expect(await screen.findByText(/Browsers allow push only over HTTPS/)).toBeVisible();
    expect(screen.getByLabelText("On the machine of ArgusAI")).toHaveValue("argusai certificate make --host localhost");
    expect(commandFor("[fd00::7]")).toBe("argusai certificate make --host fd00::7");
  });

  it("say when a certificate was merely clicked through (N8)", async () => {
    const register = () => Promise.reject(new Error("An SSL certificate error occurred when fetching the script."));
    vi.stubGlobal("Notification", { requestPermission: () => Promise.resolve("granted") });
    vi.stubGlobal("navigator", { serviceWorker: { register } });
    await expect(subscribe("BA")).rejects.toThrow(/does not trust the certificate of ArgusAI yet/);
    vi.unstubAllGlobals();
  });

  it("is named so that it is known again (N7)", () => {
    expect(deviceName("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")).toBe("Firefox on Android");
    expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1")).toBe("Safari on iPhone");
  });
});

describe("what is typed", () => {
  it("becomes settings (N7)", () => {
    expect(settingsOf("email", { host: "h", port: "465", tls: "tls", username: "", password: "", sender: "a@b", recipients: "c@d, e@f" })).toEqual({
      kind: "email", host: "h", port: 465, tls: "tls", username: "", password: null, sender: "a@b", recipients: ["c@d", "e@f"],
    });
    expect(settingsOf("telegram", { token: "", chat: "1", server: "" })).toMatchObject({ token: null, server: "https://api.telegram.org" });
    expect(headersOf("A: b:c\n\nD")).toEqual({ A: "b:c", D: "" });
    expect(headersOf("")).toBeNull();
  });
});
