import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { deviceOf } from "@/lib/device";
import { server, signedOut } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const AUTHORITY = { fingerprint: "AB:CD", ends: "2036-01-01T00:00:00Z", certificate: "/api/v1/encryption/argusai-authority.crt" };

describe("trusting the house's own authority (N8)", () => {
  beforeEach(() => server.use(http.get("*/api/v1/session", signedOut())));
  afterEach(() => vi.unstubAllGlobals());

  const openBy = (protocol: string) => vi.stubGlobal("location", Object.assign(new URL(window.location.href), { protocol }));

  it("offers the certificate and the steps of a device where one signs in (N8)", async () => {
    openBy("https:");
    server.use(http.get("*/api/v1/encryption", () => HttpResponse.json({ https: true, authority: AUTHORITY })));
    const { user } = renderApp("/sign-in");
    await user.click(await screen.findByText("Does your browser warn of this page?"));
    expect(screen.getByRole("link", { name: "Get the certificate" })).toHaveAttribute("href", AUTHORITY.certificate);
    await user.selectOptions(screen.getByLabelText("This device"), "iPhone or iPad");
    expect(within(screen.getByRole("list", { name: "Steps" })).getByText(/Certificate Trust Settings/)).toBeVisible();
    expect(screen.getByText("AB:CD")).toBeVisible();
  });

  it("is silent where another authority vouches for the page (N8)", async () => {
    openBy("https:");
    let asked = 0;
    server.use(
      http.get("*/api/v1/encryption", () => {
        asked += 1;
        return HttpResponse.json({ https: false, authority: null });
      }),
    );
    renderApp("/sign-in");
    await waitFor(() => expect(asked).toBe(1));
    expect(await screen.findByLabelText("Name")).toBeVisible();
    expect(screen.queryByText("Does your browser warn of this page?")).toBeNull();
  });

  it.each([
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", true, "apple"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", true, "apple"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", false, "mac"],
    ["Mozilla/5.0 (Linux; Android 15; Pixel 9)", true, "android"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", true, "windows"],
    ["Mozilla/5.0 (X11; Linux x86_64)", false, "linux"],
  ])("knows the device %s (N8)", (agent, touch, device) => expect(deviceOf(agent, touch)).toBe(device));
});
