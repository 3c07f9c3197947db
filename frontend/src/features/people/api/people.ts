import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";
import type { Schemas } from "@/lib/api/types";
import type { LiveMessage } from "@/lib/live/messages";

export type Person = Schemas["AccountOut"];
export type Invitation = Schemas["InvitationOut"];
export type Role = Person["role"];

const PEOPLE_KEY = ["people"] as const;

/** Who may sign in, and who is invited. */
export function usePeople() {
  return useQuery({ queryKey: PEOPLE_KEY, queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/people", { signal })) });
}

/** The address by which others reach this house, as an administrator wrote it down; empty: nobody did. */
export function useOwnAddress() {
  return useQuery({
    queryKey: [...PEOPLE_KEY, "address"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/channel-settings", { signal }))).own_address,
  });
}

export function useInvite() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["InvitationIn"]) => bodyOf(api.POST("/api/v1/invitations", { body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
}

export function useTakeBack() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (invitation_id: string) => {
      await api.DELETE("/api/v1/invitations/{invitation_id}", { params: { path: { invitation_id } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
}

/** At once, in what that person has open too. */
export function useChangeRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, role }: { id: string; role: Role }) => {
      await api.PATCH("/api/v1/people/{person_id}", { params: { path: { person_id: id } }, body: { role } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
}

export function useRemovePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (person_id: string) => {
      await api.DELETE("/api/v1/people/{person_id}", { params: { path: { person_id } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
}

export function applyToPeople(queryClient: QueryClient, { kind }: LiveMessage): void {
  if (kind === "people.changed") void queryClient.invalidateQueries({ queryKey: PEOPLE_KEY });
}
