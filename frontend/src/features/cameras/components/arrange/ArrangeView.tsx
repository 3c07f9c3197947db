import { useState } from "react";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useOrderCameras } from "@/features/cameras/api/arrange";
import type { Camera } from "@/lib/api/types";
import { BulkBar } from "./BulkBar";
import { GroupEditor } from "./GroupEditor";
import { OrderList } from "./OrderList";

/** The list of cameras to order and choose from, what can be done with the chosen ones, and the groups. */
export function ArrangeView({ cameras }: { cameras: readonly Camera[] }) {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const order = useOrderCameras();
  const chosen = cameras.filter(({ id }) => picked.includes(id));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Section title="Order">
        <p className="text-quiet">It is the same for everybody. Drag a camera, or use its arrows. Tick cameras to do something with several.</p>
        <OrderList cameras={cameras} chosen={picked} onChoose={setPicked} onOrder={(ids) => order.mutate(ids)} />
        {order.error && <ProblemPanel error={order.error} summary="The order was not kept." />}
      </Section>
      <div className="flex min-w-0 flex-col gap-4">
        <Section title="With the ticked cameras">
          <BulkBar cameras={chosen} />
        </Section>
        <Section title="Groups">
          <GroupEditor cameras={cameras} chosen={chosen} />
        </Section>
      </div>
    </div>
  );
}
