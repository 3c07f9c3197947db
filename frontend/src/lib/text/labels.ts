/** A label of the detector as a word: "potted_plant" → "Potted plant". */
export function labelWord(label: string): string {
  const words = label.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
