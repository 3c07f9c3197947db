import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";

export type SelfTest = Schemas["SelfTestOut"];
export type SelfTestRun = Schemas["SelfTestRunOut"];

const SELF_TEST_KEY = ["self-test"] as const;

export function useSelfTest() {
  return useQuery(queryOptions({ queryKey: SELF_TEST_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/self-test", { signal })) }));
}

export function useChangeSelfTest() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["SelfTestIn"]) => bodyOf(api.PUT("/api/v1/self-test", { body })),
    onSuccess: (test) => queryClient.setQueryData(SELF_TEST_KEY, test),
  });
}

/** Answers when the test has ended. */
export function useRunSelfTest() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/self-test/runs")),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SELF_TEST_KEY }),
  });
}
