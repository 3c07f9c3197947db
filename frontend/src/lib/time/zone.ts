import { createContext, useContext } from "react";

/** The zone the cameras stand in, from the settings; undefined: the browser's. */
export const ZoneContext = createContext<string | undefined>(undefined);

export function useTimeZone(): string | undefined {
  return useContext(ZoneContext);
}
