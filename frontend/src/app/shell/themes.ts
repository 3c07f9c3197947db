import { Monitor, Moon, Sun } from "lucide-react";

export const THEMES = [
  { value: "system", label: "Like this device", hint: "Light by day or dark, as it is set there.", icon: Monitor },
  { value: "light", label: "Light", hint: "Dark words on a light page.", icon: Sun },
  { value: "dark", label: "Dark", hint: "Light words on a dark page.", icon: Moon },
] as const;
