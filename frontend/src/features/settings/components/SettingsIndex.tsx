import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { searchParts, type SettingsPart } from "@/features/settings/parts";

/** What can be set, a line each, found by words. */
export function SettingsIndex({ parts }: { parts: readonly SettingsPart[] }) {
  const [text, setText] = useState("");
  const found = searchParts(parts, text);
  return (
    <div className="flex flex-col gap-4">
      <TextField type="search" label="Find a setting" value={text} onChange={({ target }) => setText(target.value)} />
      {found.length === 0 ? (
        <p role="status" className="text-quiet">
          Nothing here is called that. Try another word.
        </p>
      ) : (
        <ul className="overflow-hidden rounded-card border border-line bg-surface">
          {found.map(({ id, title, summary }) => (
            <li key={id} className="border-b border-line last:border-b-0">
              <Link to="/settings/$part" params={{ part: id }} className="flex min-h-touch items-center gap-3 px-4 py-3 hover:bg-sunken">
                <span className="min-w-0 grow">
                  <span className="block font-medium">{title}</span>
                  <span className="block text-small text-quiet">{summary}</span>
                </span>
                <ChevronRight aria-hidden="true" size={20} className="shrink-0 text-quiet" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
