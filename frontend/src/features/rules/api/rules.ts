import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Rule = Schemas["RuleOut"];
export type RuleContent = Schemas["RuleIn"];
export type Tree = RuleContent["tree"];

export const RULES_KEY = ["rules"] as const;
const WHY_KEY = ["why"] as const;

export function rulesQuery() {
  return queryOptions({
    queryKey: RULES_KEY,
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/rules", { signal }))).items,
  });
}

/** Whom a rule may tell. */
export function useListeners() {
  return useQuery({
    queryKey: [...RULES_KEY, "choices"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/rules/choices", { signal }))).people,
  });
}

export function useSaveRule(ruleId: string | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleContent) =>
      bodyOf(
        ruleId === null
          ? api.POST("/api/v1/rules", { body })
          : api.PATCH("/api/v1/rules/{rule_id}", { params: { path: { rule_id: ruleId } }, body }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: RULES_KEY }),
  });
}

export function useSwitchRule() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) =>
      bodyOf(api.PATCH("/api/v1/rules/{rule_id}", { params: { path: { rule_id: id } }, body: { enabled } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: RULES_KEY }),
  });
}

export function useDeleteRule() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (rule_id: string) => {
      await api.DELETE("/api/v1/rules/{rule_id}", { params: { path: { rule_id } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: RULES_KEY }),
  });
}

/** The same rule again, with all that it did. */
export function useRestoreRule() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (rule_id: string) => bodyOf(api.POST("/api/v1/rules/{rule_id}/restore", { params: { path: { rule_id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: RULES_KEY }),
  });
}

/** What `rule` would have done in the last seven days; null asks nothing. The answer before stays while it is asked. */
export function useTrial(rule: RuleContent | null, insteadOf: string | null) {
  return useQuery({
    queryKey: [...RULES_KEY, "trial", rule, insteadOf],
    queryFn: ({ signal }) =>
      rule === null ? null : bodyOf(api.POST("/api/v1/rules/trial", { body: { rule, instead_of: insteadOf }, signal })),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useWhy(eventId: string) {
  return useQuery({
    queryKey: [...WHY_KEY, eventId],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/events/{event_id}/why", { params: { path: { event_id: eventId } }, signal })),
  });
}

// What rules ask for, or tell by, may be gone: then they say so.
const CHANGES_RULES = new Set<LiveMessage["kind"]>(["rules.changed", "rules.fired", "channels.changed", "camera.changed", "camera.deleted", "groups.changed", "modes.changed", "people.changed"]);

export function applyToRules(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (CHANGES_RULES.has(kind)) void queryClient.invalidateQueries({ queryKey: RULES_KEY });
  if (kind === "rules.fired" || kind === "event.closed") void queryClient.invalidateQueries({ queryKey: WHY_KEY });
}
