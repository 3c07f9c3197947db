import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Describer = Schemas["DescriberOut"];
export type DescriberValues = Schemas["DescriberIn"];
export type DescriberKind = Describer["kind"];
export type Describing = Schemas["DescribingOut"];
export type Costs = Schemas["CostsOut"];
export type CameraDescribing = Schemas["CameraDescribing"];
export type ModelServer = Schemas["ModelsIn"];
export type CostsBy = "day" | "camera" | "provider";

export const DESCRIBERS_KEY = ["describers"] as const;
const LIST_KEY = [...DESCRIBERS_KEY, "list"] as const;
const DESCRIBING_KEY = [...DESCRIBERS_KEY, "chosen"] as const;

export function useDescribers() {
  return useQuery(
    queryOptions({
      queryKey: LIST_KEY,
      queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/describers", { signal }))).items,
      // The end of a pause is told by nobody: looked at once, when it comes.
      refetchInterval: ({ state }) => untilNextPauseEnds(state.data),
    }),
  );
}

function untilNextPauseEnds(describers: readonly Describer[] | undefined): number | false {
  const pauses = (describers ?? []).flatMap(({ breaker_seconds }) => (breaker_seconds > 0 ? [breaker_seconds] : []));
  return pauses.length > 0 && (Math.min(...pauses) + 0.5) * 1000;
}

export function useDescribing() {
  return useQuery(
    queryOptions({ queryKey: DESCRIBING_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/describing", { signal })) }),
  );
}

export function useCosts(by: CostsBy) {
  return useQuery(
    queryOptions({
      queryKey: [...DESCRIBERS_KEY, "costs", by],
      queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/descriptions/costs", { params: { query: { by } }, signal })),
    }),
  );
}

/** Every change asks again for all that hangs on it. */
function useChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: DESCRIBERS_KEY }),
  });
}

export const useAddDescriber = () =>
  useChange((body: DescriberValues) => bodyOf(api.POST("/api/v1/describers", { body })));

export const useChangeDescriber = () =>
  useChange(({ id, ...body }: { id: string } & Schemas["DescriberPatch"]) =>
    bodyOf(api.PATCH("/api/v1/describers/{describer_id}", { params: { path: { describer_id: id } }, body })),
  );

export const useRemoveDescriber = () =>
  useChange(async (id: string) => {
    await api.DELETE("/api/v1/describers/{describer_id}", { params: { path: { describer_id: id } } });
  });

export const useOrderDescribers = () =>
  useChange((ids: string[]) => bodyOf(api.PUT("/api/v1/describers/order", { body: { ids } })));

export const useResetDescriber = () =>
  useChange((id: string) =>
    bodyOf(api.POST("/api/v1/describers/{describer_id}/reset", { params: { path: { describer_id: id } } })),
  );

export const useTryDescriber = () =>
  useChange(({ id, cameraId }: { id: string; cameraId: string }) =>
    bodyOf(
      api.POST("/api/v1/describers/{describer_id}/test", {
        params: { path: { describer_id: id } },
        body: { camera_id: cameraId },
      }),
    ),
  );

export const useChangeDescribing = () =>
  useChange((body: Schemas["DescribingPatch"]) => bodyOf(api.PATCH("/api/v1/describing", { body })));

/** What a server offers, asked now. */
export function useModelList() {
  return useMutation({
    mutationFn: async (body: ModelServer) => (await bodyOf(api.POST("/api/v1/describers/models", { body }))).models,
  });
}

export function useCameraDescribing(cameraId: string) {
  return useQuery(
    queryOptions({
      queryKey: [...DESCRIBERS_KEY, "camera", cameraId],
      queryFn: ({ signal }) =>
        bodyOf(api.GET("/api/v1/cameras/{camera_id}/describing", { params: { path: { camera_id: cameraId } }, signal })),
    }),
  );
}

export const useChangeCameraDescribing = (cameraId: string) =>
  useChange((body: CameraDescribing) =>
    bodyOf(api.PUT("/api/v1/cameras/{camera_id}/describing", { params: { path: { camera_id: cameraId } }, body })),
  );

export function applyToDescribers(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "describers.changed" || kind === "describing.spent") {
    void queryClient.invalidateQueries({ queryKey: DESCRIBERS_KEY });
  }
  if (kind === "batch.changed") void queryClient.invalidateQueries({ queryKey: [...DESCRIBERS_KEY, "batches"] });
}
