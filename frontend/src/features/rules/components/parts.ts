import type { Draft } from "@/features/rules/draft";
import type { Faults } from "@/features/rules/faults";

interface Named {
  id: string;
  name: string;
}

/** What there is to choose from. */
export interface Choices {
  /** What somebody's own detector, or a program, has words for here. */
  kinds: readonly string[];
  /** Parcel services that somebody named here. */
  carriers: readonly string[];
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
  faults: Faults;
  edit: (changes: Partial<Draft>) => void;
}

/** What there is, then what is chosen and gone, as `gone`, so that it can be taken out. */
export function named(each: readonly Named[], chosen: readonly string[], gone: string): { value: string; label: string }[] {
  const lost = chosen.filter((id) => !each.some((one) => one.id === id));
  return [...each.map(({ id, name }) => ({ value: id, label: name })), ...lost.map((id) => ({ value: id, label: gone }))];
}

export function plain(each: readonly string[]): { value: string; label: string }[] {
  return each.map((name) => ({ value: name, label: name }));
}
