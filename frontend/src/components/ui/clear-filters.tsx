import { Button } from "./button";

/** Beside the filters that it clears. It goes with them, so the focus goes to the first of them. */
export function ClearFilters({ onClear }: { onClear: () => void }) {
  return (
    <Button
      look="quiet"
      onClick={({ currentTarget }) => {
        currentTarget.parentElement?.querySelector("button")?.focus();
        onClear();
      }}
    >
      Clear filters
    </Button>
  );
}
