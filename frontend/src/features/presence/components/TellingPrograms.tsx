import { CopyField } from "@/components/ui/copy-field";
import type { Resident } from "@/features/presence/api/presence";
import { putLine } from "@/lib/text/curl";

/** How other programs tell where somebody is. `origin`: as this page was reached. */
export function TellingPrograms({ residents, origin }: { residents: readonly Resident[]; origin: string }) {
  return (
    <details>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">How programs tell it</summary>
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-quiet">
          Home Assistant tells it by an automation, as the guide “Use ArgusAI in Home Assistant” shows. Any other program sends a PUT of JSON, as these lines do, with{" "}
          <code className="font-mono text-small">home</code> or <code className="font-mono text-small">not_home</code>, and a key that may tell who is at home, made
          under Settings → API keys, in place of KEY.
        </p>
        {residents.map(({ id, name }) => (
          <CopyField key={id} label={`When ${name} comes home`} value={putLine(`${origin}/api/v1/presence/residents/${id}/state?key=KEY`, { state: "home" })} />
        ))}
      </div>
    </details>
  );
}
