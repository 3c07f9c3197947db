import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { ShownForm } from "@/features/describers/components/ShownForm";
import { server } from "@/lib/testing/server";
import { renderPart } from "../support/renderPart";

const CHOSEN = { day_cap: null, month_cap: null, camera_day_cap: null, context: "", frames: 5, way: "hybrid", subject_only: false, reuse: true, carriers: ["GLS"] };

describe("[D5] what a model is shown", () => {
  it("is chosen: how many pictures, which, and only what moved", async () => {
    const sent: unknown[] = [];
    server.use(
      http.get("*/api/v1/describing", () => HttpResponse.json(CHOSEN)),
      http.patch("*/api/v1/describing", async ({ request }) => {
        const change = (await request.json()) as object;
        sent.push(change);
        return HttpResponse.json({ ...CHOSEN, ...change });
      }),
    );
    const { user } = renderPart(<ShownForm />);
    const form = within(await screen.findByRole("form", { name: "What a model is shown" }));
    expect(form.getByLabelText("Pictures of an event")).toHaveValue("5");
    await user.selectOptions(form.getByLabelText("Pictures of an event"), "2");
    await user.selectOptions(form.getByLabelText("Which ones"), "Evenly over the event");
    await user.click(form.getByRole("switch", { name: "Only what moved" }));
    const services = form.getByLabelText("More parcel services");
    await user.type(services, ", Hermes; all");
    await user.click(form.getByRole("button", { name: "Save what is shown" }));
    expect(services).toHaveFocus();
    expect(services).toBeInvalid();
    await user.clear(services);
    await user.type(services, "GLS,  Royal  Mail ,GLS,");
    await user.click(form.getByRole("button", { name: "Save what is shown" }));
    expect(await form.findByText("Saved.")).toBeVisible();
    expect(sent).toEqual([{ frames: 2, way: "uniform", subject_only: true, carriers: ["GLS", "Royal Mail"] }]);
  });
});
