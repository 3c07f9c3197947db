"""Parts of clips and clips for other browsers, made when somebody asks: kept for a while, one encoder at a time, given
up when nobody waits."""

import asyncio
import contextlib
import shutil
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from argusai.kit.errors import NotFound, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.workers import Workers
from argusai.pipeline.capture.streams.contract import ClipPart
from argusai.pipeline.events.history.ports import CutClip

_log = get_log("events.history")
_LOOK_SECONDS = 0.25
# What was asked for a moment ago may be about to be sent.
_RECENT = 8

_Key = tuple[Path, ClipPart]
Gone = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class CutLimits:
    most_bytes: int = 512 << 20
    most_files: int = 64


@dataclass(slots=True)
class _Job:
    task: asyncio.Task[Path]
    given_up: threading.Event
    waiting: int = 0


class ClipCuts:
    """`folder`: ours alone; emptied at the start. All methods belong to the event loop."""

    def __init__(self, folder: Path, workers: Workers, cut: CutClip, limits: CutLimits | None = None) -> None:
        self._folder = folder
        self._workers = workers
        self._cut = cut
        self._limits = limits or CutLimits()
        self._kept: dict[_Key, tuple[Path, int]] = {}  # the one used last stands last
        self._jobs: dict[_Key, _Job] = {}
        self._encoding = asyncio.Lock()

    async def start(self) -> None:
        """Whatever an earlier run left is of no use."""
        await self._workers.run(shutil.rmtree, self._folder, ignore_errors=True)

    async def get(self, source: Path, part: ClipPart, gone: Gone) -> Path:
        """The file of `part`. `gone`: whether the one who asks has left. Raises NotFound (slug clip-unreadable),
        Unavailable (slug disk-full, nobody-waits)."""
        key = (source, part)
        if (kept := self._kept.pop(key, None)) is not None and kept[0].is_file():
            self._kept[key] = kept
            return kept[0]
        job = self._jobs.get(key) or self._begin(key)
        job.waiting += 1
        try:
            while not job.task.done():
                await asyncio.wait({job.task}, timeout=_LOOK_SECONDS)
                if not job.task.done() and await gone():
                    raise Unavailable("Nobody waits for it any more.", slug="nobody-waits", retry_after_seconds=1)
            return job.task.result()
        finally:
            job.waiting -= 1
            if job.waiting == 0 and not job.task.done():
                job.given_up.set()
                self._jobs.pop(key, None)

    async def removed(self, sources: Sequence[Path]) -> None:
        """These clips are gone: nothing made from them may stay."""
        gone = set(sources)
        for key, job in self._jobs.items():
            if key[0] in gone:
                job.given_up.set()
        for key in [key for key in self._kept if key[0] in gone]:
            path, _ = self._kept.pop(key)
            await self._workers.run(path.unlink, missing_ok=True)

    def _begin(self, key: _Key) -> _Job:
        given_up = threading.Event()
        task = asyncio.create_task(self._make(key, given_up), name="cut a clip")
        job = self._jobs[key] = _Job(task, given_up)

        def done(ended: asyncio.Task[Path]) -> None:
            if self._jobs.get(key) is job:
                del self._jobs[key]
            if not ended.cancelled():
                ended.exception()  # who waits hears of it; where nobody does, nobody has to

        task.add_done_callback(done)
        return job

    async def _make(self, key: _Key, given_up: threading.Event) -> Path:
        source, part = key
        target = self._folder / f"{new_id()}.mp4"
        async with self._encoding if part.h264 else contextlib.nullcontext():
            try:
                made = await self._workers.run(self._write, source, target, part, given_up)
            except OSError as error:
                await self._workers.run(target.unlink, missing_ok=True)
                _log.warning("a clip could not be cut", path=source.name, reason=error.strerror)
                raise Unavailable(
                    "The part cannot be written: the disk is full or does not work.",
                    slug="disk-full",
                    retry_after_seconds=60,
                ) from error
        if not made:
            raise NotFound("This clip cannot be read.", slug="clip-unreadable")
        if given_up.is_set():  # its clip was deleted meanwhile
            await self._workers.run(target.unlink, missing_ok=True)
            raise NotFound("This clip was deleted.", slug="clip-unreadable")
        self._kept[key] = (target, made)
        await self._forget_the_oldest()
        return target

    def _write(self, source: Path, target: Path, part: ClipPart, given_up: threading.Event) -> int:
        """Its size; 0 when there is nothing."""
        if given_up.is_set():
            return 0
        target.parent.mkdir(parents=True, exist_ok=True)
        if not self._cut(source, target, part, given_up.is_set):
            target.unlink(missing_ok=True)
            return 0
        return target.stat().st_size

    async def _forget_the_oldest(self) -> None:
        while len(self._kept) > _RECENT and (
            len(self._kept) > self._limits.most_files
            or sum(size for _, size in self._kept.values()) > self._limits.most_bytes
        ):
            path, _ = self._kept.pop(next(iter(self._kept)))
            await self._workers.run(path.unlink, missing_ok=True)
