import type { Schemas } from "@/lib/api/types";

const WHY: Readonly<Record<string, string>> = {
  limit: "its provider wants a pause",
  quota: "there is no credit left",
  key: "its key is refused",
  address: "nobody answers at its address, or its model is not known there",
  tls: "the connection could not be secured",
  timeout: "it took too long",
  cut: "the connection broke",
  server: "its server has a fault",
  refused: "it declined to describe the pictures",
  unusable: "its answer was none",
  lost: "ArgusAI ended while it was asked",
  outdated: "a price or a limit was changed while it waited",
  "no-money": "it might cost more than what is left of a limit",
  "held-money": "what is being asked now holds what is left of a limit",
  unready: "it failed too often and is left alone for a moment",
  gone: "it was switched off or removed while the event waited for it",
  paced: "it had as many calls as it may have in a minute",
  "no-pictures": "no picture of the event is kept any more",
  "no-other-frames": "there are no other pictures to look at",
};

/** Why no model described the event, as far as it is known; a sentence of its own stays as it is. */
function reasons(outcome: string): string | null {
  const known = outcome.split(", ").map((kind) => WHY[kind]);
  return known.every((each) => each !== undefined) ? known.join("; ") : null;
}

/** What became of asking a vision model, where its words do not say so themselves. */
export function askedInWords({
  state, reason, outcome, shown_id,
}: Pick<Schemas["DescriptionsOut"], "state" | "reason" | "outcome" | "shown_id">): string {
  const why = reasons(outcome);
  const nothing = shown_id === null ? "No vision model described it" : "It was not described anew";
  switch (state) {
    case "waiting":
      if (reason === "second") return "Somebody else is asked to look again, because it says that there is danger.";
      return reason === "vague" ? "The next describer is asked, because these words say too little." : "A vision model is being asked.";
    case "put-off":
      if (why !== null) return `No describer could answer (${why}); it is tried again later.`;
      return outcome === "" ? "No describer could answer; it is tried again later." : `${outcome} It is tried again later.`;
    case "given-up":
      if (reason === "second") return "Nobody else could look again, so it stays unconfirmed.";
      if (reason === "vague") return "";
      if (why !== null) return `${nothing}: ${why}.`;
      return outcome === "" ? "" : `${nothing}. ${outcome}`;
    default:
      return "";
  }
}
