import { Link } from "@tanstack/react-router";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { classes } from "@/lib/text/classes";
import { useSystem } from "@/features/system/api/system";
import { onThisClock } from "@/lib/time/format";

/** What is wrong now, thin and with a link to the page that helps; gone when it is over. */
export function TroubleBanner() {
  const troubles = useSystem().data?.troubles ?? [];
  return (
    <div role="status" aria-label="Troubles">
      {troubles.length > 0 && (
        <ul>
          {troubles.map(({ slug, sentence, severity, link }) => (
            <li
              key={`${slug} ${sentence}`}
              className={classes(
                "flex items-center gap-2 border-b px-4 text-small sm:px-6",
                severity === "error"
                  ? "border-urgent-line bg-urgent-soft text-urgent"
                  : "border-notable-line bg-notable-soft text-notable",
              )}
            >
              {severity === "error" ? (
                <CircleAlert aria-hidden="true" size={16} className="shrink-0" />
              ) : (
                <TriangleAlert aria-hidden="true" size={16} className="shrink-0" />
              )}
              <Link to={link} className="flex min-h-touch flex-1 items-center py-1 underline underline-offset-2">
                {onThisClock(sentence)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
