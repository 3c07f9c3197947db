import { createContext, useContext } from "react";
import { directionOf } from "./direction";

/** What language sentences about what happens are written in, from the settings; undefined: not known yet. */
export const HouseLanguageContext = createContext<string | undefined>(undefined);

/** Of an element with such a sentence that does not say its language itself: pronounced, and laid out, as what it is. */
export function useHouseLanguage(): { lang?: string; dir?: "ltr" | "rtl" } {
  const lang = useContext(HouseLanguageContext);
  return lang === undefined ? {} : { lang, dir: directionOf(lang) };
}
