/** A page of the settings. */
export interface SettingsPart {
  /** Its place in the address: /settings/ID. */
  id: string;
  title: string;
  /** What can be set there, in one line. */
  summary: string;
  /** What else people call it; found by the search. */
  words: string;
  /** Members see it too: the others hold what only administrators may change. */
  forAll?: true;
}

export const SETTINGS_PARTS = [
  { id: "general", title: "General", summary: "Language, time zone, and where the house stands", words: "clock place latitude longitude sunrise sunset german deutsch english translation location" },
  { id: "storage", title: "Storage", summary: "How long events and clips are kept, and how much room they take", words: "disk retention days space delete old recordings clips videos keep history" },
  { id: "detection", title: "Detection", summary: "What finds people, vehicles and animals; your own detector", words: "model onnx objects accelerator gpu detector labels" },
  { id: "ai", title: "AI", summary: "Who writes the descriptions, what they cost, how right they were", words: "describer provider openai anthropic gemini ollama money cap price accuracy prompt vision sentences chatgpt claude grok local privacy notes" },
  { id: "notifications", title: "Notifications", summary: "Where notices go, quiet hours, what was sent to you", words: "channel push e-mail webhook telegram ntfy phone sound self-test mail sms chime bell alert apprise snooze do not disturb test", forAll: true },
  { id: "home-assistant", title: "Home Assistant", summary: "The broker through which Home Assistant shows everything", words: "mqtt mosquitto discovery smart home automation doorbell presence" },
  { id: "people", title: "People", summary: "Who may sign in, and what they may do", words: "users accounts invite member administrator role family guests share permission" },
  { id: "keys", title: "API keys", summary: "Keys for programs that read, tell or change something", words: "token programs stream doorbell ring mode webhook vlc rtsp automation integration presence" },
  { id: "history", title: "History", summary: "What was changed, by whom, and the way back", words: "undo versions audit log changes" },
  { id: "backup", title: "Backup", summary: "The whole set-up in a file, and from a file", words: "export import restore move save passphrase copy" },
  { id: "account", title: "Account", summary: "Your own password, and how the page looks on this device", words: "sign-in security theme dark light mode appearance look colours colors", forAll: true },
  { id: "system", title: "System", summary: "How this machine is: memory, disk, models, certificate", words: "health version about troubles why not cpu processor ram certificate https update status", forAll: true },
] as const satisfies readonly SettingsPart[];

export type SettingsPartId = (typeof SETTINGS_PARTS)[number]["id"];

/** What this person may open, in order. */
export function partsFor(administrator: boolean): readonly SettingsPart[] {
  const all: readonly SettingsPart[] = SETTINGS_PARTS;
  return administrator ? all : all.filter(({ forAll }) => forAll);
}

export function findPart(id: string): (typeof SETTINGS_PARTS)[number] | undefined {
  return SETTINGS_PARTS.find((part) => part.id === id);
}

/** Those in whose title, line or words each word of `text` begins a word. */
export function searchParts<Part extends Pick<SettingsPart, "title" | "summary" | "words">>(parts: readonly Part[], text: string): readonly Part[] {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  return parts.filter((part) => {
    const words = `${part.title} ${part.summary} ${part.words}`.toLowerCase().split(/[\s,;:]+/);
    return sought.every((each) => words.some((word) => word.startsWith(each)));
  });
}
