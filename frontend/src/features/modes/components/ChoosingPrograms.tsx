import { CopyField } from "@/components/ui/copy-field";
import type { Modes } from "@/features/modes/api/modes";
import { putLine } from "@/lib/text/curl";

/** How other programs choose the mode. `origin`: as this page was reached. */
export function ChoosingPrograms({ modes, origin }: { modes: Modes["modes"]; origin: string }) {
  return (
    <details>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">How programs choose it</summary>
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-quiet">
          Home Assistant has it as a list on the device of ArgusAI. Any other program sends a PUT of JSON, as these lines do, with a key that may choose the mode,
          made under Settings → API keys, in place of KEY.
        </p>
        {modes.map(({ id, name }) => (
          <CopyField key={id} label={`To choose ${name}`} value={putLine(`${origin}/api/v1/modes/current?key=KEY`, { mode: id })} />
        ))}
      </div>
    </details>
  );
}
