import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type Key = Schemas["KeyOut"];

const KEYS_KEY = ["keys"] as const;

export function keysQuery() {
  return queryOptions({
    queryKey: KEYS_KEY,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/keys", { signal }))).items,
  });
}

export function useKeys() {
  return useQuery(keysQuery());
}

export type KeyScope = Key["scopes"][number];

export interface NewKey {
  name: string;
  scope: KeyScope;
  /** Null: all cameras. */
  cameraIds: string[] | null;
  /** Days until it ends; null: never. */
  days: number | null;
}

export function useMakeKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, scope, cameraIds, days }: NewKey) => {
      const expires_at = days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString();
      return bodyOf(api.POST("/api/v1/keys", { body: { name, scopes: [scope], camera_ids: cameraIds, expires_at } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEYS_KEY }),
  });
}

export function useRevokeKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (key_id: string) => {
      await api.DELETE("/api/v1/keys/{key_id}", { params: { path: { key_id } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEYS_KEY }),
  });
}
