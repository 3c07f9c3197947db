import type { Draft } from "@/features/rules/draft";

interface Named {
  id: string;
  name: string;
}

/** What there is to choose from. */
export interface Choices {
  cameras: readonly Named[];
  groups: readonly Named[];
  zones: readonly string[];
  lines: readonly string[];
  modes: readonly Named[];
  people: readonly Named[];
  channels: readonly Named[];
  /** Whether somebody has said where the house stands. */
  placed: boolean;
}

/** One part of the form. */
export interface PartProps {
  draft: Draft;
  choices: Choices;
  edit: (changes: Partial<Draft>) => void;
}

export function named(each: readonly Named[]): { value: string; label: string }[] {
  return each.map(({ id, name }) => ({ value: id, label: name }));
}

export function plain(each: readonly string[]): { value: string; label: string }[] {
  return each.map((name) => ({ value: name, label: name }));
}
