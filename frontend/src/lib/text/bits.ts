/** "1.2 Mbit/s": what a camera sends each second. */
export function bitsInWords(bitsPerSecond: number): string {
  const thousands = Math.max(0, bitsPerSecond) / 1000;
  if (thousands < 999.5) return `${thousands.toFixed(0)} kbit/s`;
  return `${(thousands / 1000).toFixed(1)} Mbit/s`;
}
