import { CircleCheck, CircleHelp, CircleX, Clock } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { useResend, type Delivery } from "@/features/notices/api/notices";
import { outcome } from "@/features/notices/words";

const ICONS = {
  sent: { icon: CircleCheck, look: "text-good" },
  sending: { icon: Clock, look: "text-quiet" },
  waiting: { icon: Clock, look: "text-notable" },
  failed: { icon: CircleX, look: "text-urgent" },
  unknown: { icon: CircleHelp, look: "text-notable" },
} as const;

/** What became of one delivery; what did not arrive can be sent again by whose channel it is. */
export function DeliveryLine({ delivery, mine }: { delivery: Delivery; mine: boolean }) {
  const resend = useResend();
  const { icon: Icon, look } = ICONS[delivery.state];
  const again = mine && (delivery.state === "failed" || delivery.state === "unknown");
  return (
    <li className="flex flex-wrap items-start gap-x-2 gap-y-1">
      <Icon aria-hidden="true" size={18} className={`mt-1 shrink-0 ${look}`} />
      <p className="min-w-0 flex-1 break-words">
        {delivery.channel_name}: {outcome(delivery)} <Moment at={delivery.sent_at ?? delivery.made_at} className="text-small text-quiet" />
      </p>
      {again && (
        <Button pending={resend.isPending} aria-label={`Send again to ${delivery.channel_name}`} onClick={() => resend.mutate(delivery.id)}>
          Send again
        </Button>
      )}
    </li>
  );
}
