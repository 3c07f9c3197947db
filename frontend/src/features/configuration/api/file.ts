import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/lib/api/client";

/** The file as text. `passphrase` empty: without secrets. */
export function useExport() {
  return useMutation({
    mutationFn: async (passphrase: string) =>
      JSON.stringify(await bodyOf(api.POST("/api/v1/configuration/export", { body: { passphrase: passphrase || null } })), null, 2),
  });
}

export interface ImportAsked {
  configuration: Record<string, unknown>;
  passphrase: string;
  preview: boolean;
}

export function useImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ configuration, passphrase, preview }: ImportAsked) =>
      bodyOf(api.POST("/api/v1/configuration/import", { body: { configuration, passphrase: passphrase || null, preview } })),
    onSuccess: ({ applied }) => applied && queryClient.invalidateQueries(),
  });
}
