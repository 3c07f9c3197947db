import { Check } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
import { chooseTheme, useThemeChoice } from "@/lib/theme/theme";
import { MENU_ITEM } from "./menu";
import { THEMES } from "./themes";

/** The theme switch inside the person's menu. */
export function ThemeItems() {
  const choice = useThemeChoice();
  return (
    <Menu.RadioGroup
      aria-label="Theme"
      value={choice}
      onValueChange={(value) => {
        const theme = THEMES.find((each) => each.value === value);
        if (theme) chooseTheme(theme.value);
      }}
    >
      {THEMES.map(({ value, label, icon: Icon }) => (
        <Menu.RadioItem key={value} value={value} className={MENU_ITEM} onSelect={(select) => select.preventDefault()}>
          <Icon aria-hidden="true" size={18} />
          <span className="flex-1">{label}</span>
          <Menu.ItemIndicator>
            <Check aria-hidden="true" size={18} />
          </Menu.ItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
