import { useSyncExternalStore } from "react";
import type { Notice } from "@/features/notices/api/notices";

/** How this browser tells of a notice while the page is open; chosen here and kept here. */
export type Sound = "off" | "chime" | "voice";

const KEY = "argusai.notice-sound";
const listeners = new Set<() => void>();

export function soundChoice(): Sound {
  const kept = localStorage.getItem(KEY);
  return kept === "chime" || kept === "voice" ? kept : "off";
}

export function chooseSound(sound: Sound): void {
  localStorage.setItem(KEY, sound);
  for (const listener of listeners) listener();
}

export function useSoundChoice(): Sound {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, soundChoice);
}

/** A browser that was not touched yet keeps silent; there is nothing to mend then. */
export function sound(notice: Pick<Notice, "title" | "text" | "urgent">): void {
  const choice = soundChoice();
  if (choice === "chime") chime(notice.urgent);
  if (choice === "voice" && "speechSynthesis" in window) {
    window.speechSynthesis.speak(new SpeechSynthesisUtterance(`${notice.urgent ? "Urgent. " : ""}${notice.title}: ${notice.text}`));
  }
}

function chime(urgent: boolean): void {
  if (!("AudioContext" in window)) return;
  const context = new AudioContext();
  const notes = urgent ? [880, 660, 880] : [660, 880];
  notes.forEach((pitch, number) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + number * 0.18;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.4);
  });
  window.setTimeout(() => void context.close(), 1500);
}
