"""One clip on disk: written as `….partial`, made durable and named when it is whole."""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from argusai.kit.files import make_folder_durably, sync_file, sync_folder
from argusai.pipeline.capture.streams.contract import ClipFile
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.clips import probe_clip
from argusai.pipeline.capture.streams.pyav.fragments import whole_length
from argusai.pipeline.capture.streams.pyav.muxer import Mp4Muxer, MuxError, clip_muxer
from argusai.pipeline.capture.streams.pyav.tracks import Tracks

PARTIAL = ".partial"


class ClipWriter:
    """Never raises: when writing fails, `failed` says why, and what was written before is kept if it plays."""

    def __init__(self, media_folder: Path, path: str, tracks: Tracks) -> None:
        self._folder = media_folder
        self._path = path
        self._tracks = tracks
        self._file: BinaryIO | None = None
        self._muxer: Mp4Muxer | None = None
        self._starts_at: datetime | None = None
        self.failed = ""

    @property
    def begun(self) -> bool:
        return self._starts_at is not None

    def write(self, packet: Packet) -> None:
        if self.failed:
            return
        try:
            if self._muxer is None or self._file is None:
                if not packet.starts_group:
                    return
                self._begin(packet)
            else:
                self._append(self._muxer.add(packet))
        except OSError as error:
            self._fail(error.strerror or "the file could not be written")
        except MuxError as error:
            self._fail(str(error))

    def close(self) -> ClipFile | None:
        """Durable under its name; None when there is nothing that plays."""
        if self._file is None or self._starts_at is None:
            self.failed = self.failed or "no picture came"
            return None
        if not self.failed and self._muxer is not None:
            try:
                self._append(self._muxer.end())
            except OSError as error:
                self._fail(error.strerror or "the file could not be written")
            except MuxError as error:
                self._fail(str(error))
        self._file.close()
        return adopt_partial(self._folder, self._path, self._starts_at)

    def discard(self) -> None:
        """Nothing of it stays. Never raises."""
        if self._muxer is not None:
            self._muxer.abort()
        if self._file is not None:
            target = self._folder / self._path
            with suppress(OSError):
                self._file.close()
                target.with_name(target.name + PARTIAL).unlink(missing_ok=True)

    def _begin(self, packet: Packet) -> None:
        target = self._folder / self._path
        make_folder_durably(target.parent)
        self._muxer = clip_muxer(self._tracks)
        # Unbuffered: a full disk shows at once, and what is written is out of this process.
        self._file = (target.parent / (target.name + PARTIAL)).open("wb", buffering=0)
        self._starts_at = packet.at
        self._append(self._muxer.begin())
        self._append(self._muxer.add(packet))

    def _append(self, content: bytes) -> None:
        assert self._file is not None  # noqa: S101 - a fault of ours
        begin, view = self._file.tell(), memoryview(content)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError:
            with suppress(OSError):
                self._file.truncate(begin)  # half a fragment serves nobody, and a full disk wants its room back
            raise

    def _fail(self, reason: str) -> None:
        self.failed = reason
        if self._muxer is not None:
            self._muxer.abort()


def adopt_partial(media_folder: Path, path: str, starts_at: datetime) -> ClipFile | None:
    """Give the unfinished clip of `path` (relative, without the suffix) its name, durably, if it plays; else remove it.
    Only whole fragments stay. For the end of a clip, and for what a killed process left. None when there is nothing to
    keep."""
    target = media_folder / path
    partial = target.with_name(target.name + PARTIAL)
    try:
        shorter = _cut_to_whole(partial)
        facts = probe_clip(partial)
        if facts is None:
            partial.unlink(missing_ok=True)
            return None
        if shorter:  # what was written last is gone, and `rescue` tells from this time when a clip began
            ended_at = (starts_at + timedelta(seconds=facts.seconds)).timestamp()
            os.utime(partial, (ended_at, ended_at))
        sync_file(partial)
        partial.rename(target)
        sync_folder(target.parent)
        size = os.stat(target).st_size  # noqa: PTH116 - one system call
    except OSError:
        return None
    return ClipFile(path, size, starts_at, facts.seconds, facts.width, facts.height)


def _cut_to_whole(partial: Path) -> bool:
    """Whether anything had to go."""
    with partial.open("r+b") as file:
        length = whole_length(file)
        if length == os.fstat(file.fileno()).st_size:
            return False
        file.truncate(length)
        return True
