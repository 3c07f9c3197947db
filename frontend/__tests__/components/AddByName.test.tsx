import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { AddByName } from "@/components/ui/add-by-name";

describe("adding something by its name (N5)", () => {
  it("N5 sends the name without spaces around it, once it has one, and empties the field when it was added", async () => {
    const sent: string[] = [];
    const mutate = (name: string, { onSuccess }: { onSuccess: () => void }) => {
      sent.push(name);
      onSuccess();
    };
    render(<AddByName label="A mode of your own" hint="Such as “Holiday”." action="Add the mode" failed="It was not added." add={{ mutate, isPending: false, error: null }} />);
    const user = userEvent.setup();
    const field = screen.getByRole("textbox", { name: "A mode of your own" });
    await user.type(field, "  ");
    await user.click(screen.getByRole("button", { name: "Add the mode" }));
    expect(sent).toEqual([]);
    await user.type(field, "Holiday ");
    await user.click(screen.getByRole("button", { name: "Add the mode" }));
    expect(sent).toEqual(["Holiday"]);
    expect(field).toHaveValue("");
  });
});
