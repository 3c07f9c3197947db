"""The order in which commands are obeyed: that of their arrival, since the last one counts. Pure."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from argusai.bridges.homeassistant.obey import Order

# Each looks at a camera first, which may take long, and changes nothing that others do.
_BESIDE = frozenset({"describe", "ring"})
# Of one lane: more come only while something hangs.
_MOST_WAITING = 200


class Lanes:
    """One for all commands; and beside it one for each camera's of a kind that takes long."""

    def __init__(self, obey: Callable[[Order], Awaitable[None]]) -> None:
        self._obey = obey
        self._waiting: dict[str, deque[Order]] = {}

    def add(self, order: Order, group: asyncio.TaskGroup) -> bool:
        """Whether there was room."""
        beside = order.command is not None and order.command.kind in _BESIDE
        lane = order.received.topic if beside else ""
        if lane in self._waiting:
            has_room = len(self._waiting[lane]) < _MOST_WAITING
            if has_room:
                self._waiting[lane].append(order)
            return has_room
        self._waiting[lane] = deque([order])
        group.create_task(self._work(lane), name="obey Home Assistant")
        return True

    async def _work(self, lane: str) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                await self._obey(waiting.popleft())
        finally:
            del self._waiting[lane]
