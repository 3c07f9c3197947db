"""The media folder as the main process sees it: looks, removes, and never writes a picture."""

import contextlib
import shutil
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

from argusai.kit.log import get_log
from argusai.kit.workers import Workers

Params = ParamSpec("Params")
Result = TypeVar("Result")
OnRemoved = Callable[[Sequence[Path]], Awaitable[None]]
_log = get_log("events.history")


class MediaFolder:
    """All file work runs in `workers`, never in the event loop."""

    def __init__(self, root: Path, workers: Workers) -> None:
        self.root = root
        self._workers = workers
        self._on_removed: list[OnRemoved] = []

    def on_removed(self, tell: OnRemoved) -> None:
        """From now on `tell` hears which files went, after they did: what was made from them has to go too."""
        self._on_removed.append(tell)

    async def run(self, work: Callable[Params, Result], *args: Params.args, **kwargs: Params.kwargs) -> Result:
        return await self._workers.run(work, *args, **kwargs)

    async def remove(self, paths: Iterable[str]) -> None:
        """Remove files whose rows are gone, and the folders of events that are empty then. What cannot be removed now
        is logged, and swept by the next start-up check."""
        gone = tuple(paths)
        await self.run(self._remove, gone)
        for tell in self._on_removed:
            await tell([self.place(path) for path in gone])

    async def missing(self, paths: Iterable[str]) -> list[str]:
        """Those of `paths` that are no file."""
        wanted = tuple(paths)
        return await self.run(lambda: [path for path in wanted if not self.place(path).is_file()])

    async def free_bytes(self) -> int:
        return await self.run(lambda: shutil.disk_usage(self.root).free)

    def place(self, path: str) -> Path:
        """`path` is relative and was made by us. Raises ValueError should it ever lead out of the folder."""
        place = self.root / path
        if ".." in place.parts or not place.is_relative_to(self.root):
            raise ValueError("a media path leads out of the media folder")
        return place

    def _remove(self, paths: tuple[str, ...]) -> None:
        for path in paths:
            place = self.place(path)
            try:
                place.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("a file could not be removed", path=path, reason=error.strerror)
        for folder in {self.place(path).parent for path in paths}:
            with contextlib.suppress(OSError):  # not empty, or gone already
                folder.rmdir()
