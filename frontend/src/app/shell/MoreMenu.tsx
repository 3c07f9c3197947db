import { Link, useLocation } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
import { MENU_ITEM } from "./menu";
import { PAGES } from "./nav";

const MORE = PAGES.filter(({ more }) => more);

/** The pages for which a phone has no room in its bar. `className`: as its neighbours look. */
export function MoreMenu({ className }: { className: string }) {
  const { pathname } = useLocation();
  const here = MORE.some(({ to }) => pathname.startsWith(to));
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={`${className} w-full`} aria-current={here ? "page" : undefined}>
        <Ellipsis aria-hidden="true" size={22} />
        More
      </Menu.Trigger>
      <Menu.Content
        align="end"
        side="top"
        sideOffset={4}
        className="z-40 min-w-56 rounded-card border border-line-strong bg-surface p-1 shadow-lg"
      >
        {MORE.map(({ to, label, icon: Icon }) => (
          <Menu.Item key={to} asChild>
            <Link to={to} activeOptions={{ includeSearch: false }} activeProps={{ "aria-current": "page" }} className={MENU_ITEM}>
              <Icon aria-hidden="true" size={18} />
              {label}
            </Link>
          </Menu.Item>
        ))}
      </Menu.Content>
    </Menu.Root>
  );
}
