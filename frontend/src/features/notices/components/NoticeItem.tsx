import { useRef } from "react";
import { Link } from "@tanstack/react-router";
import { Check, CircleDot, Siren } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/chip";
import { Moment } from "@/components/ui/moment";
import { useAcknowledge, useMarkRead, type Notice } from "@/features/notices/api/notices";
import { silence } from "@/features/notices/words";
import { useHouseLanguage } from "@/lib/text/house";
import { classes } from "@/lib/text/classes";
import { onThisClock } from "@/lib/time/format";

/** One notice: the sentence leads to what it is about, and counts as read then. */
export function NoticeItem({ notice }: { notice: Notice }) {
  const read = useMarkRead();
  const acknowledge = useAcknowledge();
  const text = onThisClock(notice.text);
  const unread = notice.read_at === null;
  const Icon = notice.urgent ? Siren : CircleDot;
  const held = silence(notice.silent);
  const sentence = useRef<HTMLHeadingElement>(null);
  const spoken = useHouseLanguage();
  return (
    <li className="flex items-start gap-3 py-3">
      <Icon aria-hidden="true" size={20} className={classes("mt-1 shrink-0", notice.urgent ? "text-urgent" : unread ? "text-accent" : "text-quiet")} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 ref={sentence} {...(notice.event_id === null ? {} : spoken)} tabIndex={-1} className={classes("text-sentence break-words outline-none", unread && "font-semibold")}>
          {notice.path === "/notices" ? (
            text
          ) : (
            <Link to={notice.path} className="hover:underline" onClick={() => unread && read.mutate(notice.id)}>
              {text}
            </Link>
          )}
        </h2>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-quiet">
          <span>{notice.title}</span>
          <Moment at={notice.happened_at} />
          {unread && <Tag>Unread</Tag>}
          {notice.urgent && <Tag className="bg-urgent-soft text-urgent">Urgent</Tag>}
          {held && <span>{held}</span>}
          {notice.rules.length > 0 && <span>Rule: {notice.rules.join(", ")}</span>}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {notice.acknowledged_by ? (
            <p className="flex items-center gap-1 text-small text-quiet">
              <Check aria-hidden="true" size={16} className="text-good" />
              {notice.acknowledged_by} sees to it
            </p>
          ) : (
            notice.kind !== "summary" && (
              <Button aria-label={`I see to it: ${notice.text}`} pending={acknowledge.isPending} onClick={() => acknowledge.mutate(notice.id)}>
                I see to it
              </Button>
            )
          )}
          {unread && (
            <Button look="quiet" aria-label={`Mark as read: ${notice.text}`} pending={read.isPending} onClick={() => read.mutate(notice.id, { onSuccess: () => sentence.current?.focus() })}
            >
              Mark as read
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}
