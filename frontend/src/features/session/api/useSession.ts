import { useQuery } from "@tanstack/react-query";
import type { Session } from "@/lib/api/types";
import { sessionQuery } from "./session";

export function useSession(): Session | undefined {
  return useQuery(sessionQuery()).data;
}
