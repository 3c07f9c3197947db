import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { addressesOf, camerasInWords } from "@/features/keys/words";
import { aCamera, aKey } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderApp } from "../../support/render";

const YARD = aCamera({ id: "01980000-0000-7000-8000-000000000001", name: "Yard" });
const DOOR = aCamera({ id: "01980000-0000-7000-8000-000000000002", name: "Door" });

function keysAre(...items: ReturnType<typeof aKey>[]): void {
  server.use(http.get("*/api/v1/keys", () => HttpResponse.json({ items, next_cursor: null })));
}

beforeEach(() => server.use(http.get("*/api/v1/cameras", () => HttpResponse.json({ items: [YARD, DOOR], next_cursor: null }))));

describe("keys for other programs (C9)", () => {
  it("are made for chosen cameras and shown once", async () => {
    const sent: unknown[] = [];
    server.use(
      http.post("*/api/v1/keys", async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ ...aKey({ name: "VLC" }), key: "argus_secret" }, { status: 201 });
      }),
    );
    const { user } = renderApp("/settings/keys");
    await user.click(await screen.findByRole("button", { name: "Make a key…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Make a key" }));
    await user.type(dialog.getByLabelText("Name"), "VLC");
    await user.selectOptions(dialog.getByLabelText("Cameras"), "Only some");
    await user.click(dialog.getByRole("button", { name: "Make the key" }));
    expect(await dialog.findByText("Choose at least one camera.")).toBeVisible();
    await user.click(dialog.getByLabelText("Door"));
    await user.click(dialog.getByRole("button", { name: "Make the key" }));
    expect(await dialog.findByLabelText("Key")).toHaveValue("argus_secret");
    expect(sent).toEqual([{ name: "VLC", scopes: ["streams:read"], camera_ids: [DOOR.id], expires_at: null }]);
    await user.click(dialog.getByRole("button", { name: "I have it" }));
    expect(screen.queryByDisplayValue("argus_secret")).not.toBeInTheDocument();
  });

  it("say what they open and when they were used, and are revoked", async () => {
    keysAre(aKey({ last_used_at: new Date().toISOString() }), aKey({ id: "01980000-0000-7000-8000-0000000000ab", name: "Old", made_by: null, camera_ids: [YARD.id], expires_at: "2020-01-02T00:00:00Z" }));
    const revoked: string[] = [];
    server.use(
      http.delete("*/api/v1/keys/:id", ({ params }) => {
        revoked.push(String(params.id));
        keysAre();
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderApp("/settings/keys");
    const old = within((await screen.findByRole("heading", { name: "Old" })).closest("li") as HTMLElement);
    expect(old.getByText(/Watches Yard\./)).toBeVisible();
    expect(old.getByText(/Never used\./)).toBeVisible();
    expect(old.getByText(/Nobody knows who made it/)).toBeVisible();
    expect(screen.getByText(/Made by Ada\./)).toBeVisible();
    expect(old.getByText(/^Expired on/)).toBeVisible();
    expect(screen.getByText(/Watches all cameras\./)).toBeVisible();
    await user.click(old.getByRole("button", { name: "Revoke Old" }));
    expect(await screen.findByText("There is no key yet.")).toBeVisible();
    expect(revoked).toEqual(["01980000-0000-7000-8000-0000000000ab"]);
  });

  it("are for administrators", async () => {
    server.use(http.get("*/api/v1/keys", () => problem({ type: "administrators-only", title: "", status: 403, detail: "No." })));
    renderApp("/settings/keys");
    expect(await screen.findByText("Only an administrator makes keys for other programs.")).toBeVisible();
  });

  it("open the addresses on the camera's page", async () => {
    server.use(http.get("*/api/v1/cameras/:id", () => HttpResponse.json(YARD)));
    const { user } = renderApp(`/cameras/${YARD.id}`);
    await user.click(await screen.findByText("Show the addresses"));
    expect(screen.getByLabelText(/^Video with sound/)).toHaveValue(`${window.location.origin}/api/v1/cameras/${YARD.id}/stream.mp4?key=KEY`);
  });

  it("find words and addresses", () => {
    expect(camerasInWords({ camera_ids: ["gone"] }, [YARD])).toBe("cameras that were deleted");
    expect(addressesOf("1", "http://argus", "k").map(({ url }) => url)).toEqual([
      "http://argus/api/v1/cameras/1/stream.mp4?key=k",
      "http://argus/api/v1/cameras/1/stream.mjpeg?key=k",
      "http://argus/api/v1/cameras/1/snapshot.jpg?key=k",
      "http://argus/api/v1/cameras/1/doorbell/press?key=k",
    ]);
  });
});
