const FAULTY = '[aria-invalid="true"], [data-faulty] input';

/** After a form was submitted, the focus goes to its first faulty input: at once, or when an answer names one, unless
 * somebody types on meanwhile. Without it a fault above the screen is seen by nobody, and one beside a button heard by
 * nobody. Returns how to end it. */
export function focusFaulty(page: Document): () => void {
  let end: () => void = () => undefined;
  const submitted = ({ target }: SubmitEvent) => {
    if (!(target instanceof HTMLFormElement)) return;
    end();
    end = watch(target);
  };
  page.addEventListener("submit", submitted);
  return () => {
    page.removeEventListener("submit", submitted);
    end();
  };
}

function watch(form: HTMLFormElement): () => void {
  const look = () => {
    const faulty = form.querySelector<HTMLElement>(FAULTY);
    if (!faulty) return;
    end();
    faulty.focus();
  };
  const observer = new MutationObserver(look);
  // What was faulty before shows so after React has rendered what the submission changed.
  const soon = setTimeout(look);
  const end = () => {
    clearTimeout(soon);
    observer.disconnect();
    form.removeEventListener("input", end);
  };
  observer.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid", "data-faulty"] });
  form.addEventListener("input", end);
  return end;
}
