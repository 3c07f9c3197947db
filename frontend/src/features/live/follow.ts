/** Seconds behind the newest picture at which playing speeds up, and at which it jumps. */
const RELAXED_SECONDS = 0.35;
const LOST_SECONDS = 1.5;
const BEHIND_EDGE_SECONDS = 0.1;
const FASTER = 1.08;

export const KEPT_SECONDS = 10;
export const MOST_KEPT_SECONDS = 30;

export interface Following {
  /** Where to jump to; null: play on. */
  seek: number | null;
  rate: number;
}

/** Keeps a player at the live edge. The server's time began with the stream, not with the viewer, so the first step is
 * a jump. `start`, `end`: the newest buffered range; seconds. */
export function followEdge(start: number, end: number, current: number): Following {
  const behind = end - current;
  if (current < start || behind > LOST_SECONDS || behind < -BEHIND_EDGE_SECONDS) {
    return { seek: Math.max(start, end - BEHIND_EDGE_SECONDS), rate: 1 };
  }
  return { seek: null, rate: behind > RELAXED_SECONDS ? FASTER : 1 };
}

/** Up to where the buffer may be dropped; null: it is still small. */
export function droppable(start: number, current: number): number | null {
  return current - start > MOST_KEPT_SECONDS ? current - KEPT_SECONDS : null;
}
