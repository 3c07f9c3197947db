import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "@/components/ui/page";
import { ParcelsView } from "@/features/parcels/components/ParcelsView";
import { dayOf } from "@/lib/time/days";
import { useTimeZone } from "@/lib/time/zone";
import { CameraZone } from "./CameraZone";

export function ParcelsPage() {
  return (
    <CameraZone>
      <Page title="Parcels" narrow>
        <Parcels />
      </Page>
    </CameraZone>
  );
}

function Parcels() {
  const { on } = useSearch({ from: "/signed-in/parcels" });
  const navigate = useNavigate();
  const timeZone = useTimeZone();
  const [now] = useState(() => Date.now());
  return <ParcelsView day={on ?? dayOf(now, timeZone)} onDay={(day) => void navigate({ to: "/parcels", search: { on: day }, replace: true })} />;
}
