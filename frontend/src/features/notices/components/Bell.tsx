import { Link } from "@tanstack/react-router";
import { Bell as BellIcon } from "lucide-react";
import { useEffect } from "react";
import { useUnread } from "@/features/notices/api/notices";
import { sound } from "@/features/notices/sound";
import { useLiveMessages } from "@/lib/live/context";

const MOST_SHOWN = 99;

/** The bell in the top bar: how much is unread, and the way to it. */
export function Bell() {
  const { data } = useUnread();
  const unread = data?.unread ?? 0;
  useLiveMessages((message) => {
    if (message.kind === "notice.told" && message.body.notice.silent === "") sound(message.body.notice);
  });
  useEffect(() => {
    // On the icon of the installed page; few browsers have it.
    if ("setAppBadge" in navigator) void (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined);
  }, [unread]);
  const name = unread === 0 ? "Notices" : `Notices, ${unread} unread`;
  return (
    <Link
      to="/notices"
      aria-label={name}
      title={name}
      className="inline-flex min-h-touch min-w-touch shrink-0 items-center justify-center gap-0.5 rounded-card px-1.5 hover:bg-sunken aria-[current=page]:text-accent"
      activeProps={{ "aria-current": "page" }}
    >
      <BellIcon aria-hidden="true" size={22} />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className={
            "min-w-5 rounded-full px-1 text-center text-xs leading-5 font-semibold " +
            (data?.urgent ? "bg-urgent text-surface" : "bg-accent text-on-accent")
          }
        >
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  );
}
