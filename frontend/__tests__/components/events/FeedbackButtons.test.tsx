import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { FeedbackButtons } from "@/components/events/FeedbackButtons";

type Props = ComponentProps<typeof FeedbackButtons>;

function renderButtons(over: Partial<Props> = {}) {
  const onRate = vi.fn<Props["onRate"]>();
  const onRemove = vi.fn<Props["onRemove"]>();
  const { rerender } = render(<FeedbackButtons feedback={null} onRate={onRate} onRemove={onRemove} {...over} />);
  const show = (next: Partial<Props>) =>
    rerender(<FeedbackButtons feedback={null} onRate={onRate} onRemove={onRemove} {...over} {...next} />);
  return { user: userEvent.setup(), onRate, onRemove, show };
}

const up = () => screen.getByRole("button", { name: "This description is right" });
const down = () => screen.getByRole("button", { name: "This description is wrong" });
const correction = () => screen.getByRole("textbox", { name: "What was really there?" });

describe("F25 rating", () => {
  it("F25 thumbs up rates at once, without a correction", async () => {
    const { user, onRate } = renderButtons();
    await user.click(up());
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "up", correction: null });
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  });

  it("F25 thumbs down asks for a correction before it rates", async () => {
    const { user, onRate } = renderButtons();
    await user.click(down());
    expect(correction()).toHaveFocus();
    expect(onRate).not.toHaveBeenCalled();
  });

  it("F25 sends the correction trimmed, closes the panel and gives the focus back", async () => {
    const { user, onRate } = renderButtons();
    await user.click(down());
    await user.click(correction());
    await user.paste("  It was the cat.  ");
    await user.click(screen.getByRole("button", { name: "Send correction" }));
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "down", correction: "It was the cat." });
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
    expect(down()).toHaveFocus();
  });

  it("F25 sends the correction by Ctrl and Enter", async () => {
    const { user, onRate } = renderButtons();
    await user.click(down());
    await user.type(correction(), "A dog{Control>}{Enter}{/Control}");
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "down", correction: "A dog" });
  });
});

describe("F25 pending", () => {
  it("F25 while a rating is on its way nothing can be rated, and it is said", async () => {
    const { user, onRate, onRemove } = renderButtons({ pending: true, feedback: { rating: "up", correction: null } });
    expect(screen.getByRole("status")).toHaveTextContent("Saving…");
    expect(up()).toHaveAttribute("aria-disabled", "true");
    expect(down()).toHaveAttribute("aria-disabled", "true");
    await user.click(up());
    await user.click(down());
    expect(onRate).not.toHaveBeenCalled();
    expect(onRemove).not.toHaveBeenCalled();
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  });

  it("F25 says once a rating has been stored, and not when it has not", () => {
    const { show } = renderButtons({ pending: true });
    show({ pending: false, feedback: { rating: "down", correction: null } });
    expect(screen.getByRole("status")).toHaveTextContent("Saved.");
    show({ pending: true });
    show({ pending: false, error: new Error("gone") });
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });

  it("F25 a pending button keeps the focus of the keyboard", async () => {
    const { user, show } = renderButtons();
    await user.click(up());
    show({ pending: true });
    expect(up()).toHaveFocus();
  });
});

describe("F25 existing rating", () => {
  it("F25 is changed from up to down", async () => {
    const { user, onRate } = renderButtons({ feedback: { rating: "up", correction: null } });
    await user.click(down());
    await user.click(screen.getByRole("button", { name: "Skip" }));
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "down", correction: null });
  });

  it("F25 is changed from down to up", async () => {
    const { user, onRate } = renderButtons({ feedback: { rating: "down", correction: "A cat" } });
    await user.click(up());
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "up", correction: null });
  });

  it("F25 shows its correction and lets it be changed", async () => {
    const { user, onRate } = renderButtons({ feedback: { rating: "down", correction: "A cat" } });
    expect(screen.getByText("A cat")).toBeVisible();
    await user.click(down());
    expect(correction()).toHaveValue("A cat");
    await user.clear(correction());
    await user.type(correction(), "Two cats");
    await user.click(screen.getByRole("button", { name: "Send correction" }));
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "down", correction: "Two cats" });
  });

  it("F25 is removed by pressing the pressed thumbs up", async () => {
    const { user, onRate, onRemove } = renderButtons({ feedback: { rating: "up", correction: null } });
    await user.click(up());
    expect(onRemove).toHaveBeenCalledOnce();
    expect(onRate).not.toHaveBeenCalled();
  });

  it("F25 is removed by its own button, whichever it is", async () => {
    const { user, onRemove } = renderButtons({ feedback: { rating: "down", correction: null } });
    await user.click(screen.getByRole("button", { name: "Remove rating" }));
    expect(onRemove).toHaveBeenCalledOnce();
  });

  it("F25 cannot be removed where there is none", () => {
    renderButtons();
    expect(screen.queryByRole("button", { name: "Remove rating" })).not.toBeInTheDocument();
  });
});

describe("F25 aria-pressed and names", () => {
  it.each([
    [null, "false", "false"],
    [{ rating: "up", correction: null } as const, "true", "false"],
    [{ rating: "down", correction: null } as const, "false", "true"],
  ])("F25 aria-pressed tells the rating %j", (feedback, upPressed, downPressed) => {
    renderButtons({ feedback });
    expect(up()).toHaveAttribute("aria-pressed", upPressed);
    expect(down()).toHaveAttribute("aria-pressed", downPressed);
  });

  it("F25 accessible names: the group, both buttons and the panel have one", async () => {
    const { user } = renderButtons();
    expect(screen.getByRole("group", { name: "Is this description right?" })).toContainElement(up());
    expect(down()).toHaveAttribute("aria-expanded", "false");
    await user.click(down());
    expect(down()).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByRole("form", { name: "Correct the description" })).toContainElement(correction());
  });

  it("F25 works by keyboard alone", async () => {
    const { user, onRate } = renderButtons();
    await user.tab();
    await user.keyboard("{Enter}");
    await user.tab();
    await user.keyboard(" ");
    expect(correction()).toHaveFocus();
    expect(onRate).toHaveBeenCalledExactlyOnceWith({ rating: "up", correction: null });
  });

  it("F25 an error stands in place", () => {
    renderButtons({ error: new Error("network") });
    expect(screen.getByRole("alert")).toHaveTextContent("Your rating was not saved.");
  });
});

describe("D12 whose words are rated", () => {
  it("D12 says so when other words came since", () => {
    const { show } = renderButtons({ text: "A dog.", feedback: { rating: "down", correction: null, said: "A cat." } });
    expect(screen.getByText(/You said this of other words/)).toHaveTextContent("A cat.");
    show({ text: "A cat." });
    expect(screen.queryByText(/other words/)).not.toBeInTheDocument();
  });
});
