"""What is still to be told, in bounded memory. Of states only that they changed: what they are is read when they are
told, so a broker that is away for an hour costs nothing, and the newest counts. Pure but for its event."""

import asyncio
import json
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from argusai.bridges.homeassistant.contract import EventTold
from argusai.bridges.homeassistant.states import EVENT_SECONDS
from argusai.kit.clock import Clock

MOST_EVENTS = 500
_MOST_REMEMBERED = 500
_RING = timedelta(seconds=EVENT_SECONDS)
_BUILT_IN = "built-in"
_STAGES = {"event.opened": "opened", "event.closed": "closed"}
# A past event got words; nobody is told of it again.
_QUIET = "event.reworded"
_ALL = frozenset({"camera.deleted", "settings.changed", "channels.changed"})
# Nobody waits for what these change; a thousand of them come together when old events go.
_LATER = frozenset({"event.deleted"})


@dataclass(frozen=True, slots=True)
class Happening:
    """`at`: on the monotonic clock."""

    event_type: str
    event: EventTold
    at: float


@dataclass(slots=True)
class Work:
    """`all`: every camera, and whether each is still there."""

    all: bool = False
    house: bool = False
    cameras: set[UUID] = field(default_factory=set[UUID])
    events: list[Happening] = field(default_factory=list[Happening])


class Outbox:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._work = Work()
        self._events: deque[Happening] = deque()
        self._rung: deque[UUID] = deque(maxlen=_MOST_REMEMBERED)
        self._described: OrderedDict[str, str] = OrderedDict()
        self._later = False
        self.wake = asyncio.Event()
        self.dropped = 0

    def __len__(self) -> int:
        self._expire()
        return len(self._events)

    def heard(self, text: str) -> None:
        """A live update, as JSON."""
        update = json.loads(text)
        kind, body = update["kind"], update.get("body", {})
        if kind in _ALL or kind == "hello":
            self.everything()
        elif kind in _LATER:
            self._later = True
        elif kind == "modes.changed":
            self._work.house = True
        elif kind == "camera.changed":
            self._work.cameras.add(UUID(body["camera"]["id"]))
            self._work.house = True
        elif kind.startswith("event.") and "event" in body:
            self._event(kind, body["event"])
        elif kind != "camera.health":  # that is looked at whenever something is told
            return
        self.wake.set()

    def everything(self) -> None:
        self._work.all = self._work.house = True
        self.wake.set()

    def tick(self) -> None:
        """Call it now and then: for what nobody announces."""
        self._work.house = True
        self._work.all |= self._later
        self._later = False
        self.wake.set()

    def take(self) -> Work:
        """Everything that waits; events that are too old are dropped."""
        self.wake.clear()
        work, self._work = self._work, Work()
        self._expire()
        work.events = list(self._events)
        self._events.clear()
        return work

    def put_back(self, events: list[Happening]) -> None:
        """These could not be told; those that came meanwhile are newer."""
        self._events.extendleft(reversed(events))
        self._bound()

    def _event(self, kind: str, event: dict[str, Any]) -> None:
        told = _told(event)
        self._work.cameras.add(told.camera_id)
        event_type = _STAGES.get(kind)
        if event_type is not None and self._rings(told):
            self._events.append(Happening("ring", told, self._clock.monotonic()))
        if self._new_words(event) and event_type is None and kind != _QUIET:
            event_type = "described"
        if event_type is not None:
            self._events.append(Happening(event_type, told, self._clock.monotonic()))
            self._bound()

    def _rings(self, told: EventTold) -> bool:
        """Whether it rang just now, and nobody was told of it yet."""
        late = self._clock.now() - told.started_at > _RING
        if told.trigger != "doorbell" or told.id in self._rung or late:
            return False
        self._rung.append(told.id)
        return True

    def _new_words(self, event: dict[str, Any]) -> bool:
        """Whether a provider found words that were not told before."""
        words = event["description"]
        if words["describer"] == _BUILT_IN or self._described.get(event["id"]) == words["text"]:
            return False
        self._described[event["id"]] = words["text"]
        if len(self._described) > _MOST_REMEMBERED:
            self._described.popitem(last=False)
        return True

    def _expire(self) -> None:
        oldest = self._clock.monotonic() - EVENT_SECONDS
        while self._events and self._events[0].at <= oldest:
            self._events.popleft()
            self.dropped += 1

    def _bound(self) -> None:
        self._expire()
        while len(self._events) > MOST_EVENTS:
            self._events.popleft()
            self.dropped += 1


def _told(event: dict[str, Any]) -> EventTold:
    return EventTold(
        id=UUID(event["id"]),
        camera_id=UUID(event["camera_id"]),
        state=cast(Any, event["state"]),
        started_at=datetime.fromisoformat(event["started_at"]),
        labels=tuple(event["labels"]),
        zones=tuple(event["zones"]),
        lines=tuple(event["lines"]),
        attention=event["attention"],
        text=event["description"]["text"],
        describer=event["description"]["describer"],
        trigger=event["trigger"],
    )
