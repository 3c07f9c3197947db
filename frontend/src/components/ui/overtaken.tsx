interface OvertakenProps {
  when: boolean;
  /** How one sees what the other did: "discard yours to see them". */
  otherwise: string;
}

/** Beside Save: what is about to be replaced is not what one began with. */
export function Overtaken({ when, otherwise }: OvertakenProps) {
  if (!when) return null;
  return (
    <p role="alert" className="text-small text-notable">
      Somebody else changed this meanwhile. Saving replaces their changes; {otherwise}.
    </p>
  );
}
