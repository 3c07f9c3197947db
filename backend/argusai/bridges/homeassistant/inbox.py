"""What came and was not read yet, in bounded memory: each subscription has room of its own, so that a flood of one
keeps none of another out; and the newest stay, since they count."""

import asyncio
from collections import Counter, deque
from collections.abc import Sequence
from typing import Any

MOST_OF_ONE = 100


class Inbox(asyncio.Queue[Any]):
    """Of the library's messages. `lost` says how many newer ones pushed out."""

    _queue: deque[tuple[str, Any]]
    _waiting: Counter[str]
    _filters: list[str]
    _lost: int

    def subscribed(self, filters: Sequence[str]) -> None:
        self._filters += [each for each in filters if each not in self._filters]

    def lost(self) -> int:
        """Since the last time that this was asked."""
        lost, self._lost = self._lost, 0
        return lost

    # What asyncio.Queue leaves to those that order otherwise.
    def _init(self, maxsize: int) -> None:
        del maxsize
        self._queue = deque()
        self._waiting = Counter()
        self._filters = []
        self._lost = 0

    def _put(self, item: Any) -> None:
        kind = next((each for each in self._filters if item.topic.matches(each)), "")
        if self._waiting[kind] >= MOST_OF_ONE:
            oldest = next(index for index, (other, _) in enumerate(self._queue) if other == kind)
            del self._queue[oldest]
            self._waiting[kind] -= 1
            self._lost += 1
        self._queue.append((kind, item))
        self._waiting[kind] += 1

    def _get(self) -> Any:
        kind, item = self._queue.popleft()
        self._waiting[kind] -= 1
        return item
