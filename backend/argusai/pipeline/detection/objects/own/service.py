"""Detectors that people bring: described, sent, tried, chosen."""

import asyncio
import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import IO, Protocol, TypeVar
from uuid import UUID

from argusai.kit.errors import Conflict, TooLarge, Unavailable
from argusai.kit.log import get_log
from argusai.kit.workers import Workers
from argusai.pipeline.detection.objects.labels import LABELS
from argusai.pipeline.detection.objects.own.schemas import CheckOut, DetectorOut
from argusai.pipeline.detection.objects.own.shelf import BUILT_IN, OwnDetector, Shelf
from argusai.pipeline.detection.objects.own.trial import try_out

MOST_MODEL_BYTES = 512 << 20
_MOST_SECONDS = 15 * 60.0
_LEAST_FREE_BYTES = 256 << 20
_log = get_log("detection.objects")
Answer = TypeVar("Answer")


class Snapshot(Protocol):
    async def __call__(self, camera_id: UUID, /) -> bytes:
        """The newest picture of a camera as JPEG. Raises NotFound, Unavailable."""


class Detectors:
    """`changed`: called when another one is chosen: whoever detects starts anew with it."""

    def __init__(self, folder: Path, changed: Callable[[], Awaitable[None]], snapshot: Snapshot) -> None:
        self._shelf = Shelf(folder)
        self._shelf.tidy()
        self._snapshot = snapshot
        self._changed = changed
        self._workers = Workers("detectors", 1)  # one after the other, so that no two change the folder at once
        self._coming: set[str] = set()
        self._trials = asyncio.Semaphore(1)  # each may take gigabytes

    def close(self) -> None:
        self._workers.close()

    async def all(self) -> list[DetectorOut]:
        """Ours first."""
        in_use, own = await self._workers.run(lambda: (self._shelf.in_use(), self._shelf.all()))
        ours = DetectorOut(
            name=BUILT_IN,
            built_in=True,
            in_use=in_use == BUILT_IN,
            licence="Apache-2.0",
            labels=list(LABELS),
            bytes=0,
            check=None,
        )
        return [ours, *(_shown(each, in_use) for each in own)]

    async def describe(self, text: bytes) -> DetectorOut:
        """Raises BadInput, Conflict, Unavailable."""
        detector = await self._on_disk(lambda: self._shelf.describe(text))
        return _shown(detector, "")

    async def receive(self, name: str, model: AsyncIterator[bytes], camera_id: UUID | None) -> DetectorOut:
        """Take the model in and try it on the newest picture of a camera; what does not pass is not kept. An earlier
        model of this name stays until the new one has passed.

        Raises NotFound, Conflict, TooLarge, DetectorRefused, Unavailable.
        """
        if name in self._coming:
            raise Conflict(f"A model for “{name}” is being sent already.", slug="being-sent")
        self._coming.add(name)
        try:
            picture = None if camera_id is None else await self._snapshot(camera_id)
            await self._write(name, model)
            async with self._trials:
                check = await try_out(*self._shelf.coming(name), picture)
            detector = await self._on_disk(lambda: self._shelf.keep_model(name, check))
        finally:
            self._coming.discard(name)
            await self._workers.run(self._shelf.drop_model, name)
        _log.info("a detector was added", name=name, milliseconds=check.milliseconds)
        in_use = await self._workers.run(self._shelf.in_use)
        if in_use == name:
            await self._changed()
        return _shown(detector, in_use)

    async def choose(self, name: str) -> list[DetectorOut]:
        """Raises NotFound, Conflict, Unavailable."""
        before = await self._workers.run(self._shelf.in_use)
        await self._on_disk(lambda: self._shelf.choose(name))
        if before != name:
            _log.info("another detector was chosen", name=name)
            await self._changed()
        return await self.all()

    async def remove(self, name: str) -> None:
        """Raises NotFound, Conflict, Unavailable."""
        if name in self._coming:
            raise Conflict(f"A model for “{name}” is being sent. Wait for it.", slug="being-sent")
        await self._on_disk(lambda: self._shelf.remove(name))

    async def _write(self, name: str, model: AsyncIterator[bytes]) -> None:
        size = 0
        if await self._on_disk(self._shelf.free_bytes) < MOST_MODEL_BYTES + _LEAST_FREE_BYTES:
            raise Unavailable("The disk is nearly full. Free some space and try again.", slug="disk-full")
        file: IO[bytes] = await self._on_disk(lambda: self._shelf.begin_model(name))
        try:
            async with asyncio.timeout(_MOST_SECONDS):
                async for part in model:
                    size += len(part)
                    if size > MOST_MODEL_BYTES:
                        raise TooLarge(f"The model is too large: at most {MOST_MODEL_BYTES >> 20} MB are accepted.")
                    await self._on_disk(_writing(file, part))
        except TimeoutError as error:
            raise Unavailable("The model did not arrive in time. Send it again.", slug="too-slow") from error
        finally:
            await self._on_disk(file.close)

    async def _on_disk(self, work: Callable[[], Answer]) -> Answer:
        try:
            return await self._workers.run(work)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise Unavailable("The disk is full. Free some space and try again.", slug="disk-full") from error
            raise Unavailable(f"The data folder cannot be written: {error.strerror}.", slug="disk-failed") from error


def _writing(file: IO[bytes], part: bytes) -> Callable[[], int]:
    return lambda: file.write(part)


def _shown(detector: OwnDetector, in_use: str) -> DetectorOut:
    about, check = detector.description, detector.check
    return DetectorOut(
        name=about.name,
        built_in=False,
        in_use=about.name == in_use,
        licence=about.licence,
        labels=sorted({word for word in about.our_words() if word}),
        bytes=detector.bytes,
        check=None if check is None else CheckOut(found=check.found, milliseconds=check.milliseconds),
    )
