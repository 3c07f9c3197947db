"""The last seconds of a camera's packets: the time before an event, kept until somebody wants it. Pure, thread-safe."""

import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from argusai.pipeline.capture.streams.packets import Packet

_STEP_BACK = timedelta(seconds=2)  # less is the clock being adjusted


@dataclass(frozen=True, slots=True)
class Numbered:
    """`number` rises by one with every packet of the ring, so that a reader notices what it missed."""

    number: int
    packet: Packet


class Ring:
    """Whole groups of pictures, so that what is in it can always be decoded; bounded in seconds and in bytes.

    `generation` grows when a connection begins: packets before and after it do not belong in one clip.
    """

    def __init__(self, seconds: float, most_bytes: int) -> None:
        self._reach = timedelta(seconds=seconds)
        self._most_bytes = most_bytes
        self._items: deque[Numbered] = deque()
        self._starts: deque[int] = deque()
        self._next = 0
        self._changed = threading.Condition()
        self.bytes = 0
        self.generation = 0

    def begin(self) -> None:
        """A new connection: its packets follow, the old ones go."""
        with self._changed:
            self._clear()
            self.generation += 1
            self._changed.notify_all()

    def add(self, packet: Packet) -> None:
        with self._changed:
            if self._items and packet.at < self._items[-1].packet.at - _STEP_BACK:
                self._forget_before_last_group()
            if packet.starts_group:
                self._starts.append(self._next)
            if self._starts:  # Nothing before the first keyframe can be decoded.
                self._items.append(Numbered(self._next, packet))
                self.bytes += len(packet.payload)
            self._next += 1
            self._evict(packet.at)
            self._changed.notify_all()

    def start_at(self, at: datetime) -> int:
        """The number of the last group start at or before `at`, else of the oldest there is; of the next packet when
        the ring is empty."""
        with self._changed:
            start = self._next
            for item in self._items:
                if item.packet.starts_group and (start == self._next or item.packet.at <= at):
                    start = item.number
                if item.packet.at > at:
                    break
            return start

    def last_start(self) -> int:
        """The number of the newest group start; of the next packet when there is none."""
        with self._changed:
            return self._starts[-1] if self._starts else self._next

    def read_from(self, number: int) -> tuple[int, list[Numbered]]:
        """The generation, and the packets from `number` on. The first may have a higher number: then the ones between
        are gone, and the list begins with a group of pictures."""
        with self._changed:
            if not self._items:
                return self.generation, []
            newer = min(len(self._items), self._next - number)
            return self.generation, list(islice(reversed(self._items), max(0, newer)))[::-1]

    def wait_for_change(self, timeout_seconds: float) -> None:
        """Until a packet comes or somebody wakes the readers."""
        with self._changed:
            self._changed.wait(timeout_seconds)

    def wait_beyond(self, number: int, timeout_seconds: float) -> None:
        """Until there is a packet with a higher number, or somebody wakes the readers."""
        with self._changed:
            if self._next <= number + 1:
                self._changed.wait(timeout_seconds)

    def wake(self) -> None:
        """Let readers that wait look again."""
        with self._changed:
            self._changed.notify_all()

    @property
    def span_seconds(self) -> float:
        with self._changed:
            if not self._items:
                return 0.0
            return (self._items[-1].packet.at - self._items[0].packet.at).total_seconds()

    def _forget_before_last_group(self) -> None:
        """The clock was set back: among packets dated later than now no moment can be found."""
        while len(self._starts) > 1:
            self._drop_group()

    def _drop_group(self) -> None:
        while self._items[0].number < self._starts[1]:
            self.bytes -= len(self._items.popleft().packet.payload)
        self._starts.popleft()

    def _clear(self) -> None:
        self._items.clear()
        self._starts.clear()
        self.bytes = 0

    def _evict(self, now: datetime) -> None:
        while len(self._starts) > 1:
            second = self._items[self._starts[1] - self._items[0].number].packet
            if second.at > now - self._reach and self.bytes <= self._most_bytes:
                return
            self._drop_group()
        if self.bytes > self._most_bytes:
            # One endless group of pictures: it cannot be cut, so it goes, and the next keyframe begins anew.
            self._clear()
