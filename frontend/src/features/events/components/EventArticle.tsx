import { ChevronLeft, ChevronRight, Trash2 } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { FeedbackButtons } from "@/components/events/FeedbackButtons";
import { Attention } from "@/components/ui/attention";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page";
import { PanelBoundary } from "@/components/ui/panel-boundary";
import type { EventDetail } from "@/lib/api/types";
import { useFeedback } from "@/features/events/api/feedback";
import { useRemoveEvent } from "@/features/events/api/removals";
import { useMarkSeen } from "@/features/events/api/seen";
import { useNeighbourKeys } from "@/features/events/hooks/useNeighbourKeys";
import { HappeningNow } from "./EventCard";
import { EventFacts } from "./EventFacts";
import { MediaStage } from "./MediaStage";
import { Questions } from "./Questions";
import { Sentence } from "./Sentence";
import { TrackTable } from "./TrackTable";
import { ForAdministrators } from "@/lib/role/administrators";

interface EventArticleProps {
  event: EventDetail;
  onGoTo: (id: string) => void;
  onLeave: () => void;
  mayAsk: boolean;
  /** Who was told of it. */
  told?: ReactNode;
}

/** The sentence, the proof, the facts. */
export function EventArticle({ event, onGoTo, onLeave, mayAsk, told }: EventArticleProps) {
  const { newer_id: newer, older_id: older } = event;
  const onNewer = newer === null ? undefined : () => onGoTo(newer);
  const onOlder = older === null ? undefined : () => onGoTo(older);
  const swipe = useNeighbourKeys({ onNewer, onOlder });
  useSeenOnView(event);
  useEffect(() => {
    document.title = `${event.description.text} · ArgusAI`;
  }, [event.description.text]);

  return (
    <div {...swipe} className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-4 sm:px-6 sm:py-6">
      <nav aria-label="Neighbouring events" className="flex justify-between gap-2">
        <Button look="quiet" className="-ms-4" disabled={!onNewer} onClick={onNewer}>
          <ChevronLeft aria-hidden="true" size={18} />
          Newer
        </Button>
        <Button look="quiet" className="-me-4" disabled={!onOlder} onClick={onOlder}>
          Older
          <ChevronRight aria-hidden="true" size={18} />
        </Button>
      </nav>
      <div className="flex flex-col gap-2">
        <h1 tabIndex={-1} className="text-title font-semibold break-words outline-none">
          <Sentence description={event.description} />
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-quiet">
          <span className="font-medium break-words text-ink">{event.camera_name}</span>
          <Moment at={event.started_at} />
          <Attention level={event.attention} reason={event.attention_reason} />
          {event.state === "open" && <HappeningNow />}
        </p>
      </div>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <PanelBoundary name="The picture">
          <MediaStage event={event} />
        </PanelBoundary>
        <div className="flex flex-col gap-4">
          <Rate event={event} />
          <EventFacts event={event} />
        </div>
      </div>
      <PanelBoundary name="Questions">
        <Questions event={event} mayAsk={mayAsk} />
      </PanelBoundary>
      <Section title="Who was there">
        <TrackTable tracks={event.tracks} />
      </Section>
      {told && <PanelBoundary name="Who was told">{told}</PanelBoundary>}
      <ForAdministrators>
        <Remove id={event.id} onLeave={onLeave} />
      </ForAdministrators>
    </div>
  );
}

function useSeenOnView({ id, seen }: EventDetail): void {
  const { mutate } = useMarkSeen();
  useEffect(() => {
    if (!seen) mutate(id);
  }, [id, seen, mutate]);
}

function Rate({ event }: { event: EventDetail }) {
  const { mutate, isPending, error } = useFeedback(event.id);
  return (
    <Section title="Is this description right?">
      <FeedbackButtons
        feedback={event.feedback}
        text={event.description.text}
        pending={isPending}
        error={error}
        onRate={(rating) => mutate({ ...rating, said: event.description.text })}
        onRemove={() => mutate(null)}
      />
    </Section>
  );
}

function Remove({ id, onLeave }: { id: string; onLeave: () => void }) {
  const remove = useRemoveEvent();
  return (
    <div>
      <Button
        look="danger"
        onClick={() => {
          remove(id);
          onLeave();
        }}
      >
        <Trash2 aria-hidden="true" size={18} />
        Delete event
      </Button>
    </div>
  );
}
