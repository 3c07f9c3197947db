"""In the main process: what capture processes tell becomes stored events, sentences and live updates."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol
from uuid import UUID

from argusai.kit.errors import BadInput, Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.schemas import HealthOut
from argusai.pipeline.capture.streams.contract import StreamHealth
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.assembly.wire import from_wire

_log = get_log("flow")
_AGAIN_SECONDS = 3.0


class Publish(Protocol):
    def __call__(self, kind: str, body: dict[str, Any], /) -> None:
        """Tell the clients that are connected now."""


class Noticing(Protocol):
    """Follows when cameras are not seen. Quick: events wait behind it."""

    def look(self, camera_id: UUID, /) -> None:
        """How this camera is changed."""

    def lost(self, camera_ids: frozenset[UUID], /) -> None:
        """A capture process with these was lost."""


class Keeper:
    """Implements `streams.ports.CaptureListener`."""

    def __init__(
        self,
        store: Callable[[EventReport], Awaitable[None]],
        close_abandoned: Callable[[frozenset[UUID] | None, datetime], Awaitable[int]],
        health_in_words: Callable[[StreamHealth], HealthOut],
        publish: Publish,
        take_note: Callable[[Mapping[str, Any], bytes], None] = lambda note, body: None,
        others: Mapping[str, Callable[[Mapping[str, Any]], Awaitable[None]]] = MappingProxyType({}),
        noticing: Noticing | None = None,
    ) -> None:
        """`others`: who stores a report that is not an event's, by its "kind"."""
        self._store = store
        self._take_note = take_note
        self._others = others
        self._close_abandoned = close_abandoned
        self._health_in_words = health_in_words
        self._publish = publish
        self._noticing = noticing
        self._left_open: list[tuple[frozenset[UUID], datetime]] = []
        self._lost = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled: close what capture processes left open when they were lost. Beside them, because a database
        that is busy must not hold up their return."""
        while True:
            await self._lost.wait()
            self._lost.clear()
            left, self._left_open = self._left_open, []
            for camera_ids, at in left:
                await self._close(camera_ids, at)
            if self._left_open:
                await asyncio.sleep(_AGAIN_SECONDS)

    async def _close(self, camera_ids: frozenset[UUID], at: datetime) -> None:
        try:
            await self._close_abandoned(camera_ids, at)
        except Unavailable as error:
            _log.warning("cut-off events are closed later", reason=error.detail)
            await self.lost(camera_ids, at)

    async def close(self, at: datetime) -> None:
        """No capture process is left: what one had no time to end is ended here, and not at the next start alone."""
        try:
            await self._close_abandoned(None, at)
        except Unavailable as error:
            _log.warning("cut-off events are closed at the next start", reason=error.detail)

    async def report(self, report: Mapping[str, Any]) -> None:
        """Raises BadInput for a report that nobody could store."""
        kind = str(report.get("kind", "event"))
        if kind == "event":
            await self._store(from_wire(report))
        elif kind in self._others:
            await self._others[kind](report)
        else:
            raise BadInput("Nobody stores reports of this kind.", slug="bad-report")

    def note(self, note: Mapping[str, Any], body: bytes) -> None:
        """Raises BadInput for a note that nobody could take."""
        self._take_note(note, body)

    async def health_changed(self, health: StreamHealth) -> None:
        if self._noticing is not None:
            self._noticing.look(health.camera_id)
        words = self._health_in_words(health).model_dump(mode="json")
        self._publish("camera.health", {"camera_id": str(health.camera_id), "health": words})

    async def lost(self, camera_ids: frozenset[UUID], at: datetime) -> None:
        self._left_open.append((camera_ids, at))
        self._lost.set()
        if self._noticing is not None:
            self._noticing.lost(camera_ids)
