export type Device = "apple" | "android" | "windows" | "mac" | "linux";

/** Which kind of device this is, as far as the browser tells. `touch`: an iPad says that it is a Mac. */
export function deviceOf(agent: string, touch: boolean): Device {
  if (/iPhone|iPad/.test(agent) || (/Macintosh/.test(agent) && touch)) return "apple";
  if (/Android/.test(agent)) return "android";
  if (/Windows/.test(agent)) return "windows";
  return /Mac OS/.test(agent) ? "mac" : "linux";
}
