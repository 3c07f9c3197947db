import { Button } from "@/components/ui/button";
import { Fingerprint } from "./Fingerprint";

interface AcceptedCertificateProps {
  fingerprint: string;
  forget: () => void;
}

/** The one certificate that the owner trusts for this camera. */
export function AcceptedCertificate({ fingerprint, forget }: AcceptedCertificateProps) {
  return (
    <section aria-label="Accepted certificate" className="flex flex-col items-start gap-2 rounded-card border border-line bg-sunken p-3">
      <p>
        Only this certificate is accepted from the camera: <Fingerprint of={fingerprint} />
      </p>
      <Button onClick={forget}>Accept it no more</Button>
    </section>
  );
}
