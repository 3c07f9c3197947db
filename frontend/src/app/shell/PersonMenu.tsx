import { useNavigate, useRouter } from "@tanstack/react-router";
import { CircleUserRound, LogOut, Settings } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
import { IconButton } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useSession } from "@/features/session/api/useSession";
import { useSignOut } from "@/features/session/api/signOut";
import { asProblem } from "@/lib/api/problem";
import { ThemeItems } from "./ThemeItems";
import { MENU_ITEM } from "./menu";

/** Who is signed in, the theme, and the way out. */
export function PersonMenu() {
  const name = useSession()?.user?.name ?? "";
  const router = useRouter();
  const navigate = useNavigate();
  const toast = useToast();
  const signOut = useSignOut();
  const leave = () => {
    signOut.mutate(undefined, {
      onSuccess: () => void router.invalidate(),
      onError: (error) => toast({ text: `You are still signed in. ${asProblem(error).detail}` }),
    });
  };
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton label="Your menu">
          <CircleUserRound aria-hidden="true" size={22} />
        </IconButton>
      </Menu.Trigger>
        <Menu.Content
          align="end"
          sideOffset={4}
          className="z-40 min-w-56 rounded-card border border-line-strong bg-surface p-1 shadow-lg"
        >
          <Menu.Label className="px-3 py-2 text-small text-quiet">
            Signed in as <span className="font-medium text-ink">{name}</span>
          </Menu.Label>
          <ThemeItems />
          <Menu.Separator className="my-1 h-px bg-line" />
          <Menu.Item className={MENU_ITEM} onSelect={() => void navigate({ to: "/settings" })}>
            <Settings aria-hidden="true" size={18} />
            Settings
          </Menu.Item>
          <Menu.Item className={MENU_ITEM} onSelect={leave}>
            <LogOut aria-hidden="true" size={18} />
            Sign out
          </Menu.Item>
        </Menu.Content>
    </Menu.Root>
  );
}
