import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/page";
import { Button } from "@/components/ui/button";
import { draftOf, parsed, type Draft } from "@/features/rules/draft";

interface OwnTextProps {
  text: string;
  error: string | undefined;
  /** The server takes it for a rule. */
  accepted: boolean;
  onChange: (text: string) => void;
  /** Back to the form, which can show it. */
  onForm: (draft: Draft) => void;
}

/** Conditions nested with all, any and not, as text. */
export function OwnText({ text, error, accepted, onChange, onForm }: OwnTextProps) {
  const tree = parsed(text);
  const simple = tree !== null && accepted ? draftOf(tree) : null;
  return (
    <Section title="Conditions">
      <TextArea
        label="Conditions as JSON"
        hint="“all”, “any” and “not” hold other conditions. The reference names them all."
        value={text}
        rows={14}
        spellCheck={false}
        className="font-mono text-small"
        error={tree === null ? "This is not JSON." : error}
        onChange={({ target }) => onChange(target.value)}
      />
      {simple !== null && (
        <div>
          <Button onClick={() => onForm(simple)}>Back to the form</Button>
        </div>
      )}
    </Section>
  );
}
