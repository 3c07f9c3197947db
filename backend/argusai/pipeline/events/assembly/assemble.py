"""Turns the tracks of one camera into events: opens, grows, closes and continues them. Pure; time is passed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argusai.pipeline.detection.tracking.contract import TrackPoint, is_rigid
from argusai.pipeline.events.assembly.contract import EventFacts, RelativeBox, Stage
from argusai.pipeline.events.assembly.episode import Episode
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.story import TrackStory, relative
from argusai.pipeline.events.assembly.told import Told

# Motion and confirmation rarely fall on the same frame.
_MOVING_SECONDS = 2.0
# A track that the tracker has not shown for this long will not come back under its number.
_FORGET_SECONDS = 60.0
# The clock stepped back: by more than this it was set, so times before and after cannot be compared.
_STEP_BACK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Change:
    """A step in the life of an event; `facts` as of now. An event that closes and its continuation come in order."""

    stage: Stage
    facts: EventFacts


@dataclass(frozen=True, slots=True)
class _Sight:
    story: TrackStory
    point: TrackPoint
    box: RelativeBox
    aspect: float

    def restart(self, at: datetime) -> None:
        """This sight is the first that belongs to the event."""
        self.story.restart(at)
        self.story.see(at, self.point, self.box, self.aspect)


class Assembler:
    """For one camera, in one thread."""

    def __init__(self, camera_id: UUID, settings: AssemblySettings) -> None:
        self.settings = settings
        self._camera_id = camera_id
        self._stories: dict[int, TrackStory] = {}
        self._told = Told()
        self._open: Episode | None = None
        self._now: datetime | None = None
        self._ended_at: datetime | None = None

    @property
    def last_activity_at(self) -> datetime | None:
        """Of the open event; None while there is none."""
        return self._open.last_activity_at if self._open else None

    def own(self, points: Sequence[TrackPoint]) -> list[tuple[int, TrackPoint]]:
        """Those of `points` that belong to the open event, each with its track's number in the event's facts."""
        found = []
        for point in points:
            story = self._stories.get(point.track_id)
            if self._open and story and self._open.has(story) and story.born_at == point.first_seen_at:
                found.append((story.track_id, point))
        return found

    def worth_a_report(self) -> None:
        """Something is known that the facts here do not show: a better frame, a parcel."""
        if self._open:
            self._open.changed = True

    def see(self, at: datetime, frame_size: tuple[int, int], points: Sequence[TrackPoint]) -> list[Change]:
        """One frame. Boxes may reach beyond it (they are clipped) or be nonsense (they are ignored)."""
        if min(frame_size) < 1:
            return self.idle(at)
        changes, at = self._advance(at)
        sights = self._sights(at, frame_size, points)
        changes += self._act(at, frame_size, sights)
        return changes + self._grown(at)

    def idle(self, at: datetime) -> list[Change]:
        """Time went on without a frame."""
        changes, at = self._advance(at)
        return changes + self._grown(at)

    def close(self, at: datetime) -> list[Change]:
        """The camera stops: what is open ends with its last activity."""
        changes, _ = self._advance(at)
        return changes + self._end()

    def _advance(self, at: datetime) -> tuple[list[Change], datetime]:
        """What only the passing of time does, and the time to go on with, which never goes back within an event."""
        changes: list[Change] = []
        if self._now and at < self._now:
            if (self._now - at) <= timedelta(seconds=_STEP_BACK_SECONDS):
                at = self._now
            else:
                changes += self._end()
                self._stories.clear()
                self._told = Told()
                self._ended_at = None
        self._now = at
        if self._open and self._open.quiet(at) >= self.settings.quiet_seconds:
            changes += self._end()
        return changes, at

    def _sights(self, at: datetime, frame_size: tuple[int, int], points: Sequence[TrackPoint]) -> list[_Sight]:
        forget = timedelta(seconds=_FORGET_SECONDS)
        self._stories = {n: story for n, story in self._stories.items() if at - story.last_seen_at <= forget}
        best: dict[int, TrackPoint] = {}
        for point in points:
            if point.track_id not in best or point.score > best[point.track_id].score:
                best[point.track_id] = point
        sights = []
        for point in best.values():
            box = relative(point.box, frame_size)
            if box is not None:
                sights.append(self._tell(at, point, box, frame_size[0] / frame_size[1]))
        return sights

    def _tell(self, at: datetime, point: TrackPoint, box: RelativeBox, aspect: float) -> _Sight:
        story = self._stories.get(point.track_id)
        if story is None or story.born_at != point.first_seen_at:
            earliest = at - timedelta(seconds=self.settings.lead_seconds)
            since = at if point.first_seen_at < earliest else min(point.first_seen_at, at)
            story = self._stories[point.track_id] = TrackStory(point, since)
        story.see(at, point, box, aspect)
        return _Sight(story, point, box, aspect)

    def _act(self, at: datetime, frame_size: tuple[int, int], sights: list[_Sight]) -> list[Change]:
        moving = [sight for sight in sights if sight.point.confirmed and self._moves(sight, at)]
        changes: list[Change] = []
        if self._open is None and moving:
            self._begin(at, moving)
            changes.append(self._opened(at, frame_size, sights))
        elif self._open is not None:
            self._follow(self._open, at, sights, moving)
            self._open.frame_size = frame_size
            if self._open.lasts(at) >= self.settings.longest_seconds and self._open.last_activity_at == at:
                changes += self._continue(at, frame_size, sights)
        return changes

    def _begin(self, at: datetime, moving: list[_Sight]) -> None:
        earliest = at - timedelta(seconds=self.settings.lead_seconds)
        for sight in moving:
            since = sight.story.first_seen_at
            if since < earliest or (self._ended_at and since <= self._ended_at):
                sight.restart(at)
        begins = min(sight.story.first_seen_at for sight in moving)
        self._open = Episode(self._camera_id, begins, self._told.earlier([sight.story for sight in moving], at))
        for sight in moving:
            self._open.join(sight.story)
            self._told.note(sight.story, self._open, at)
        self._open.active(at)

    def _follow(self, event: Episode, at: datetime, sights: list[_Sight], moving: list[_Sight]) -> None:
        for sight in moving:
            if not event.has(sight.story):
                if sight.story.first_seen_at < event.started_at:
                    sight.restart(at)
                event.join(sight.story)
                self._told.note(sight.story, event, at)
        for sight in sights:
            if event.has(sight.story) and sight.point.confirmed and sight.point.present:
                moved_at = sight.story.moved_at
                if moved_at and at - moved_at <= self._rest_of(sight):
                    event.active(at)
                self._told.note(sight.story, event, at)
        _count(event, sights)

    def _rest_of(self, sight: _Sight) -> timedelta:
        """How long it may stand still and be activity all the same."""
        settings = self.settings
        return timedelta(
            seconds=settings.motionless_seconds if is_rigid(sight.story.label) else settings.standing_seconds
        )

    def _continue(self, at: datetime, frame_size: tuple[int, int], sights: list[_Sight]) -> list[Change]:
        before = self._open
        changes = self._end()
        going_on = [s for s in sights if before and before.has(s.story) and s.point.confirmed and s.point.present]
        if before is None or not going_on:
            return changes
        self._open = Episode(self._camera_id, at, continues_id=before.event_id)
        for sight in going_on:
            sight.restart(at)
            self._open.join(sight.story)
        return [*changes, self._opened(at, frame_size, sights)]

    def _opened(self, at: datetime, frame_size: tuple[int, int], sights: list[_Sight]) -> Change:
        event = self._open
        if event is None:
            raise RuntimeError("no event is open")
        event.frame_size = frame_size
        _count(event, sights)
        event.changed, event.reported_at = False, at
        return Change("opened", event.facts())

    def _grown(self, at: datetime) -> list[Change]:
        event = self._open
        if event is None:
            return []
        wait = self.settings.grown_seconds if event.changed else self.settings.heartbeat_seconds
        if event.unreported(at) < wait:
            return []
        event.changed, event.reported_at = False, at
        return [Change("grown", event.facts())]

    def _end(self) -> list[Change]:
        event, self._open = self._open, None
        if event is None:
            return []
        self._ended_at = event.last_activity_at
        return [Change("closed", event.facts(ended_at=event.last_activity_at))]

    def _moves(self, sight: _Sight, at: datetime) -> bool:
        moved_at = sight.story.moved_at
        return sight.point.detected and moved_at is not None and at - moved_at <= timedelta(seconds=_MOVING_SECONDS)


def _count(event: Episode, sights: list[_Sight]) -> None:
    event.count(s.story for s in sights if event.has(s.story) and s.point.confirmed and s.point.present)
