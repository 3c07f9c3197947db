import { focusFaulty } from "@/lib/forms/faulty";

const soon = () => new Promise((resolve) => setTimeout(resolve));

function aForm(): { form: HTMLFormElement; inputs: HTMLInputElement[] } {
  const form = document.createElement("form");
  const inputs = [1, 2].map(() => form.appendChild(document.createElement("input")));
  document.body.replaceChildren(form);
  return { form, inputs };
}

const submit = (form: HTMLFormElement) => form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

describe("the focus after a form was submitted", () => {
  let end: () => void = () => undefined;
  beforeEach(() => {
    end = focusFaulty(document);
  });
  afterEach(() => end());

  it("goes to what an answer names later", async () => {
    const { form, inputs } = aForm();
    submit(form);
    await soon();
    expect(document.body).toHaveFocus();
    inputs[1]?.setAttribute("aria-invalid", "true");
    await soon();
    expect(inputs[1]).toHaveFocus();
  });

  it("stays with whoever types on meanwhile", async () => {
    const { form, inputs } = aForm();
    submit(form);
    inputs[0]?.focus();
    inputs[0]?.dispatchEvent(new Event("input", { bubbles: true }));
    inputs[1]?.setAttribute("aria-invalid", "true");
    await soon();
    expect(inputs[0]).toHaveFocus();
  });

  it("is left alone where nothing was submitted, and once it ended", async () => {
    const { form, inputs } = aForm();
    inputs[0]?.setAttribute("aria-invalid", "true");
    await soon();
    expect(document.body).toHaveFocus();
    end();
    submit(form);
    await soon();
    expect(document.body).toHaveFocus();
  });
});
