"""One client's view of the live updates: a greeting, what it missed, then what happens."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from argusai.kit.announce import FOR_ADMINISTRATORS

BEAT = json.dumps({"kind": "beat"})


class TooSlow(Exception):
    """What the client needs next is gone already. It shall come back with its cursor, and be reset."""


class Restarting(Exception):
    """We go down, or the source starts again. The client shall come back."""


@dataclass(frozen=True, slots=True)
class Listener:
    user_id: str
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """`cursor` None: perishable, of no use to somebody who comes back."""

    kind: str
    cursor: int | None
    body: dict[str, Any]

    def is_for(self, listener: Listener) -> bool:
        return self.body.get("user_id") in {None, listener.user_id}

    def text(self, listener: Listener) -> str:
        body = {key: value for key, value in self.body.items() if key != FOR_ADMINISTRATORS}
        if listener.administrator:
            body |= self.body.get(FOR_ADMINISTRATORS, {})
        return json.dumps({"kind": self.kind, "cursor": self.cursor, "body": body}, separators=(",", ":"))


class Past(Protocol):
    """The stored updates, up to what has been told to the subscriptions that are live."""

    @property
    def position(self) -> int: ...

    @property
    def before_oldest(self) -> int: ...

    async def read(self, cursor: int) -> Sequence[Update]:
        """Some of what follows `cursor`, oldest first, nothing beyond `position`; empty when there is no more."""

    def join(self, subscription: "Subscription") -> None:
        """Tell it everything after `position` from now on."""

    def leave(self, subscription: "Subscription") -> None: ...


class Subscription:
    """Yields JSON texts. Raises TooSlow or Restarting when it is over. One reader."""

    def __init__(self, past: Past, after: int | None, listener: Listener, *, most: int, beat_seconds: float) -> None:
        known = after is not None and past.before_oldest <= after <= past.position
        self._cursor = after if after is not None and known else past.position
        self._past = past
        self._listener = listener
        self._most = most
        self._beat_seconds = beat_seconds
        hello = {"kind": "hello", "cursor": self._cursor, "reset": after is not None and not known}
        self._waiting: deque[str] = deque([json.dumps(hello)])
        self._live = False
        self._end: Exception | None = None
        self._something = asyncio.Event()
        self._next_beat = asyncio.get_running_loop().time() + beat_seconds

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> str:
        while True:
            if self._end is not None:
                raise self._end
            now = asyncio.get_running_loop().time()
            if now >= self._next_beat:
                self._next_beat = now + self._beat_seconds
                return BEAT
            if self._waiting:
                return self._waiting.popleft()
            if self._live:
                await self._wait(self._next_beat - now)
            else:
                await self._catch_up()

    def offer(self, update: Update) -> None:
        """From the hub, in order. A client that is too far behind misses perishable updates, and reads the others from
        the table once it gets there: what waits for it in memory is bounded."""
        mine = update.is_for(self._listener)
        if mine and len(self._waiting) >= self._most:
            if update.cursor is not None:
                self._past.leave(self)
                self._live = False
            return
        if mine:
            self._waiting.append(update.text(self._listener))
            self._something.set()
        self._cursor = update.cursor or self._cursor

    def end(self, why: Exception) -> None:
        self._end = self._end or why
        self._something.set()

    async def _catch_up(self) -> None:
        if self._cursor >= self._past.position:
            # No await between the comparison and the joining: nothing can be told in between.
            self._past.join(self)
            self._live = True
            return
        missed = await self._past.read(self._cursor)
        if self._cursor < self._past.before_oldest:
            raise TooSlow  # some of what it needs next was trimmed meanwhile
        self._cursor = (missed[-1].cursor or 0) if missed else self._past.position
        mine = [update for update in missed if update.is_for(self._listener)]
        self._waiting.extend(update.text(self._listener) for update in mine)

    async def _wait(self, seconds: float) -> None:
        self._something.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._something.wait()
