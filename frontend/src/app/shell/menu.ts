export const MENU_ITEM =
  "flex min-h-touch cursor-pointer items-center gap-3 rounded-card px-3 outline-none " +
  "data-[highlighted]:bg-accent-soft";
