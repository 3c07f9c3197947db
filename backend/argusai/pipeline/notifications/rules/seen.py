"""What rules look at: an event as it was at one moment, with all around it that a condition may ask for. Kept as it
was, so that a dry run and an explanation see what the rule saw."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from argusai.pipeline.events.assembly.contract import EventFacts

# So often something that only grows, a stay or a score, is looked at again.
_STAY_STEP_SECONDS = 5
_SCORE_STEPS = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """`weekday` (0 is Monday) and `minute` after midnight: of the beginning, on the clock of the house. `dark`: None
    when nobody said where the house stands. `silent`: the mode keeps rules silent that do not say otherwise. `recent`:
    so many seconds before this event those of its camera began, itself first, the newest 50 of an hour."""

    event_id: UUID
    camera_id: UUID
    trigger: str
    started_at: datetime
    weekday: int
    minute: int
    dark: bool | None
    mode: str
    silent: bool
    group_ids: tuple[UUID, ...] = ()
    labels: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()
    attention: int = 0
    text: str = ""
    carrier: str = ""
    zones: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    stayed_seconds: float = 0.0
    score: float = 0.0
    recent: tuple[float, ...] = (0.0,)

    def key(self) -> tuple[object, ...]:
        """Equal for what no rule needs to look at again."""
        return (
            *(self.labels, self.parcels, self.carrier, self.attention, self.zones, self.lines, self.mode),
            int(self.stayed_seconds // _STAY_STEP_SECONDS),
            int(self.score * _SCORE_STEPS),
        )


_SEEN = TypeAdapter(Seen)


def seen_to_row(seen: Seen) -> dict[str, Any]:
    plain: dict[str, Any] = _SEEN.dump_python(seen, mode="json")
    return plain


def seen_from_row(plain: dict[str, Any]) -> Seen:
    return _SEEN.validate_python(plain)


def told_by(facts: EventFacts) -> dict[str, Any]:
    """Of the fields of Seen those that the facts of an event tell."""
    tracks = facts.tracks
    return {
        "event_id": facts.event_id,
        "camera_id": facts.camera_id,
        "trigger": facts.trigger,
        "started_at": facts.started_at,
        "labels": tuple(facts.labels),
        "parcels": tuple(sorted({each.change for each in facts.parcels})),
        "zones": tuple(sorted({zone for track in tracks for zone in track.zones})),
        "lines": tuple(sorted({crossing.line for track in tracks for crossing in track.crossings})),
        "stayed_seconds": round(
            max(((each.last_seen_at - each.first_seen_at).total_seconds() for each in tracks), default=0.0), 1
        ),
        "score": round(max((each.score for each in tracks), default=0.0), 3),
    }
