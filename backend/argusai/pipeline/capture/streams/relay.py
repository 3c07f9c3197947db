"""Fans one camera's live picture out to its viewers in the main process. In the event loop only; it never blocks."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

# About five seconds of video. A viewer further behind misses everything up to the next keyframe.
_MOST_MESSAGES = 300
_MOST_BYTES = 8 << 20
# Since the last keyframe, for viewers who come later. Cameras with endless groups of pictures exceed it.
_MOST_GROUP_BYTES = 16 << 20


class Viewer:
    """One viewer's feed: `header`, then messages until the stream restarts."""

    def __init__(self, header: Mapping[str, Any], first: list[bytes], waiting: bool) -> None:
        self.header = header
        self._messages = deque(first)
        self._bytes = sum(map(len, first))
        self._waiting = waiting
        self._changed = asyncio.Event()
        self._ended = False
        self.missed = 0

    def put(self, message: bytes, key: bool) -> None:
        full = len(self._messages) >= _MOST_MESSAGES or self._bytes + len(message) > _MOST_BYTES
        if full or (self._waiting and not key):
            self._waiting = True
            self.missed += 1
            return
        self._waiting = False
        self._messages.append(message)
        self._bytes += len(message)
        self._changed.set()

    def put_newest(self, message: bytes) -> None:
        """For pictures that stand alone: only the newest is worth sending."""
        self.missed += len(self._messages)
        self._messages.clear()
        self._messages.append(message)
        self._bytes = len(message)
        self._changed.set()

    def end(self) -> None:
        self._ended = True
        self._changed.set()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        while not self._messages:
            if self._ended:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        message = self._messages.popleft()
        self._bytes -= len(message)
        return message


class Relay:
    """One camera in one format. `alone`: each message is whole (a JPEG, an overlay)."""

    def __init__(self, alone: bool) -> None:
        self._alone = alone
        self._header: Mapping[str, Any] | None = None
        self._inits: list[bytes] = []
        self._group: list[bytes] = []
        self._group_bytes = 0
        self._ready = asyncio.Event()
        self._viewers: set[Viewer] = set()
        self._expected = 0

    @property
    def watched(self) -> bool:
        return self._expected > 0

    @contextmanager
    def expecting(self) -> Iterator[bool]:
        """Around all that one viewer does. Whether it is the first of them."""
        self._expected += 1
        try:
            yield self._expected == 1
        finally:
            self._expected -= 1

    async def join(self, timeout_seconds: float) -> Viewer:
        """Raises TimeoutError when no picture comes in time. Always pair it with `leave`."""
        async with asyncio.timeout(timeout_seconds):
            while self._header is None:  # It may begin and end before this goes on.
                await self._ready.wait()
        viewer = Viewer(self._header, [*self._inits, *self._group], waiting=not self._group and not self._alone)
        self._viewers.add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        self._viewers.discard(viewer)

    def begin(self, header: Mapping[str, Any], inits: list[bytes]) -> None:
        """A stream begins; who watched the one before has to begin anew."""
        self.end()
        self._header, self._inits = header, inits
        self._ready.set()

    def push(self, message: bytes, key: bool) -> None:
        if self._alone:
            self._group = [message]
            for viewer in self._viewers:
                viewer.put_newest(message)
            return
        if key:
            self._group, self._group_bytes = [], 0
        if key or self._group:
            self._group.append(message)
            self._group_bytes += len(message)
            if self._group_bytes > _MOST_GROUP_BYTES:
                self._group, self._group_bytes = [], 0
        for viewer in self._viewers:
            viewer.put(message, key)

    def end(self) -> None:
        for viewer in self._viewers:
            viewer.end()
        self._viewers.clear()
        self._header, self._inits, self._group, self._group_bytes = None, [], [], 0
        self._ready.clear()
