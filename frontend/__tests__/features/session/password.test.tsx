import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { PasswordForm } from "@/features/session/components/PasswordForm";
import { aProblem } from "@/lib/testing/factories";
import { problem, server } from "@/lib/testing/server";
import { renderPart } from "../../support/renderPart";

describe("changing the password (F14, F18)", () => {
  it("sends both passwords, empties the fields and says what follows", async () => {
    let sent: unknown;
    server.use(
      http.put("*/api/v1/session/password", async ({ request }) => {
        sent = await request.json();
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = renderPart(<PasswordForm />);
    await user.click(screen.getByLabelText("Current password"));
    await user.paste("the old pass phrase");
    await user.click(screen.getByLabelText("New password"));
    await user.paste("the new pass phrase");
    await user.click(screen.getByRole("button", { name: "Change password" }));

    expect(await screen.findByText(/Other devices have to sign in again/, { selector: "li *" })).toBeVisible();
    expect(sent).toEqual({ current_password: "the old pass phrase", new_password: "the new pass phrase" });
    expect(screen.getByLabelText("New password")).toHaveValue("");
  });

  it("tells a wrong current password at its field and keeps what was typed", async () => {
    const detail = "The current password is wrong.";
    server.use(http.put("*/api/v1/session/password", () => problem(aProblem("wrong-password", 403, detail, { current_password: detail }))));
    const { user } = renderPart(<PasswordForm />);
    await user.type(screen.getByLabelText("Current password"), "guess");
    await user.click(screen.getByLabelText("New password"));
    await user.paste("the new pass phrase");
    await user.click(screen.getByRole("button", { name: "Change password" }));

    await waitFor(() => expect(screen.getByLabelText("Current password")).toHaveAccessibleDescription(detail));
    expect(screen.getByLabelText("New password")).toHaveValue("the new pass phrase");
  });
});
