/** The page speaks English: so do its days and times, with the clock, the order and the digits that the browser's own
 * language and place are used to: "en-DE" for somebody whose browser speaks German. */
export function pageLocale(language: string = navigator.language): string {
  try {
    const own = new Intl.Locale(language).maximize();
    if (own.language === "en") return language;
    return own.region === undefined ? "en" : `en-${own.region}`;
  } catch {
    return "en";
  }
}
