"""Puts the pictures of events on disk, each file written once and durably."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from uuid import UUID

from argusai.kit.files import write_durably
from argusai.kit.log import get_log
from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox, MediaFile, MediaKind, event_folder
from argusai.pipeline.events.assembly.opencv import Jpeg

_log = get_log("events.assembly")


class Album:
    """For one camera, in one thread. A disk that takes no more costs the pictures, never the event."""

    def __init__(self, media_folder: Path | None) -> None:
        """`media_folder` None: nothing is kept (the analysis of a file)."""
        self._media_folder = media_folder
        self._event_id: UUID | None = None
        self._written: Counter[MediaKind] = Counter()
        self._failing = False

    @property
    def keeps(self) -> bool:
        return self._media_folder is not None

    def put(
        self, facts: EventFacts, kind: MediaKind, taken_at: datetime, jpeg: Jpeg, boxes: tuple[LabelledBox, ...] = ()
    ) -> MediaFile | None:
        """Write a picture under a new name. None when the disk refused it: logged once going and once returning."""
        if self._media_folder is None:
            return None
        path = f"{event_folder(facts.event_id, facts.started_at)}/{self._name(facts.event_id, kind)}"
        try:
            write_durably(self._media_folder / path, jpeg.content)
        except OSError as error:
            if not self._failing:
                _log.warning("pictures cannot be written", camera_id=str(facts.camera_id), reason=error.strerror)
            self._failing = True
            return None
        if self._failing:
            _log.info("pictures can be written again", camera_id=str(facts.camera_id))
        self._failing = False
        return MediaFile(
            kind=kind,
            path=path,
            content_type="image/jpeg",
            bytes=len(jpeg.content),
            width=jpeg.width,
            height=jpeg.height,
            taken_at=taken_at,
            boxes=boxes,
        )

    def _name(self, event_id: UUID, kind: MediaKind) -> str:
        if event_id != self._event_id:
            self._event_id = event_id
            self._written.clear()
        self._written[kind] += 1
        number = self._written[kind]
        return f"{kind}.jpg" if number == 1 else f"{kind}-{number}.jpg"
