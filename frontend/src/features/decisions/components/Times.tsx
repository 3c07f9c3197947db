import { dayTime, exactTime } from "@/lib/time/format";
import { useTimeZone } from "@/lib/time/zone";

interface TimesProps {
  at: string;
  until: string | null;
  /** The day stands with it: what is shown spans several. */
  withDay: boolean;
}

/** From when to when something was so; one time where both read alike. */
export function Times({ at, until, withDay }: TimesProps) {
  const timeZone = useTimeZone();
  const words = (time: string) => (withDay ? dayTime : exactTime)(new Date(time), undefined, timeZone);
  const from = words(at);
  const to = until === null ? from : words(until);
  return (
    <span className="font-medium text-ink">
      <time dateTime={at}>{from}</time>
      {until !== null && to !== from && (
        <>
          {" – "}
          <time dateTime={until}>{to}</time>
        </>
      )}
    </span>
  );
}
