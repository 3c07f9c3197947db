"""A bounded hand-over between threads for perishable things: full means the oldest is dropped and counted."""

import threading
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Closed(Exception):
    """The channel was closed and is empty."""


class DroppingChannel(Generic[Item]):
    """Many writers, one reader. `put` never blocks; `dropped` counts what nobody read in time; `most`: how many
    wait, at least one."""

    def __init__(self, most: int) -> None:
        if most < 1:
            raise ValueError("a channel holds at least one item")
        self._items: deque[Item] = deque()
        self.most = most
        self._ready = threading.Condition()
        self._closed = False
        self.dropped = 0

    def put(self, item: Item) -> bool:
        """False when the oldest item had to go, or the channel is closed."""
        with self._ready:
            if self._closed:
                return False
            full = len(self._items) >= self.most
            if full:
                self._items.popleft()
                self.dropped += 1
            self._items.append(item)
            self._ready.notify()
            return not full

    def get(self, timeout_seconds: float) -> Item | None:
        """The oldest item, or None after the time-out. Raises Closed when closed and drained."""
        with self._ready:
            if not self._ready.wait_for(lambda: self._items or self._closed, timeout_seconds):
                return None
            if self._items:
                return self._items.popleft()
            raise Closed

    def clear(self) -> None:
        """What waits is nobody's any more, and counts as no loss."""
        with self._ready:
            self._items.clear()

    def close(self) -> None:
        with self._ready:
            self._closed = True
            self._ready.notify_all()
