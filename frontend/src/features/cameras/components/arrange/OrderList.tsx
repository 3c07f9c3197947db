import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { useDragging } from "@/components/ui/dragging";
import type { Camera } from "@/lib/api/types";
import { moved } from "@/lib/order";
import { classes } from "@/lib/text/classes";

interface OrderListProps {
  cameras: readonly Camera[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
  onOrder: (ids: string[]) => void;
}

/** Moved by drag, or by the arrows of each; the arrow that was pressed keeps the focus. */
export function OrderList({ cameras, chosen, onChoose, onOrder }: OrderListProps) {
  const [said, setSaid] = useState("");
  const ids = cameras.map(({ id }) => id);

  const move = (id: string, to: number) => {
    const next = moved(ids, id, to);
    if (next === ids) return;
    onOrder([...next]);
    const name = cameras.find((camera) => camera.id === id)?.name ?? "";
    setSaid(`${name} is now ${String(to + 1)} of ${String(ids.length)}.`);
  };
  const dragging = useDragging((id, onto) => move(id, ids.indexOf(onto)));
  return (
    <>
      <ol className="flex flex-col divide-y divide-line">
        {cameras.map(({ id, name, enabled, pause }, place) => (
          <li
            key={id}
            {...dragging.row(id)}
            className={classes("flex items-center gap-1", dragging.look(id))}
          >
            <GripVertical aria-hidden="true" size={18} className="hidden shrink-0 cursor-grab text-quiet sm:block" />
            <label className="flex min-h-touch min-w-0 flex-1 cursor-pointer items-center gap-3">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-accent"
                checked={chosen.includes(id)}
                onChange={({ target }) => onChoose(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
              />
              <span className="min-w-0 break-words">
                {name}
                {(!enabled || pause) && <span className="text-small text-quiet"> · {enabled ? "paused" : "switched off"}</span>}
              </span>
            </label>
            <IconButton label={`Move ${name} up`} aria-disabled={place === 0 || undefined} onClick={() => place > 0 && move(id, place - 1)}>
              <ArrowUp aria-hidden="true" size={18} />
            </IconButton>
            <IconButton
              label={`Move ${name} down`}
              aria-disabled={place === ids.length - 1 || undefined}
              onClick={() => place < ids.length - 1 && move(id, place + 1)}
            >
              <ArrowDown aria-hidden="true" size={18} />
            </IconButton>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
