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
  { id: "general", title: "General", summary: "Language, time zone, and where the house stands", words: "clock place latitude longitude sunrise sunset" },
  { id: "storage", title: "Storage", summary: "How long events and clips are kept, and how much room they take", words: "disk retention days space delete old" },
  { id: "detection", title: "Detection", summary: "What finds people, vehicles and animals; your own detector", words: "model onnx objects accelerator gpu" },
  { id: "ai", title: "AI", summary: "Who writes the descriptions, what they cost, how right they were", words: "describer provider openai anthropic gemini ollama money cap price accuracy prompt" },
  { id: "notifications", title: "Notifications", summary: "Where notices go, quiet hours, what was sent to you", words: "channel push e-mail webhook telegram ntfy phone sound self-test", forAll: true },
  { id: "home-assistant", title: "Home Assistant", summary: "The broker through which Home Assistant shows everything", words: "mqtt mosquitto discovery smart home" },
  { id: "people", title: "People", summary: "Who may sign in, and what they may do", words: "users accounts invite member administrator role" },
  { id: "keys", title: "API keys", summary: "Keys for programs that read, tell or change something", words: "token programs stream" },
  { id: "history", title: "History", summary: "What was changed, by whom, and the way back", words: "undo versions audit" },
  { id: "backup", title: "Backup", summary: "The whole set-up in a file, and from a file", words: "export import restore move" },
  { id: "account", title: "Account", summary: "Your own password", words: "sign-in security", forAll: true },
  { id: "system", title: "System", summary: "How this machine is: memory, disk, models, certificate", words: "health version about troubles why not", forAll: true },
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
export function searchParts(parts: readonly SettingsPart[], text: string): readonly SettingsPart[] {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  return parts.filter((part) => {
    const words = `${part.title} ${part.summary} ${part.words}`.toLowerCase().split(/[\s,;:]+/);
    return sought.every((each) => words.some((word) => word.startsWith(each)));
  });
}
