import { useToast } from "@/components/ui/toast";
import { useChooseMode, useModes } from "@/features/modes/api/modes";
import { asProblem } from "@/lib/api/problem";

/** The mode that counts, to be changed from every page. */
export function ModeSwitch() {
  const { data: modes } = useModes();
  const choose = useChooseMode();
  const toast = useToast();
  if (!modes) return null;
  return (
    <label className="flex min-w-0 items-center gap-1.5">
      <span className="text-small text-quiet max-[359px]:sr-only">Mode</span>
      <select
        aria-label="Mode"
        className="min-h-touch min-w-0 max-w-36 sm:max-w-40 rounded-card border border-line-strong bg-surface px-2 sm:px-3 font-medium text-ink"
        value={choose.isPending ? choose.variables : modes.current.mode}
        onChange={({ target }) =>
          choose.mutate(target.value, { onError: (error) => toast({ text: `The mode did not change. ${asProblem(error).detail}` }) })
        }
      >
        {modes.modes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
