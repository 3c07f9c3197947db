import { createContext, use, type ReactNode } from "react";

/** Whether the signed-in person is an administrator. The server decides; this only hides what it would refuse. */
export const AdministratorContext = createContext(true);

export function useIsAdministrator(): boolean {
  return use(AdministratorContext);
}

/** What members may not do is not shown to them. */
export function ForAdministrators({ children }: { children: ReactNode }) {
  return useIsAdministrator() ? children : null;
}
