import { ChevronRight } from "lucide-react";
import { MAKERS } from "@/features/cameras/makers";

/** Where cameras of well-known makers usually have their streams. */
export function MakerAddresses({ kind }: { kind: "rtsp" | "http" }) {
  const makers = MAKERS.filter((maker) => maker[kind]);
  return (
    <details className="group">
      <summary className="flex min-h-touch cursor-pointer list-none items-center gap-2 font-medium">
        <ChevronRight aria-hidden="true" size={18} className="transition-transform group-open:rotate-90" />
        Usual addresses by maker
      </summary>
      <div className="flex flex-col gap-3 rounded-card border border-line p-3">
        <p className="text-small text-quiet">
          Put the camera's own address in the place of 192.168.1.20, and user name and password into their own fields. Models differ: the
          manual is right where it says something else.
        </p>
        <dl className="grid gap-3">
          {makers.map((maker) => (
            <div key={maker.name}>
              <dt className="font-medium">{maker.name}</dt>
              {maker[kind]?.map((address) => (
                <dd key={address}>
                  <code className="font-mono text-small break-all">{address}</code>
                </dd>
              ))}
              {maker.note && <dd className="text-small text-quiet">{maker.note}</dd>}
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
