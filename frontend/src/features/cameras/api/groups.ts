import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type CameraGroup = Schemas["GroupOut"];

export const GROUPS_KEY = ["camera-groups"] as const;

export function groupsQuery() {
  return queryOptions({
    queryKey: GROUPS_KEY,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/camera-groups", { signal }))).items,
  });
}

export function useGroups() {
  return useQuery(groupsQuery());
}

export function useMakeGroup() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; camera_ids: string[] }) => bodyOf(api.POST("/api/v1/camera-groups", { body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: GROUPS_KEY }),
  });
}

export function useEditGroup() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; name?: string; camera_ids?: string[] }) =>
      bodyOf(api.PATCH("/api/v1/camera-groups/{group_id}", { params: { path: { group_id: id } }, body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: GROUPS_KEY }),
  });
}

export function useDeleteGroup() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (group_id: string) => {
      await api.DELETE("/api/v1/camera-groups/{group_id}", { params: { path: { group_id } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: GROUPS_KEY }),
  });
}
