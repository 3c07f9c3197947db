import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { SETTINGS_PARTS } from "@/features/settings/parts";
import { clockIn, searchTimeZones } from "@/features/settings/timeZones";
import { aProblem, aSystem, someSettings } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { openSocket } from "@/lib/testing/sockets";
import { renderApp } from "../../support/render";

/** Takes changes as the server does; gives what was sent. */
function takeChanges(): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http.patch("*/api/v1/settings", async ({ request }) => {
      const patch = (await request.json()) as object;
      sent.push(patch);
      return HttpResponse.json(someSettings(patch));
    }),
  );
  return sent;
}

const general = () => screen.findByRole("form", { name: "General" });
const storage = () => screen.findByRole("form", { name: "Storage" });
const save = (form: HTMLElement) => within(form).getByRole("button", { name: "Save" });

describe("the settings, a page for each part (F18)", () => {
  const links = () => within(screen.getByRole("main")).getAllByRole("link").map((link) => link.getAttribute("href"));

  it("lists the parts with a line each, found by words, and leads there", async () => {
    const { user } = renderApp("/settings");
    const search = await screen.findByRole("searchbox", { name: "Find a setting" });
    expect(links()).toEqual(SETTINGS_PARTS.map(({ id }) => `/settings/${id}`));
    await user.type(search, "mqtt");
    expect(links()).toEqual(["/settings/home-assistant"]);
    await user.clear(search);
    await user.type(search, "disarm");
    expect(within(screen.getByRole("region", { name: "On other pages" })).getByRole("link", { name: /^Modes/ })).toHaveAttribute("href", "/modes");
    await user.clear(search);
    await user.type(search, "kept ROOM");
    expect(links()).toEqual(["/settings/storage"]);
    await user.type(search, "x");
    expect(screen.getByText(/Nothing here is called that/)).toBeVisible();
    await user.clear(search);
    await user.click(screen.getByRole("link", { name: /^Storage/ }));
    expect(await screen.findByRole("heading", { level: 1, name: "Settings · Storage" })).toBeVisible();
    expect(within(screen.getByRole("navigation", { name: "Settings" })).getByRole("link", { name: "Storage" })).toHaveAttribute("aria-current", "page");
  });

  it("still obeys links to the one long page of before", async () => {
    renderApp("/settings#keys");
    expect(await screen.findByRole("heading", { level: 1, name: "Settings · API keys" })).toBeVisible();
  });

  it("says that there is no such part", async () => {
    renderApp("/settings/nonsense");
    expect(await screen.findByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
  });
});

describe("general settings (F18)", () => {
  it("saves the language and says so", async () => {
    const sent = takeChanges();
    const { user } = renderApp("/settings/general");
    const form = await general();
    await user.selectOptions(within(form).getByLabelText("Language of sentences"), "Deutsch");
    expect(within(form).getByRole("status")).toHaveTextContent("Not saved yet");
    await user.click(save(form));
    await waitFor(() => expect(within(form).getByRole("status")).toHaveTextContent("Saved"));
    expect(sent).toEqual([{ language: "de", time_zone: "UTC" }]);
  });

  it("finds a time zone by a part of its name, by keyboard", async () => {
    const sent = takeChanges();
    const { user } = renderApp("/settings/general");
    const form = await general();
    const zone = within(form).getByRole("combobox", { name: "Time zone" });
    await user.type(zone, "york");
    expect(zone).toHaveAttribute("aria-expanded", "true");
    await user.keyboard("{ArrowDown}{ArrowUp}{Enter}");
    expect(zone).toHaveValue("America/New_York");
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
    await user.click(save(form));
    await waitFor(() => expect(sent).toEqual([{ language: "en", time_zone: "America/New_York" }]));
  });

  it("chooses a time zone by mouse, and gives up by Escape", async () => {
    const { user } = renderApp("/settings/general");
    const zone = within(await general()).getByRole("combobox", { name: "Time zone" });
    await user.click(zone);
    await user.clear(zone);
    await user.type(zone, "berlin");
    await user.click(screen.getByRole("option", { name: "Europe/Berlin" }));
    expect(zone).toHaveValue("Europe/Berlin");
    await user.click(zone);
    await user.paste("nowhere at all");
    expect(screen.getByText(/Nothing matches/)).toBeVisible();
    await user.keyboard("{Escape}");
    expect(zone).toHaveValue("Europe/Berlin");
  });

  it("tells a refused time zone at its field", async () => {
    const detail = "This time zone is not known.";
    server.use(http.patch("*/api/v1/settings", () => problem(aProblem("unknown-zone", 400, detail, { time_zone: detail }))));
    const { user } = renderApp("/settings/general");
    const form = await general();
    await user.click(save(form));
    await waitFor(() => expect(within(form).getByLabelText("Time zone")).toHaveAccessibleDescription(expect.stringContaining(detail)));
  });

  it("takes over what was changed on another device", async () => {
    renderApp("/settings/general");
    const form = await general();
    server.use(http.get("*/api/v1/settings", () => HttpResponse.json(someSettings({ language: "de" }))));
    openSocket("/api/v1/live").says({ kind: "settings.changed", cursor: 2, body: {} });
    await waitFor(() => expect(within(form).getByLabelText("Language of sentences")).toHaveValue("de"));
  });

  it("tells in place that the settings cannot be loaded", async () => {
    server.use(http.get("*/api/v1/settings", () => problem(aProblem("broken", 500, "The records are locked."))));
    const { user } = renderApp("/settings/general");
    const [panel] = await screen.findAllByText("The settings could not be loaded.");
    expect(panel).toBeVisible();
    server.use(http.get("*/api/v1/settings", () => HttpResponse.json(someSettings())));
    await user.click(screen.getAllByRole("button", { name: "Try again" })[0] as Element);
    expect(await general()).toBeVisible();
  });
});

describe("how long events are kept (F15, F18)", () => {
  it("saves days and a limit", async () => {
    const sent = takeChanges();
    const { user } = renderApp("/settings/storage");
    const form = await storage();
    await user.clear(within(form).getByLabelText("Keep events for"));
    await user.type(within(form).getByLabelText("Keep events for"), "14");
    await user.click(within(form).getByRole("switch", { name: "Limit the space" }));
    await user.clear(within(form).getByLabelText("Use at most"));
    await user.type(within(form).getByLabelText("Use at most"), "2,5");
    await user.click(save(form));
    await waitFor(() => expect(within(form).getByRole("status")).toHaveTextContent("Saved"));
    expect(sent).toEqual([{ retention_days: 14, retention_gb: 2.5 }]);
  });

  it("lifts the limit", async () => {
    const sent = takeChanges();
    server.use(http.get("*/api/v1/settings", () => HttpResponse.json(someSettings({ retention_gb: 20 }))));
    const { user } = renderApp("/settings/storage");
    const form = await storage();
    expect(within(form).getByLabelText("Use at most")).toHaveValue("20");
    await user.click(within(form).getByRole("switch", { name: "Limit the space" }));
    await user.click(save(form));
    await waitFor(() => expect(sent).toEqual([{ retention_days: 30, retention_gb: null }]));
  });

  it("refuses days that cannot be, keeps them and says what is possible", async () => {
    const sent = takeChanges();
    const { user } = renderApp("/settings/storage");
    const form = await storage();
    const field = within(form).getByLabelText("Keep events for");
    await user.clear(field);
    await user.type(field, "many");
    await user.click(save(form));
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/whole number of days from 1 to 3650/);
    expect(field).toHaveValue("many");
    expect(sent).toEqual([]);
  });

  it("keeps what was typed when saving fails, and says why", async () => {
    server.use(http.patch("*/api/v1/settings", () => problem(aProblem("busy", 503, "The records are locked."))));
    const { user } = renderApp("/settings/storage");
    const form = await storage();
    await user.type(within(form).getByLabelText("Keep events for"), "0");
    await user.click(save(form));
    expect(await within(form).findByText("The records are locked.")).toBeVisible();
    expect(within(form).getByLabelText("Keep events for")).toHaveValue("300");
  });
});

