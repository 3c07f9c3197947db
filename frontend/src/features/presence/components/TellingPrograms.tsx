import { CopyField } from "@/components/ui/copy-field";
import type { Resident } from "@/features/presence/api/presence";

/** How other programs tell where somebody is. `origin`: as this page was reached. */
export function TellingPrograms({ residents, origin }: { residents: readonly Resident[]; origin: string }) {
  return (
    <details>
      <summary className="flex min-h-touch cursor-pointer items-center font-medium text-accent">How programs tell it</summary>
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-quiet">
          Home Assistant tells it by an automation, as the guide “Use ArgusAI in Home Assistant” shows. Any other program sends a PUT with the body{" "}
          <code className="font-mono text-small break-words">{'{"state": "home"}'}</code> or{" "}
          <code className="font-mono text-small break-words">{'{"state": "not_home"}'}</code>, and a key that may tell who is at home, made under Settings → API
          keys in place of KEY.
        </p>
        {residents.map(({ id, name }) => (
          <CopyField key={id} label={`Address for ${name}`} value={`${origin}/api/v1/presence/residents/${id}/state?key=KEY`} />
        ))}
      </div>
    </details>
  );
}
