const made = new Map<string, Intl.DateTimeFormat>();

/**
 * `Intl.DateTimeFormat`, each kind once: making one costs a hundred times more than using it, and a list has hundreds of
 * times. An unknown zone name must not break a page: then, as without one, the browser's is used.
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  const format = made.get(key) ?? make(locale, options, timeZone);
  made.set(key, format);
  return format;
}

function make(locale: string, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): Intl.DateTimeFormat {
  if (timeZone === undefined || timeZone === "") return new Intl.DateTimeFormat(locale, options);
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(locale, options);
  }
}
