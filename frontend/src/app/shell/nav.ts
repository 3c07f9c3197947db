import { Cctv, House, ListVideo, MonitorPlay, Settings } from "lucide-react";

/** Only pages that exist. `exact`: active on that very path only. */
export const PAGES = [
  { to: "/", label: "Home", icon: House, exact: true },
  { to: "/live", label: "Live", icon: MonitorPlay, exact: false },
  { to: "/events", label: "Events", icon: ListVideo, exact: false },
  { to: "/cameras", label: "Cameras", icon: Cctv, exact: false },
  { to: "/settings", label: "Settings", icon: Settings, exact: false },
] as const;
