import { TextArea } from "@/components/ui/field";
import type { HomeAssistant } from "@/features/homeassistant/api/homeAssistant";
import type { Draft } from "@/features/homeassistant/draft";
import { Fold } from "./Fold";

interface CertificateFieldsProps {
  draft: Draft;
  stored: HomeAssistant;
  errorOf: (field: string) => string | undefined;
  onEdit: (part: Partial<Draft>) => void;
}

const LINES = { spellCheck: false, autoComplete: "off", className: "font-mono text-small", maxLength: 65_536 } as const;

/** For brokers whose certificate no public authority signed, and for those that want one of ours. */
export function CertificateFields({ draft, stored, errorOf, onEdit }: CertificateFieldsProps) {
  const used = stored.authority !== "" || stored.certificate !== "";
  const wrong = ["authority", "certificate", "key"].some((field) => errorOf(field) !== undefined);
  return (
    <Fold title={used ? "Certificates of your own: in use" : "Certificates of your own"} open={wrong}>
      <TextArea
        {...LINES}
        label="Certificate of the authority"
        hint="That signed the broker’s certificate, in PEM form. Empty: those that this machine trusts."
        value={draft.authority}
        error={errorOf("authority")}
        onChange={({ target }) => onEdit({ authority: target.value })}
      />
      <TextArea
        {...LINES}
        label="Our certificate"
        hint="If the broker asks for one, in PEM form."
        value={draft.certificate}
        error={errorOf("certificate")}
        onChange={({ target }) => onEdit({ certificate: target.value })}
      />
      <TextArea
        {...LINES}
        label="Key of our certificate"
        hint={stored.has_key ? "Leave it empty to keep the one that is stored." : "Without a password, in PEM form. It is stored encrypted and never shown again."}
        value={draft.key}
        error={errorOf("key")}
        onChange={({ target }) => onEdit({ key: target.value })}
      />
    </Fold>
  );
}
