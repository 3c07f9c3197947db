import { Link, type LinkProps } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import type { Elsewhere } from "@/features/settings/elsewhere";
import { searchParts, type SettingsPart } from "@/features/settings/parts";

/** What can be set, a line each, found by words; then also what is set on other pages. */
export function SettingsIndex({ parts, elsewhere }: { parts: readonly SettingsPart[]; elsewhere: readonly Elsewhere[] }) {
  const [text, setText] = useState("");
  const found = searchParts(parts, text);
  const others = text.trim() === "" ? [] : searchParts(elsewhere, text);
  return (
    <div className="flex flex-col gap-4">
      <TextField type="search" label="Find a setting" value={text} onChange={({ target }) => setText(target.value)} />
      {found.length + others.length === 0 && (
        <p role="status" className="text-quiet">
          Nothing here is called that. Try another word.
        </p>
      )}
      {found.length > 0 && (
        <ul className="overflow-hidden rounded-card border border-line bg-surface">
          {found.map(({ id, title, summary }) => (
            <Entry key={id} title={title} summary={summary} link={{ to: "/settings/$part", params: { part: id } }} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <section aria-labelledby="elsewhere" className="flex flex-col gap-2">
          <h2 id="elsewhere" className="font-medium">
            On other pages
          </h2>
          <ul className="overflow-hidden rounded-card border border-line bg-surface">
            {others.map(({ to, title, summary }) => (
              <Entry key={to} title={title} summary={summary} link={{ to }} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Entry({ title, summary, link }: { title: string; summary: string; link: LinkProps }) {
  return (
    <li className="border-b border-line last:border-b-0">
      <Link {...link} className="flex min-h-touch items-center gap-3 px-4 py-3 hover:bg-sunken">
        <span className="min-w-0 grow">
          <span className="block font-medium">{title}</span>
          <span className="block text-small text-quiet">{summary}</span>
        </span>
        <ChevronRight aria-hidden="true" size={20} className="shrink-0 text-quiet" />
      </Link>
    </li>
  );
}
