import { BellRing, Cctv, House, ListVideo, MessageCircleQuestionMark, MonitorPlay, Package, Settings, ShieldCheck } from "lucide-react";

/** Only pages that exist. `exact`: active on that very path only. `more`: on a phone it stands behind "More". */
export const PAGES = [
  { to: "/", label: "Home", icon: House, exact: true, more: false },
  { to: "/live", label: "Live", icon: MonitorPlay, exact: false, more: false },
  { to: "/events", label: "Events", icon: ListVideo, exact: false, more: false },
  { to: "/cameras", label: "Cameras", icon: Cctv, exact: false, more: false },
  { to: "/rules", label: "Rules", icon: BellRing, exact: false, more: true },
  { to: "/modes", label: "Modes", icon: ShieldCheck, exact: false, more: true },
  { to: "/parcels", label: "Parcels", icon: Package, exact: false, more: true },
  { to: "/why", label: "Why not?", icon: MessageCircleQuestionMark, exact: false, more: true },
  { to: "/settings", label: "Settings", icon: Settings, exact: false, more: true },
] as const;
