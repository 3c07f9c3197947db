"""Reads a file as fast as the machine can, for `argusai analyze`: every picture, by the file's own time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.contract import ClipFile, Frame, Picture, StreamFacts
from argusai.pipeline.capture.streams.pyav.source import PyavSource


class FileReader:
    """Opens at once; iterate once. `seconds`: length of the file as far as its container knows, 0.0 when it does not.
    Raises StreamError, on opening and while iterating."""

    def __init__(self, source: Source, camera_id: UUID, began_at: datetime) -> None:
        """`began_at`: the wall time that the first picture gets; the others follow by media time."""
        self._source = PyavSource(replace(source, loop=False))
        self._camera_id = camera_id
        self._began_at = began_at
        self.facts: StreamFacts = self._source.facts
        self.seconds: float = self._source.seconds

    def __iter__(self) -> Iterator[Frame]:
        number = 0
        with self._source as source:
            for unit in source.units():
                for decoded in source.decode(unit):
                    number += 1
                    at = self._began_at + timedelta(seconds=decoded.seconds)
                    yield Frame(self._camera_id, number, decoded.seconds, at, decoded.picture)


class NoRecorder:
    """Implements ports.Recorder where nothing is kept, as of a file that is already there."""

    def start(self, path: str, since: datetime) -> None: ...

    def extend(self, until: datetime) -> None: ...

    def still(self, at: datetime) -> Picture | None:
        return None

    def finish(self) -> ClipFile | None:
        return None
