import type { QueryClient } from "@tanstack/react-query";

/** A page waits for its parts no longer than this; what is late comes in afterwards. */
const PATIENCE_MS = 1500;

/** Asks for what one part of a page shows, unless it is known; a failure is for the part to tell. */
export type Ask = (queryClient: QueryClient) => Promise<void>;

/** For the loader of a route: what its page shows, asked for at once, so that the page stands still once it is there. */
export async function preload(queryClient: QueryClient, ...asks: readonly Ask[]): Promise<void> {
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.all(asks.map((ask) => ask(queryClient))), late]);
}
