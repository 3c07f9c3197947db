/** Where an arrow key leads in a grid of `count`; null: nowhere. */
export function stepIn(key: string, place: number, count: number, columns: number): number | null {
  const next = { ArrowLeft: place - 1, ArrowRight: place + 1, ArrowUp: place - columns, ArrowDown: place + columns, Home: 0, End: count - 1 }[key];
  return next !== undefined && next >= 0 && next < count && next !== place ? next : null;
}
