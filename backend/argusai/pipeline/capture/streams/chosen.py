"""Clips and stills of a camera of one or two streams: each of the best one that is there when it begins."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from argusai.pipeline.capture.streams.clip import ClipRecorder
from argusai.pipeline.capture.streams.contract import ClipFile, Picture


class Recorded(Protocol):
    @property
    def recorder(self) -> ClipRecorder: ...


class ChosenRecorder:
    """Implements ports.Recorder. `streams` tells which can be cut now, best first. Called from the analysis thread."""

    def __init__(self, streams: Callable[[], Sequence[Recorded]]) -> None:
        self._streams = streams
        self._at_work: ClipRecorder | None = None
        self._failed: dict[ClipRecorder, int] = {}

    @property
    def failed(self) -> int:
        """Clips that were cut short, of all streams."""
        return sum(self._failed.values())

    def start(self, path: str, since: datetime) -> None:
        self.finish()
        self._at_work = self._streams()[0].recorder
        self._at_work.start(path, since)

    def still(self, at: datetime) -> Picture | None:
        return self._streams()[0].recorder.still(at)

    def extend(self, until: datetime) -> None:
        if self._at_work is not None:
            self._at_work.extend(until)

    def finish(self) -> ClipFile | None:
        recorder, self._at_work = self._at_work, None
        if recorder is None:
            return None
        clip = recorder.finish()
        self._failed[recorder] = recorder.failed
        return clip
