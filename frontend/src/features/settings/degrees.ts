/** Degrees as people write them: "52.52", "52,52" or "52.52°"; null for nothing, NaN for what is none. */
export function readDegrees(text: string): number | null {
  const written = text.trim().replace(/\s*°$/, "");
  if (written === "") return null;
  return /^[-+]?\d+([.,]\d*)?$/.test(written) ? Number(written.replace(",", ".")) : NaN;
}
