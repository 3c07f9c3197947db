import { ArrowUp } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Offers what arrived while the reader was further down. */
export function NewEventsPill({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className="pointer-events-none sticky top-16 z-10 -my-2 flex h-0 justify-center">
      {count > 0 && (
        <Button look="primary" className="pointer-events-auto rounded-full shadow-lg" onClick={onShow}>
          <ArrowUp aria-hidden="true" size={16} />
          {count} new
        </Button>
      )}
    </div>
  );
}
