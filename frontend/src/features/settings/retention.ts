import type { Schemas } from "@/lib/api/types";

export interface RetentionText {
  days: string;
  limited: boolean;
  gigabytes: string;
}

export interface RetentionCheck {
  errors: { retention_days?: string; retention_gb?: string };
  /** What to send; null while something is wrong. */
  patch: Schemas["SettingsPatch"] | null;
}

const MOST_DAYS = 3650;
const LEAST_GB = 0.1;
const MOST_GB = 1_000_000;

/** Reads what was typed, with a comma or a point in it; says what is wrong by field. */
export function checkRetention({ days, limited, gigabytes }: RetentionText): RetentionCheck {
  const retentionDays = numberIn(days);
  const retentionGb = limited ? numberIn(gigabytes) : null;
  const errors: RetentionCheck["errors"] = {};
  if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > MOST_DAYS) {
    errors.retention_days = `Give a whole number of days from 1 to ${String(MOST_DAYS)} (ten years).`;
  }
  if (retentionGb !== null && !(retentionGb >= LEAST_GB && retentionGb <= MOST_GB)) {
    errors.retention_gb = `Give a number of gigabytes from ${String(LEAST_GB)} to ${String(MOST_GB)}.`;
  }
  const isFine = Object.keys(errors).length === 0;
  return { errors, patch: isFine ? { retention_days: retentionDays, retention_gb: retentionGb } : null };
}

/** NaN for what is no plain number: "12 000", "1e3" and "" among them. */
function numberIn(text: string): number {
  const plain = text.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}
