import { Link } from "@tanstack/react-router";
import { classes } from "@/lib/text/classes";
import { MoreMenu } from "./MoreMenu";
import { PAGES } from "./nav";

const ITEM =
  "flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-card text-small text-quiet " +
  "hover:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-accent " +
  "lg:min-h-touch lg:flex-row lg:justify-start lg:gap-3 lg:px-3 lg:text-base lg:aria-[current=page]:bg-accent-soft";

/** Left rail on wide screens, bar at the bottom on a phone: one navigation, laid out twice by CSS. */
export function Navigation() {
  return (
    <nav
      aria-label="Main"
      className={
        "fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] " +
        "lg:sticky lg:inset-auto lg:top-0 lg:h-dvh lg:w-56 lg:shrink-0 lg:border-t-0 lg:border-r lg:p-3"
      }
    >
      <p aria-hidden="true" className="hidden items-center gap-2 px-3 py-3 text-sentence font-semibold lg:flex">
        <img src="/favicon.svg" alt="" width={28} height={28} />
        ArgusAI
      </p>
      <ul className="flex lg:flex-col lg:gap-1">
        {PAGES.map(({ to, label, icon: Icon, exact, more }) => (
          <li key={to} className={classes("flex-1", more && "max-lg:hidden")}>
            <Link
              to={to}
              activeOptions={{ exact, includeSearch: false }}
              activeProps={{ "aria-current": "page" }}
              className={ITEM}
            >
              <Icon aria-hidden="true" size={22} />
              {label}
            </Link>
          </li>
        ))}
        <li className="flex-1 lg:hidden">
          <MoreMenu className={ITEM} />
        </li>
      </ul>
    </nav>
  );
}
