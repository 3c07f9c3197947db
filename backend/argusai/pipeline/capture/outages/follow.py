"""Follows how each watched camera is, and says when it was not seen. In the event loop; never waits.

It asks how a camera is now instead of believing what it is told: news of a camera waits behind its events, and may be
old when it comes. Lengths are measured on the monotonic clock, so that setting the machine's clock invents nothing.
"""

from collections.abc import Callable, Collection, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.pipeline.capture.outages.outage import FLAPS_TOGETHER, LISTED_SECONDS, TOLD_SECONDS, Kind, Outage
from argusai.pipeline.capture.outages.ports import HealthOf
from argusai.pipeline.capture.streams.contract import LOST_SLUG, StreamHealth

_log = get_log("capture.outages")
_SEEN = frozenset({"connected", "ended"})  # a file that was played to its end is not missed
# A camera says since when it is away. Further back than this, one of the two clocks was set meanwhile.
_BELIEVED_SECONDS = 30.0
# Wall and monotonic clock agree to less than this, or the wall clock was set.
_CLOCK_SET_SECONDS = 5.0


@dataclass
class _Going:
    """A camera that is not seen now. `first`: it was never seen before, so a short one is its start and no flap."""

    outage: Outage
    began: float  # monotonic
    first: bool
    listed: bool = False


class OutageFollower:
    """`save` is called with every outage that is worth a row, again whenever it changes."""

    def __init__(self, clock: Clock, health_of: HealthOf, save: Callable[[Outage], None]) -> None:
        self._clock = clock
        self._health_of = health_of
        self._save = save
        self._watched: Set[UUID] = frozenset()
        self._going: dict[UUID, _Going] = {}
        self._flaps: dict[UUID, tuple[Outage, float]] = {}
        self._process_lost: set[UUID] = set()
        self._told_before: set[UUID] = set()

    def told_before(self, camera_ids: Collection[UUID]) -> None:
        """The owner knows that these are not seen: he was told before the program was started again."""
        self._told_before = set(camera_ids)

    def watch(self, camera_ids: Collection[UUID]) -> None:
        """Exactly these are watched from now on. One that is not watched any more is not missed."""
        self._watched = frozenset(camera_ids)
        for camera_id in self._going.keys() - self._watched:
            going = self._going.pop(camera_id)
            if going.listed:
                self._save(self._ended(going))
        for camera_id in self._flaps.keys() - self._watched:
            del self._flaps[camera_id]
        self._process_lost &= self._watched
        self._told_before &= self._watched

    def lost(self, camera_ids: Collection[UUID]) -> None:
        """A capture process with these cameras was lost."""
        self._process_lost.update(camera_ids)

    def look_at_all(self) -> None:
        """Call it about once a second."""
        for camera_id in self._watched:
            self.look(camera_id)

    def look(self, camera_id: UUID) -> None:
        """How this camera is may have changed."""
        health = self._health_of(camera_id) if camera_id in self._watched else None
        if health is None:
            return
        if health.condition in _SEEN:
            self._seen(camera_id)
        elif health.condition != "paused":
            self._unseen(camera_id, health)

    def _seen(self, camera_id: UUID) -> None:
        self._process_lost.discard(camera_id)
        self._told_before.discard(camera_id)
        going = self._going.pop(camera_id, None)
        if going is None:
            return
        ended = self._ended(going)
        if going.listed or ended.seconds >= LISTED_SECONDS:
            if ended.told:
                _log.info("camera is seen again", camera_id=str(camera_id), seconds=round(ended.seconds))
            self._save(ended)
        elif not going.first:
            self._count_flap(ended)

    def _unseen(self, camera_id: UUID, health: StreamHealth) -> None:
        going = self._going.get(camera_id)
        if going is None:
            going = self._going[camera_id] = self._begin(health)
        before, going.outage = going.outage, self._learned(going, health)
        if going.outage.seconds < LISTED_SECONDS:
            return
        if going.outage.told and not before.told:
            _log.warning("camera is not seen", camera_id=str(camera_id), slug=going.outage.slug)
        if not going.listed or replace(before, seconds=going.outage.seconds) != going.outage:
            going.listed = True
            self._save(going.outage)

    def _begin(self, health: StreamHealth) -> _Going:
        now, behind = self._clock.now(), 0.0
        if 0 <= (ago := (now - health.since).total_seconds()) <= _BELIEVED_SECONDS:
            behind = ago
        told = health.camera_id in self._told_before
        began_at = now - timedelta(seconds=behind)
        outage = Outage(new_id(), health.camera_id, "away", began_at, None, 0.0, told=told, carried=told)
        return _Going(outage, self._clock.monotonic() - behind, first=health.condition == "connecting")

    def _learned(self, going: _Going, health: StreamHealth) -> Outage:
        """The newest reason counts until the owner is told one: what a camera says while it starts is not why it was
        away."""
        seconds = self._clock.monotonic() - going.began
        outage = replace(self._dated(going, seconds), seconds=seconds, told=going.outage.told or seconds > TOLD_SECONDS)
        settled = bool(going.outage.slug) and going.outage.told and not going.outage.carried
        if settled or health.condition == "connecting":
            return outage
        lost = health.camera_id in self._process_lost and health.reason_slug == LOST_SLUG
        kind: Kind = "capture-lost" if lost else "away"
        return replace(outage, kind=kind, slug=health.reason_slug, reason=health.reason)

    def _dated(self, going: _Going, seconds: float) -> Outage:
        """When the clock was set meanwhile, the newer time is the right one: the beginning is dated anew."""
        began_at = self._clock.now() - timedelta(seconds=seconds)
        off = abs((began_at - going.outage.began_at).total_seconds())
        return going.outage if off <= _CLOCK_SET_SECONDS else replace(going.outage, began_at=began_at)

    def _ended(self, going: _Going) -> Outage:
        seconds = self._clock.monotonic() - going.began
        told = going.outage.told or seconds > TOLD_SECONDS
        return replace(self._dated(going, seconds), ended_at=self._clock.now(), seconds=seconds, told=told)

    def _count_flap(self, flap: Outage) -> None:
        """Those of an hour share one entry."""
        now = self._clock.monotonic()
        before, since = self._flaps.get(flap.camera_id, (None, now))
        if before is None or before.ended_at is None or now - since > FLAPS_TOGETHER.total_seconds():
            entry, since = replace(flap, kind="flaps"), now
        else:
            entry = _with_another(before, before.ended_at, flap)
        self._flaps[flap.camera_id] = entry, since
        self._save(entry)


def _with_another(entry: Outage, ended_at: datetime, flap: Outage) -> Outage:
    return replace(
        entry,
        began_at=min(entry.began_at, flap.began_at),  # the clock may have been set back
        ended_at=max(ended_at, flap.ended_at or ended_at),
        seconds=entry.seconds + flap.seconds,
        times=entry.times + 1,
        slug=flap.slug,
        reason=flap.reason,
    )
