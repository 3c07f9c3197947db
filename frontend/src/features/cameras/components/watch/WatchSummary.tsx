import { inWords, type Rules } from "@/features/cameras/watch/rules";

/** The rules of a camera in a few words. */
export function WatchSummary({ rules }: { rules: Rules }) {
  return (
    <ul className="flex flex-col gap-1">
      {inWords(rules).map((sentence) => (
        <li key={sentence} className="break-words">
          {sentence}
        </li>
      ))}
    </ul>
  );
}
