import { ModeSwitch } from "@/features/modes/components/ModeSwitch";
import { Bell } from "@/features/notices/components/Bell";
import { PersonMenu } from "./PersonMenu";

export function TopBar() {
  return (
    <header className="sticky top-0 z-20 flex min-h-14 items-center justify-between gap-2 border-b border-line bg-surface px-4 sm:px-6">
      <p className="flex shrink-0 items-center gap-2 text-sentence font-semibold lg:invisible">
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <span className="max-[429px]:sr-only">ArgusAI</span>
      </p>
      <div className="flex min-w-0 items-center gap-1">
        <ModeSwitch />
        <Bell />
        <PersonMenu />
      </div>
    </header>
  );
}