describe("the state of the system (F15, F18)", () => {
  it("tells what is missing and how to get it", async () => {
    const trouble = { slug: "disk", sentence: "The disk is almost full.", severity: "error" as const, link: "/settings" };
    server.use(
      http.get("*/api/v1/system", () =>
        HttpResponse.json(
          aSystem({
            uptime_seconds: 90_000,
            models: [{ name: "nanodet", purpose: "finds objects", installed: false }],
            capture: [{ running: false, restarts: 2, cameras: 3 }],
            troubles: [trouble],
          }),
        ),
      ),
    );
    renderApp("/settings/system");
    expect(await screen.findByText("argusai models install")).toBeVisible();
    expect(screen.getByText("1 day 1 h")).toBeVisible();
    expect(screen.getByText(/Not running; it is being started again, 3 cameras, restarted 2 times/)).toBeVisible();
    expect(screen.getAllByRole("link", { name: "The disk is almost full." })).toHaveLength(2);
  });

  it("tells in place that it cannot be loaded", async () => {
    server.use(http.get("*/api/v1/system", () => problem(aProblem("broken", 500, "Nobody knows."))));
    renderApp("/settings/system");
    expect(await screen.findByText("The state of the system could not be loaded.")).toBeVisible();
  });
});

describe("time zones (F18)", () => {
  it("searches by every word, cities that begin with it first", () => {
    expect(searchTimeZones("new york")).toEqual(["America/New_York"]);
    expect(searchTimeZones("rome")[0]).toBe("Europe/Rome");
    expect(searchTimeZones("")).toContain("UTC");
    expect(searchTimeZones("atlantis")).toEqual([]);
  });

  it("knows what the clocks show, and which zones there are not", () => {
    expect(clockIn("Asia/Tokyo", new Date("2026-03-03T10:00:00Z"))).toMatch(/7:00|19:00/);
    expect(clockIn("Mars/Olympus", new Date())).toBeNull();
  });
});
