import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { newId } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../support/render";

const version = { id: newId(), number: 4, at: "2026-03-03T18:00:00Z", who: "Anna", summary: "Yard: added" };
const nothing = { applied: false, sentences: [], deletes: [], notes: [] };

describe("history and backup (C12)", () => {
  it("shows what going back would do, and what it deletes for good, before it does", async () => {
    const asked: unknown[] = [];
    server.use(
      http.get("*/api/v1/configuration/versions", () => HttpResponse.json({ items: [version], next_cursor: null })),
      http.post("*/api/v1/configuration/versions/:id/restore", async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({ ...nothing, applied: asked.length > 1, sentences: ["Yard: deleted"], deletes: ["Yard"] });
      }),
    );
    const { user } = renderApp("/settings/history");
    await user.click(await screen.findByRole("button", { name: "Go back to before: Yard: added" }));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("Deleted with all events, for good: Yard.");
    await user.click(within(dialog).getByRole("button", { name: "Go back" }));
    expect(asked).toEqual([
      { to: "before", preview: true, may_delete_cameras: false },
      { to: "before", preview: false, may_delete_cameras: true },
    ]);
  });

  it("names what is wrong in a file by its path, and does not import it", async () => {
    const fields = { "cameras.0.colour": "Extra inputs are not permitted" };
    server.use(
      http.post("*/api/v1/configuration/import", () => problem({ type: "bad-input", title: "", status: 422, detail: "Please correct.", fields })),
    );
    const { user } = renderApp("/settings/backup");
    await user.click(await screen.findByRole("button", { name: "Import…" }));
    const dialog = await screen.findByRole("dialog");
    const input = within(dialog).getByLabelText("File");
    await user.upload(input, new File(["{ half"], "a.json", { type: "application/json" }));
    expect(await within(dialog).findByText(/not all of it is there/)).toBeVisible();
    await user.upload(input, new File(['{"argusai": "configuration"}'], "b.json", { type: "application/json" }));
    expect(await within(dialog).findByText(/cameras\.0\.colour/)).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Import" })).toBeDisabled();
  });

  it("says beside the passphrase that it does not open the file, and what to do", async () => {
    const detail = "This passphrase does not open the secrets of this file. Type the one that was chosen when it was exported.";
    const fields = { "cameras.0.secrets": "cannot be opened with this passphrase" };
    server.use(http.post("*/api/v1/configuration/import", () => problem({ type: "wrong-passphrase", title: "", status: 422, detail, fields })));
    const { user } = renderApp("/settings/backup");
    await user.click(await screen.findByRole("button", { name: "Import…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.upload(dialog.getByLabelText("File"), new File(['{"argusai": "configuration", "salt": "x"}'], "c.json", { type: "application/json" }));
    const passphrase = await dialog.findByLabelText("Passphrase of the file");
    await user.type(passphrase, "wrong");
    await user.click(dialog.getByRole("button", { name: "Look at what would change" }));
    await vi.waitFor(() => expect(passphrase).toHaveAccessibleDescription(expect.stringContaining(detail)));
    expect(dialog.queryByText("cameras.0.secrets", { exact: false })).not.toBeInTheDocument();
  });
});
