import { Section } from "@/components/ui/page";
import { Checks } from "./Checks";
import { named, plain, type PartProps } from "./parts";

/** Where it happened. */
export function WherePart({ draft, choices, edit }: PartProps) {
  const zones = [...new Set([...choices.zones, ...draft.zones])];
  const lines = [...new Set([...choices.lines, ...draft.lines])];
  const cameras = named(choices.cameras, draft.cameras, "A camera that is gone");
  const groups = named(choices.groups, draft.groups, "A group that is gone");
  return (
    <Section title="Where">
      {choices.cameras.length === 0 && <p className="text-quiet">There is no camera yet. The rule counts for those you add.</p>}
      {cameras.length > 0 && <Checks legend="Cameras" hint="None: all of them." options={cameras} chosen={draft.cameras} onChange={(chosen) => edit({ cameras: chosen })} />}
      {groups.length > 0 && <Checks legend="Groups of cameras" options={groups} chosen={draft.groups} onChange={(chosen) => edit({ groups: chosen })} />}
      {zones.length > 0 && <Checks legend="Stood in a zone" options={plain(zones)} chosen={draft.zones} onChange={(chosen) => edit({ zones: chosen })} />}
      {lines.length > 0 && <Checks legend="Crossed a line" options={plain(lines)} chosen={draft.lines} onChange={(chosen) => edit({ lines: chosen })} />}
    </Section>
  );
}
