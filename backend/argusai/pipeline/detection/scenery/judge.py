"""Whether a track is something that arrived, or something that stands there and merely was noticed.

A track is *new* until it is clear. It is *held* (may not open an event) when its place looks as it did before the track
began. It is *free* once it was told; it becomes held again only after it came to rest for long. A held track is let go
when it really goes: its box moved by a good share of its size *and* its old place no longer looks like it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.objects.contract import family_of
from argusai.pipeline.detection.scenery.contract import Reason, Verdict
from argusai.pipeline.detection.scenery.guests import Guests
from argusai.pipeline.detection.scenery.look import GONE, SAME, Plane, best_of, compare, take
from argusai.pipeline.detection.scenery.opencv import Levels
from argusai.pipeline.detection.scenery.places import inner, overlap, shift_of
from argusai.pipeline.detection.scenery.recent import RecentPictures
from argusai.pipeline.detection.scenery.shade import Shade
from argusai.pipeline.detection.scenery.things import REMEMBERED, SAME_PLACE, Thing, Things
from argusai.pipeline.detection.tracking.contract import TrackPoint

RIGID = frozenset({"vehicle", "two-wheeler", "boat"})
_MARGIN = 0.12  # of a box: the corners around a person show the background, which does look as before
_MOVED = 0.15  # shorter sides
_MOVED_CUT = 0.4  # likewise, where only one edge can be asked
_MOVED_SURELY = 0.3  # likewise: once is enough where nothing is known to stand
_MOVED_GUEST = 0.6  # likewise, for somebody who sits and stretches
_AWAY = 1.0  # likewise: whatever it was noticed at, it is somewhere else now
_WALKED, _WALK = 4.0, timedelta(seconds=20)  # likewise: shade of leaves sways to and fro
_TIMES = 2  # detections in a row
_CHANGED = timedelta(seconds=0.3)
_CHANGED_ALIVE = timedelta(seconds=1.5)  # nothing known stands there, and it is another picture now: it is alive
_FIRST_STEPS = timedelta(seconds=2)
_STOOD = timedelta(seconds=5)
_ANCHOR = 0.3  # shorter sides within which a thing stays at its place
# Events close 60 s after the last movement and 8 s of quiet; whoever is quiet for longer was told to the end.
_TOLD = timedelta(seconds=70)
_SWAPPED = timedelta(seconds=3)
_FORGET = timedelta(seconds=30)

State = Literal["new", "held", "free"]
# Why it is held: a thing is known there; the place merely looked so before; somebody who came stays there.
Standing = Literal["thing", "noticed", "guest"]


@dataclass(slots=True)
class _Course:
    """What is known of one track. `place`, `looks`: where it was when it was last seen to stand, and how that looked.
    `rest_at`: since when it stays around `place`."""

    label: str
    place: Box
    rest_at: datetime
    first_at: datetime
    seen_at: datetime
    moved_at: datetime
    state: State = "new"
    reason: Reason = "still"
    looks: list[Levels] = field(default_factory=list)
    standing: Standing = "noticed"
    before: Plane | None = None  # the picture that already showed it
    changed_at: datetime | None = None
    changes: int = 0
    share: float = 0.0
    shade: Mapping[str, float] | None = None  # what was measured when it was nothing but shade
    unshaded: int = 0  # detections in a row that were more

    @property
    def family(self) -> str:
        return family_of(self.label)

    @property
    def rigid(self) -> bool:
        return self.family in RIGID

    def hold(self, standing: Standing, place: Box, looks: list[Levels], share: float) -> None:
        self.state, self.standing, self.place, self.looks, self.share = "held", standing, place, looks, share
        self.changed_at, self.changes, self.before = None, 0, None
        self.shade = None
        if standing == "thing":
            self.reason = "parked" if self.rigid else "scenery"
        else:
            self.reason = "still"

    def release(self, at: datetime, box: Box) -> None:
        self.state, self.looks, self.place, self.shade = "free", [], box, None
        self.rest_at = self.moved_at = at


class Judge:
    """One camera's tracks."""

    def __init__(self, things: Things, recent: RecentPictures, shade: Shade) -> None:
        self._things = things
        self._recent = recent
        self._shade = shade
        self._guests = Guests()
        self._courses: dict[tuple[int, datetime], _Course] = {}

    def see(self, frame: Frame, plane: Plane, point: TrackPoint) -> Verdict | None:
        """The track in this frame; None: it may be told."""
        at = frame.at
        course = self._course_of(at, point, plane)
        if point.detected:
            course.label, course.seen_at = point.label, at
            if course.state == "held":
                self._hold_on(course, frame, point, plane)
            elif course.state == "free":
                self._rest(course, at, point, plane)
            else:
                self._begin(course, frame, point, plane)
        if course.shade is not None:
            return Verdict("shade", course.shade)
        return self._verdict(course, at) if course.state == "held" else None

    def forget(self, at: datetime) -> None:
        """Tracks that were not seen for long."""
        self._courses = {key: each for key, each in self._courses.items() if abs(at - each.seen_at) <= _FORGET}
        self._guests.forget(at)

    def unsettled(self, frame: Frame, plane: Plane, point: TrackPoint) -> Verdict | None:
        """The whole picture changed: what was held is held where it is now, and nothing new is told for the moment,
        unless it walks: shade of leaves is restless too, and people come through it."""
        course = self._course_of(frame.at, point, plane)
        if point.detected:
            course.label, course.seen_at = point.label, frame.at
            if course.state == "held":
                course.hold(course.standing, point.box, [take(plane, point.box)], course.share)
            elif course.state == "new" and not course.rigid and point.confirmed and point.moving:
                moved = shift_of(course.place, point.box, (plane.width, plane.height))
                if moved.share > _AWAY and not self._is_shade(course, frame, point.box):
                    course.release(frame.at, point.box)
        return None if course.state == "free" else Verdict("light", {})

    def _course_of(self, at: datetime, point: TrackPoint, plane: Plane) -> _Course:
        key = (point.track_id, point.first_seen_at)
        course = self._courses.get(key)
        if course is None:
            course = _Course(point.label, point.box, at, point.first_seen_at, at, at)
            course.looks = [take(plane, point.box)]
            self._courses[key] = course
        return course

    def stands(self, point: TrackPoint) -> bool:
        """Whether the track may be a thing: it did not come here by itself."""
        course = self._courses.get((point.track_id, point.first_seen_at))
        return course is not None and (course.state == "new" or (course.state == "held" and course.standing != "guest"))

    def _begin(self, course: _Course, frame: Frame, point: TrackPoint, plane: Plane) -> None:
        at = frame.at
        if self._guests.near(point.box, course.family):
            course.hold("guest", point.box, [take(plane, point.box)], 1.0)
            return
        thing = self._things.at(point.box, point.label)
        if thing is not None and (thing.first_at < course.first_at or thing.stood >= _STOOD):
            share = thing.alike(plane)
            if share >= (GONE if thing.remembered else SAME):
                course.hold("thing", thing.box, thing.looks, share)
                return
        if self._was_there(course, point.box, plane) or self._is_there(course, at, point.box, plane):
            return
        if point.confirmed and point.moving and not self._is_shade(course, frame, point.box):
            course.release(at, point.box)

    def _is_shade(self, course: _Course, frame: Frame, box: Box) -> bool:
        """Once it was, one detection that is more may be chance. Who walks on is no shade, whatever they look like."""
        moved = shift_of(course.place, box, (frame.picture.width, frame.picture.height))
        walks = moved.share > _WALKED and frame.at - course.first_at <= _WALK
        found = None if walks else self._shade.explains(frame, box)
        if found is not None:
            course.shade, course.unshaded = found, 0
        elif course.shade is not None:
            course.unshaded += 1
            if walks or course.unshaded >= _TIMES:
                course.shade = None
        return course.shade is not None

    def _was_there(self, course: _Course, box: Box, plane: Plane) -> bool:
        inside = box if course.rigid else inner(box, _MARGIN)
        for before in self._recent.before(course.first_at):
            look = take(before, inside)
            share = compare(look, plane, inside).share
            if share >= SAME:
                course.hold("noticed", inside, [look], share)
                course.before = before
                return True
        return False

    def _is_there(self, course: _Course, at: datetime, box: Box, plane: Plane) -> bool:
        """Whether the place where the track began still looks as it did then. Living things get a moment: a first
        step is small."""
        if at <= course.rest_at or overlap(course.place, box) < SAME_PLACE:
            return False
        if not course.rigid and at - course.first_at < _FIRST_STEPS:
            return False
        share = best_of(course.looks, plane, course.place).share
        if share >= SAME:
            course.hold("noticed", course.place, course.looks, share)
        return share >= SAME

    def _hold_on(self, course: _Course, frame: Frame, point: TrackPoint, plane: Plane) -> None:
        at = frame.at
        box = point.box if course.rigid or course.standing != "noticed" else inner(point.box, _MARGIN)
        moved = shift_of(course.place, box, (plane.width, plane.height))
        if course.standing == "guest":
            gone, limit = True, _MOVED_GUEST
            self._guests.stay(at, course.place, course.family)
        else:
            course.share = self._alike(course, box, plane)
            gone, limit = course.share < GONE, _MOVED_CUT if moved.cut else _MOVED
        far = (gone and moved.share > limit) or moved.share > _AWAY
        alive = gone and course.standing == "noticed" and not course.rigid and point.moving
        if not (far or alive):
            course.changed_at, course.changes = None, 0
            return
        course.changed_at = course.changed_at or at
        course.changes += 1
        times, since = (_TIMES, _CHANGED) if far else (_TIMES, _CHANGED_ALIVE)
        if far and course.standing == "noticed" and moved.share > _MOVED_SURELY:
            times, since = 1, timedelta(0)  # a walker whose first glimpse looked like the ground
        if course.changes < times or at - course.changed_at < since:
            return
        if course.standing == "guest" or not self._is_shade(course, frame, point.box):
            self._guests.leave(course.place, course.family)
            course.release(at, point.box)

    def _alike(self, course: _Course, box: Box, plane: Plane) -> float:
        """Of the place where it stood. What was only seen in an earlier picture is compared where it is *now*: that the
        place where a walker was first glimpsed looks as before may mean that he has left it."""
        if course.before is not None:
            return compare(take(course.before, box), plane, box).share
        return best_of(reversed(course.looks), plane, course.place).share

    def _rest(self, course: _Course, at: datetime, point: TrackPoint, plane: Plane) -> None:
        """A track that was told: does it stay, and is it still news?"""
        if shift_of(course.place, point.box, (plane.width, plane.height)).share > _ANCHOR:
            course.place, course.rest_at = point.box, at
        if point.moving:
            course.moved_at = at
        rest = at - course.rest_at
        thing = self._things.at(point.box, point.label)
        if thing is not None and thing.first_at < course.rest_at and rest >= _SWAPPED:
            share = thing.alike(plane)
            if share >= SAME:
                course.hold("thing", thing.box, thing.looks, share)
                return
        if course.rigid and rest >= REMEMBERED:
            self._park(course, at, plane, rest)
        elif not course.rigid and rest >= _TOLD and at - course.moved_at >= _TOLD:
            course.hold("guest", course.place, [take(plane, course.place)], 1.0)
            self._guests.stay(at, course.place, course.family)

    def _park(self, course: _Course, at: datetime, plane: Plane, rest: timedelta) -> None:
        """A vehicle that came and stands is remembered soon, and no longer told when its event is surely over."""
        before = self._things.at(course.place, course.label)
        if before is not None and before.first_at < course.rest_at:
            self._things.forget(before)  # another one stood here
        thing: Thing = self._things.learn(at, course.place, course.label, plane)
        thing.first_at = course.rest_at
        if rest >= _TOLD:
            course.hold("thing", thing.box, thing.looks, 1.0)

    def _verdict(self, course: _Course, at: datetime) -> Verdict:
        numbers = {"stood_seconds": round((at - course.rest_at).total_seconds(), 1)}
        if course.standing != "guest":
            numbers |= {"alike_share": round(course.share, 2), "least_alike_share": GONE}
        return Verdict(course.reason, numbers)
