import type { Command } from "@/features/homeassistant/api/homeAssistant";

const SNOOZES: Readonly<Record<string, string>> = { hour: "Snooze for an hour", morning: "Snooze until the morning", end: "End snooze" };
const OF_CAMERA: Readonly<Record<string, (payload: string) => string>> = {
  "detection/set": (payload) => `Detection ${payload === "ON" ? "on" : payload === "OFF" ? "off" : `“${payload}”`}`,
  describe: () => "Describe now",
  "doorbell/press": () => "It rang",
};

/** What was asked for, as a person would say it; what nobody understands is quoted. */
export function commandInWords({ command, payload }: Pick<Command, "command" | "payload">, cameras: readonly { id: string; name: string }[]): string {
  if (command === "system/mode/set") return `Mode “${payload}”`;
  if (command === "system/snooze" && SNOOZES[payload]) return SNOOZES[payload];
  if (command === "system/acknowledge") return payload === "newest" ? "Acknowledge the newest notice" : "Acknowledge a notice";
  if (command === "system/presence/set") return `Who is at home: ${payload}`;
  const [, hex, what] = /^camera\/([0-9a-f]{32})\/(.+)$/.exec(command) ?? [];
  const camera = cameras.find(({ id }) => id.replaceAll("-", "") === hex);
  const say = what === undefined ? undefined : OF_CAMERA[what];
  if (camera && say) return `${say(payload)}: ${camera.name}`;
  return `“${payload}” to ${command}`;
}
