import { PasswordField } from "@/components/ui/password-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/field";
import { isEncrypted } from "@/features/cameras/draft";
import { AcceptedCertificate } from "./AcceptedCertificate";
import { MakerAddresses } from "./MakerAddresses";
import type { SourceFieldsProps } from "./SourceFields";

const HINTS = {
  rtsp: "As the camera's manual or app tells it, for example rtsp://192.168.1.20/stream1",
  http: "Of a picture or an MJPEG stream, for example http://192.168.1.20/snapshot.jpg",
} as const;

const TRANSPORTS = [
  { value: "auto", label: "Automatic" },
  { value: "tcp", label: "TCP only" },
  { value: "udp", label: "UDP only" },
  { value: "http", label: "Tunnel through HTTP" },
] as const;

/** A camera that has an address: where it is, who may look, and how its pictures travel. */
export function NetworkFields({ draft, change, faults, problem, stored }: SourceFieldsProps) {
  const hasPassword = stored !== undefined && "has_password" in stored && stored.has_password;
  const hidden = draft.url.includes("***");
  return (
    <>
      <div className="flex flex-col gap-2">
        <TextField
          label="Address"
          hint={hidden ? "*** stands for a secret that is kept encrypted" : HINTS[draft.kind === "http" ? "http" : "rtsp"]}
          inputMode="url"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={draft.url}
          onChange={({ target }) => change({ url: target.value })}
          error={faults.url ?? problem?.fieldError("source.url") ?? problem?.fieldError("source")}
        />
        <MakerAddresses kind={draft.kind === "http" ? "http" : "rtsp"} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="User name"
          hint="Only if the camera asks for one"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          value={draft.username}
          onChange={({ target }) => change({ username: target.value })}
          error={problem?.fieldError("source.username")}
        />
        <PasswordField
          label="Password"
          hint={hasPassword ? "Leave it empty to keep the stored one" : "Kept encrypted and never shown again"}
          autoComplete="new-password"
          maxLength={256}
          value={draft.password}
          onChange={({ target }) => change({ password: target.value })}
          error={problem?.fieldError("source.password")}
        />
      </div>
      {draft.kind === "rtsp" ? (
        <Select
          label="How the pictures travel"
          hint="Automatic tries TCP, then UDP, then a tunnel"
          value={draft.transport}
          onChange={(transport) => change({ transport })}
          options={TRANSPORTS}
        />
      ) : (
        <TextField
          label="Pictures a second"
          hint="How often a single picture is asked for; an MJPEG stream comes at its own speed"
          inputMode="decimal"
          autoComplete="off"
          maxLength={4}
          value={draft.perSecond}
          onChange={({ target }) => change({ perSecond: target.value })}
          error={faults.perSecond ?? problem?.fieldError("source.per_second")}
        />
      )}
      <TextField
        label="Address of the second, smaller stream"
        hint="Recommended where the camera has one: ArgusAI looks at the small pictures, which saves most of the work, and keeps and shows the large ones"
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={draft.second}
        onChange={({ target }) => change({ second: target.value })}
        error={problem?.fieldError("sub.url") ?? problem?.fieldError("sub")}
      />
      {isEncrypted(draft) && draft.certificate !== "" && (
        <AcceptedCertificate fingerprint={draft.certificate} forget={() => change({ certificate: "" })} />
      )}
    </>
  );
}
