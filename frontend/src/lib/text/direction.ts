const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]);

/** The writing direction of a language tag: descriptions may be in another language than the page. */
export function directionOf(language: string): "ltr" | "rtl" {
  const [primary = "", second = ""] = language.toLowerCase().split("-");
  if (second === "arab" || second === "hebr") return "rtl";
  if (second === "latn" || second === "cyrl") return "ltr";
  return RIGHT_TO_LEFT.has(primary) ? "rtl" : "ltr";
}
