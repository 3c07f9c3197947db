"""Who was told of already: somebody who rested for long and goes on is no news. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argusai.pipeline.detection.tracking.contract import is_rigid
from argusai.pipeline.events.assembly.episode import Episode
from argusai.pipeline.events.assembly.story import TrackStory

# Who was not seen to move for longer was forgotten by the owner as well.
_REMEMBERED = timedelta(minutes=10)
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    event_id: UUID
    at: datetime


class Told:
    """The tracks of past events, by the tracker's number and first sight."""

    def __init__(self) -> None:
        self._entries: dict[tuple[int, datetime], _Entry] = {}

    def note(self, story: TrackStory, event: Episode, at: datetime) -> None:
        """`story` is part of `event`, and was seen in it."""
        key = (story.tracker_id, story.born_at)
        self._entries.pop(key, None)
        self._entries[key] = _Entry(event.event_id, at)
        if len(self._entries) > _MOST:
            del self._entries[next(iter(self._entries))]

    def earlier(self, stories: Sequence[TrackStory], at: datetime) -> UUID | None:
        """The event that all of `stories` were last part of, so that what begins now continues it. None when one of
        them is new, or a vehicle: one that leaves is news."""
        found = [self._entries.get((story.tracker_id, story.born_at)) for story in stories]
        if any(is_rigid(story.label) for story in stories):
            return None
        known = [entry for entry in found if entry is not None and at - entry.at <= _REMEMBERED]
        return max(known, key=lambda entry: entry.at).event_id if known and len(known) == len(found) else None
