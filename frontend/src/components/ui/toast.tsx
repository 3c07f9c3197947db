import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { NOTICE_MS } from "@/lib/waits";
import { Button, IconButton } from "./button";

interface ToastText {
  text: string;
  /** Undo and the like. */
  action?: { label: string; run: () => void };
}

const ToastContext = createContext<(toast: ToastText) => void>(() => undefined);

/** Shows a short notice about something in the background; errors stand where they happened instead. */
export function useToast(): (toast: ToastText) => void {
  return useContext(ToastContext);
}

let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(ToastText & { id: number })[]>([]);
  const show = useCallback((toast: ToastText) => {
    lastId += 1;
    const id = lastId;
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
  }, []);
  return (
    <ToastContext value={show}>
      <Radix.Provider duration={NOTICE_MS} label="Notice">
        {children}
        {toasts.map((toast) => (
          <Radix.Root
            key={toast.id}
            onOpenChange={(open) => {
              if (!open) setToasts((shown) => shown.filter(({ id }) => id !== toast.id));
            }}
            className="flex items-center gap-2 rounded-card border border-line-strong bg-surface py-2 pr-2 pl-4 shadow-lg"
          >
            <Radix.Description className="min-w-0 flex-1">{toast.text}</Radix.Description>
            {toast.action && (
              <Radix.Action asChild altText={toast.action.label} onClick={toast.action.run}>
                <Button look="quiet" className="text-accent">
                  {toast.action.label}
                </Button>
              </Radix.Action>
            )}
            <Radix.Close asChild>
              <IconButton label="Dismiss">
                <X aria-hidden="true" size={18} />
              </IconButton>
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-0 bottom-16 left-0 z-50 m-4 flex flex-col gap-2 sm:left-auto sm:w-96 lg:bottom-0" />
      </Radix.Provider>
    </ToastContext>
  );
}
