import { Choice } from "@/components/ui/choice";
import { chooseTheme, useThemeChoice } from "@/lib/theme/theme";
import { THEMES } from "./themes";

/** The theme among the settings, where people look for it; the same as in the person's menu. */
export function ThemeChoice() {
  return <Choice legend="Theme" value={useThemeChoice()} onChange={chooseTheme} options={THEMES} />;
}
