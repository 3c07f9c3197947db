"""What assembly needs from outside."""

from datetime import datetime
from typing import Protocol

from argusai.pipeline.capture.streams.contract import ClipFile, Picture
from argusai.pipeline.events.assembly.contract import EventReport


class Recorder(Protocol):
    """Cuts one clip at a time out of a camera's packets; none of it raises for a full disk."""

    def start(self, path: str, since: datetime) -> None:
        """Begin a clip at `path` (relative to the media folder) at or before `since`, as far as the ring reaches."""

    def still(self, at: datetime) -> Picture | None:
        """The picture that came at `at`, as large as it is kept. None where there is none near it."""

    def extend(self, until: datetime) -> None:
        """The clip shall reach `until`."""

    def finish(self) -> ClipFile | None:
        """Close the clip, durably. None when nothing could be written."""


class Send(Protocol):
    """Takes a report onwards; may block, never drops."""

    def __call__(self, report: EventReport, /) -> None: ...
