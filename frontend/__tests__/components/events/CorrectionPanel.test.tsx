import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { CorrectionPanel } from "@/components/events/CorrectionPanel";

function renderPanel(initial = "") {
  const act = { onSend: vi.fn<(text: string) => void>(), onSkip: vi.fn(), onCancel: vi.fn() };
  render(<CorrectionPanel id="panel" initial={initial} {...act} />);
  return { user: userEvent.setup(), ...act };
}

const field = () => screen.getByRole("textbox", { name: "What was really there?" });
const send = () => screen.getByRole("button", { name: "Send correction" });

describe("F25 correction panel", () => {
  it("F25 counts the characters as one types, and describes the field by the count", async () => {
    const { user } = renderPanel();
    expect(screen.getByText("0 of 500 characters")).toBeVisible();
    await user.type(field(), "A fox");
    expect(screen.getByText("5 of 500 characters")).toBeVisible();
    expect(field()).toHaveAccessibleDescription(/5 of 500 characters/);
  });

  it("D12 takes the kind of mistake beside the words, or alone", async () => {
    const { user, onSend } = renderPanel();
    await user.selectOptions(screen.getByLabelText("What kind of mistake is it?"), "Wrong number");
    await user.click(send());
    expect(onSend).toHaveBeenLastCalledWith("", "wrong-count");
    await user.type(field(), "Two");
    await user.click(send());
    expect(onSend).toHaveBeenLastCalledWith("Two", "wrong-count");
  });

  it("F25 counts an emoji as one character, as the server does", () => {
    renderPanel("🐈🐈");
    expect(screen.getByText("2 of 500 characters")).toBeVisible();
  });

  it("F25 takes exactly 500 characters", async () => {
    const { user, onSend } = renderPanel("x".repeat(500));
    await user.click(send());
    expect(onSend).toHaveBeenCalledExactlyOnceWith("x".repeat(500));
  });

  it("F25 refuses 501 characters, keeps them and says how many are too many", async () => {
    const { user, onSend } = renderPanel("x".repeat(499));
    await user.click(field());
    await user.paste("yy");
    await user.click(send());
    expect(onSend).not.toHaveBeenCalled();
    expect(field()).toHaveValue(`${"x".repeat(499)}yy`);
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(/This is 1 character too long/);
    expect(field()).toHaveFocus();
  });

  it("F25 tells screen readers when little room is left", () => {
    renderPanel("x".repeat(460));
    expect(screen.getByText("40 characters left")).toHaveAttribute("aria-live", "polite");
  });

  it.each(["", "   "])("F25 sends no empty correction (%j) but says what to do", async (text) => {
    const { user, onSend } = renderPanel(text);
    await user.click(send());
    expect(onSend).not.toHaveBeenCalled();
    expect(field()).toHaveAccessibleDescription(/Write what was there, or choose Skip/);
  });

  it("F25 skip rates without a correction, whatever was typed", async () => {
    const { user, onSkip, onSend } = renderPanel();
    await user.type(field(), "never mind");
    await user.click(screen.getByRole("button", { name: "Skip" }));
    expect(onSkip).toHaveBeenCalledOnce();
    expect(onSend).not.toHaveBeenCalled();
  });

  it("F25 cancel rates nothing, by button and by Escape", async () => {
    const { user, onSkip, onSend, onCancel } = renderPanel();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.type(field(), "x{Escape}");
    expect(onCancel).toHaveBeenCalledTimes(2);
    expect(onSend).not.toHaveBeenCalled();
    expect(onSkip).not.toHaveBeenCalled();
  });
});
