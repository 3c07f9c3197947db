"""The main process's side of capture: spreads cameras over supervised child processes and passes on what they tell."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.contract import Occasion, StreamHealth
from argusai.pipeline.capture.streams.encoding import EncodingPlaces, has_to_encode
from argusai.pipeline.capture.streams.ending import Ending
from argusai.pipeline.capture.streams.keeping import Keeping
from argusai.pipeline.capture.streams.part import CapturePart
from argusai.pipeline.capture.streams.ports import CaptureListener
from argusai.pipeline.capture.streams.quarantine import Quarantine
from argusai.pipeline.capture.streams.relay import Viewer
from argusai.pipeline.capture.streams.relays import no_picture
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.shares import divide, whole_of
from argusai.pipeline.capture.streams.wire import LiveFormat, LiveStream, Watched

_log = get_log("capture.streams")

_OBEY_SECONDS = 4.0
_DIVIDE_SECONDS = 2.0  # as often as health is told


@dataclass(frozen=True, slots=True)
class PartState:
    """One capture process, for the system page. `pid`: None while it is not there. `away_seconds`: for how long it has
    not been ready; 0 while it runs. `held`: its camera crashes it again and again, and says so itself."""

    running: bool
    restarts: int
    cameras: int
    pid: int | None
    away_seconds: float = 0.0
    held: bool = False


class CaptureSupervisor:
    """Use it as `async with`; nothing runs before that. All methods belong to the event loop."""

    def __init__(
        self, command: Sequence[str], listener: CaptureListener, clock: Clock, settings: StreamSettings
    ) -> None:
        """`command` starts a child that calls `run_child`; `--fd N` is added to it."""
        places = EncodingPlaces(settings.live_encoders)
        self._keeping = Keeping(tuple(command), listener, clock, settings, places, self._judge)
        self._quarantine = Quarantine()
        self._wanted: Sequence[Camera] = ()
        self._closing = False
        self._parts: dict[CapturePart, asyncio.Task[None]] = {}
        self._group = asyncio.TaskGroup()
        self._changing = asyncio.Lock()
        self._dividing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        self._dividing = self._group.create_task(self._divide_now_and_then(), name="capture-shares")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        if self._dividing is not None:
            self._dividing.cancel()
        for part in self._parts:
            await part.stop()
        await self._group.__aexit__(kind, error, trace)

    async def set_cameras(self, cameras: Sequence[Camera]) -> None:
        """Watch exactly these from now on. A camera stays in its process; a changed one is started anew there,
        unless only its name or rules changed: these hold from its next frame on."""
        async with self._changing:
            self._wanted = cameras
            wanted = {camera.id: camera for camera in cameras}
            self._forgive_changed(wanted)
            shares = {part: {id_: wanted.pop(id_) for id_ in part.cameras if id_ in wanted} for part in self._parts}
            for camera_id, camera in wanted.items():
                part = self._place(camera_id, shares)
                shares.setdefault(part, {})[camera_id] = camera
            for part, share in shares.items():
                if share:
                    await part.set_cameras(share)
                    await part.hold(max(map(self._quarantine.stops, share)))
                    self._run(part)
                elif part in self._parts:
                    await part.set_cameras({})
                    await part.stop()
                    del self._parts[part]
            await self._divide()

    async def obeyed(self) -> None:
        """Until every capture process does as it was told last. One that does not is started anew."""
        for part in list(self._parts):
            if not await part.obedience.wait(_OBEY_SECONDS):
                await part.renew()
                await part.obedience.wait(self._keeping.settings.stop_seconds * 2)

    async def renew(self) -> None:
        """Start every capture process anew: what it reads at its start has changed. Open events end in order."""
        async with self._changing:
            for part in self._parts:
                await part.renew()

    def health(self, camera_id: UUID) -> StreamHealth | None:
        """None when the camera is not watched."""
        part = self._part_of(camera_id)
        return part.healths.get(camera_id) if part else None

    async def snapshot(self, camera_id: UUID) -> bytes:
        """The newest picture as JPEG. Raises Unavailable (slug no-picture)."""
        part = self._part_of(camera_id)
        if part is None:
            raise no_picture()
        return await part.asking.snapshot(camera_id)

    async def look(self, camera_id: UUID, event_id: UUID, occasion: Occasion) -> None:
        """Have the newest picture looked at, as the event `event_id`, whatever the camera's hours say.

        Raises Unavailable (slug `no-picture`, or `look-failed`)."""
        part = self._part_of(camera_id)
        if part is None:
            raise no_picture()
        await part.asking.look(camera_id, event_id, occasion)

    @asynccontextmanager
    async def watch(self, camera_id: UUID, format: LiveFormat, stream: LiveStream = "main") -> AsyncIterator[Viewer]:
        """A viewer's feed, which ends when the stream restarts. Raises Unavailable (slug no-picture; encoders-busy when
        this needs an encoder and none is free) on entering."""
        part = self._part_of(camera_id)
        if part is None:
            raise no_picture()
        if part.cameras[camera_id].sub is None or format == "overlay":
            stream = "main"
        codec = _codec(part.healths.get(camera_id), stream)
        encodes = has_to_encode(format, codec)
        if format == "h264" and not encodes:
            format = "mp4"  # one muxer less
        async with part.live.watch(Watched(camera_id, stream, format), encodes) as viewer:
            yield viewer

    def parts(self) -> list[PartState]:
        return [
            PartState(part.running, part.restarts, len(part.cameras), part.pid, part.away_seconds, part.stops > 0)
            for part in self._parts
        ]

    async def _divide_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(_DIVIDE_SECONDS)
            async with self._changing:
                await self._divide()
            await self._settle()

    async def _divide(self) -> None:
        """The detector's time of the machine, by need."""
        parts = list(self._parts)
        if parts:
            whole = max(whole_of(part.healths) for part in parts)
            now = self._keeping.clock.monotonic()
            needs = [part.appetite.needs(part.healths, now) for part in parts]
            for part, share in zip(parts, divide(needs, whole), strict=True):
                await part.set_share(round(share, 2))

    async def _judge(self, cameras: frozenset[UUID], ending: Ending) -> float:
        """Implements Judge."""
        async with self._changing:
            part = next((each for each in self._parts if cameras & each.cameras.keys()), None)
            if part is None or not ending.counts or self._closing:
                return 0.0
            pieces = self._quarantine.crashed(cameras, self._keeping.clock.monotonic(), ending.lasted)
            for piece in pieces[1:]:
                await self._move_out(part, piece)
            if len(part.cameras) > 1:
                return 0.0
            (camera_id,) = part.cameras
            if not part.stops and self._quarantine.stops(camera_id):
                _log.warning("camera crashes its capture process and is kept apart", camera_id=str(camera_id))
            await part.hold(self._quarantine.stops(camera_id))
            return self._quarantine.pause(camera_id)

    async def _move_out(self, part: CapturePart, piece: Collection[UUID]) -> None:
        """Into a process of their own. `part` has no child now."""
        moved = {camera_id: camera for camera_id, camera in part.cameras.items() if camera_id in piece}
        rest = {camera_id: camera for camera_id, camera in part.cameras.items() if camera_id not in piece}
        if not moved or not rest:
            return
        _log.warning("a capture process crashes again and again and is divided", cameras=[len(rest), len(moved)])
        new = CapturePart(self._keeping)
        await part.set_cameras(rest)
        await new.set_cameras(moved)
        self._run(new)

    async def _settle(self) -> None:
        """Cameras that have not crashed anything for long come together with others again, where there is room."""
        async with self._changing:
            released = self._quarantine.settle(self._keeping.clock.monotonic())
            leaving = []
            for part in [each for each in self._parts if released & each.cameras.keys()]:
                await part.hold(0)
                if self._has_room_beside(part):
                    leaving.append(self._parts.pop(part))
                    await part.set_cameras({})
                    await part.stop()
        if leaving:  # until they have hung up: weak cameras answer once at a time
            await asyncio.wait(leaving, timeout=self._keeping.settings.stop_seconds * 2)
            await self.set_cameras(self._wanted)

    def _has_room_beside(self, part: CapturePart) -> bool:
        most = self._keeping.settings.cameras_per_process - len(part.cameras)
        return self._trusted(part.cameras) and any(
            self._trusted(other.cameras) and len(other.cameras) <= most for other in self._parts if other is not part
        )

    def _trusted(self, cameras: Collection[UUID]) -> bool:
        return not any(map(self._quarantine.suspects, cameras))

    def _forgive_changed(self, wanted: Mapping[UUID, Camera]) -> None:
        """What another stream does nobody knows yet."""
        for part in self._parts:
            for camera_id, before in part.cameras.items():
                if camera_id in wanted and not wanted[camera_id].same_stream(before):
                    self._quarantine.forgive(camera_id)

    def _run(self, part: CapturePart) -> None:
        if part not in self._parts:
            self._parts[part] = self._group.create_task(part.run(), name="capture-part")

    def _part_of(self, camera_id: UUID) -> CapturePart | None:
        return next((part for part in self._parts if camera_id in part.cameras), None)

    def _place(self, camera_id: UUID, shares: dict[CapturePart, dict[UUID, Camera]]) -> CapturePart:
        """The roomiest, where both sides are trusted."""
        trusted = [part for part, share in shares.items() if self._trusted([camera_id, *share])]
        least = min(trusted, key=lambda part: len(shares[part]), default=None)
        if least is None or len(shares[least]) >= self._keeping.settings.cameras_per_process:
            return CapturePart(self._keeping)
        return least


def _codec(health: StreamHealth | None, stream: LiveStream) -> str:
    """Empty when it is not known yet."""
    if health is None:
        return ""
    facts = health.second.facts if stream == "sub" else health.facts
    return facts.codec if facts else ""
