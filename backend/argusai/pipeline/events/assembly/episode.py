"""One event while it is open: which tracks belong to it, and what is to be said of it now."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import EventFacts, Trigger
from argusai.pipeline.events.assembly.story import TrackStory

_NOWHERE = (0.5, 0.5)


class Episode:
    """`changed`: something significant happened since the last report."""

    def __init__(self, camera_id: UUID, started_at: datetime, continues_id: UUID | None = None) -> None:
        self.event_id = new_id()
        self.trigger: Trigger = "track"
        self.camera_id = camera_id
        self.started_at = started_at
        self.last_activity_at = started_at
        self.continues_id = continues_id
        self.reported_at = started_at
        self.changed = False
        self.frame_size = (0, 0)
        self._stories: dict[int, TrackStory] = {}
        self._most: Counter[str] = Counter()
        self._labels: frozenset[str] = frozenset()
        self._places = 0

    def has(self, story: TrackStory) -> bool:
        return self._stories.get(story.track_id) is story

    def join(self, story: TrackStory) -> None:
        """A tracker that began anew may give a number twice: the later track gets one that is free in this event."""
        number = story.tracker_id
        while number in self._stories:
            number = max(self._stories) + 1
        story.track_id = number
        self._stories[number] = story
        self.changed = True

    def count(self, present: Iterable[TrackStory]) -> None:
        """The confirmed tracks of this event that were detected in one and the same frame."""
        for label, many in Counter(story.label for story in present).items():
            if many > self._most[label]:
                self._most[label] = many
                self.changed = True
        places = sum(story.places_seen for story in self._stories.values())
        if places != self._places:
            self._places, self.changed = places, True
        labels = frozenset(story.label for story in self._stories.values())
        if labels != self._labels:
            self._labels, self.changed = labels, True

    def active(self, at: datetime) -> None:
        self.last_activity_at = max(self.last_activity_at, at)

    def lasts(self, at: datetime) -> float:
        return (at - self.started_at) / timedelta(seconds=1)

    def quiet(self, at: datetime) -> float:
        return (at - self.last_activity_at) / timedelta(seconds=1)

    def unreported(self, at: datetime) -> float:
        return (at - self.reported_at) / timedelta(seconds=1)

    def facts(self, ended_at: datetime | None = None) -> EventFacts:
        """As of now; of an event that ended without fragments of tracks, unless there is nothing else."""
        until = ended_at or self.last_activity_at
        tracks = tuple(story.facts(number, until) for number, story in sorted(self._stories.items()))
        held = Counter(track.label for track in tracks)
        most = {label: max(1, min(self._most[label], many)) for label, many in sorted(held.items())}
        facts = EventFacts(
            event_id=self.event_id,
            camera_id=self.camera_id,
            trigger=self.trigger,
            started_at=self.started_at,
            last_activity_at=self.last_activity_at,
            ended_at=None,
            continues_id=self.continues_id,
            tracks=tracks,
            most_at_once=most,
            focus=self._focus(),
            width=self.frame_size[0],
            height=self.frame_size[1],
        )
        return facts if ended_at is None else facts.ended(ended_at)

    def _focus(self) -> tuple[float, float]:
        """The middle of the best box; the stage replaces it once it has chosen a picture."""
        if not self._stories:
            return _NOWHERE
        box = max(self._stories.values(), key=lambda story: story.score).box
        return round((box.left + box.right) / 2, 4), round((box.top + box.bottom) / 2, 4)
