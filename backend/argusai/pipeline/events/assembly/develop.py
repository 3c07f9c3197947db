"""Turns chosen frames into files and colour words: each frame is converted once for all that is made of it."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from argusai.pipeline.capture.streams.contract import Frame, Image, Picture
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox, MediaFile, RelativeBox
from argusai.pipeline.events.assembly.opencv import colour, has_colour, jpeg, sharpness
from argusai.pipeline.events.assembly.pictures import Sighting, window

SNAPSHOT_LONG_SIDE = 1920
FRAME_LONG_SIDE = 1280
THUMBNAIL_LONG_SIDE = 640
THUMBNAIL_MOST_BYTES = 200_000
_SHARPNESS_ROWS = 360
_PEOPLE = frozenset({"person"})
_VEHICLES = frozenset({"car", "truck", "bus", "motorcycle", "bicycle", "train", "boat", "van"})
# Where clothes are within the box of a person (shares of it): head, feet and the background beside are left out.
_UPPER = RelativeBox(0.25, 0.18, 0.75, 0.45)
_LOWER = RelativeBox(0.3, 0.55, 0.7, 0.85)
_BODYWORK = RelativeBox(0.15, 0.25, 0.85, 0.75)
_SMALLEST_FOR_COLOUR = 24  # pixels of height, below which neighbouring colours run into each other


class Developer:
    """For one event."""

    def __init__(self, album: Album, still: Callable[[datetime], Picture | None]) -> None:
        """`still`: the picture of a moment out of what is kept of the main stream."""
        self._album = album
        self._still = still
        self._votes: dict[int, list[Counter[str]]] = defaultdict(lambda: [Counter(), Counter()])
        self.focus: tuple[float, float] | None = None

    def best(self, facts: EventFacts, sighting: Sighting) -> list[MediaFile]:
        """A new snapshot and thumbnail."""
        image = self._largest(sighting.frame).bgr()
        self._measure(image, sighting)
        self.focus = sighting.focus
        if not self._album.keeps:
            return []
        at = sighting.frame.at
        small = jpeg(_cut(image, window(sighting.subject)), THUMBNAIL_LONG_SIDE, THUMBNAIL_MOST_BYTES)
        files = [
            self._album.put(facts, "thumbnail", at, small),
            self._album.put(facts, "snapshot", at, jpeg(image, SNAPSHOT_LONG_SIDE), sighting.boxes),
        ]
        return [file for file in files if file is not None]

    def frame(self, facts: EventFacts, sighting: Sighting) -> list[MediaFile]:
        """A key frame."""
        image = self._largest(sighting.frame).bgr()
        self._measure(image, sighting)
        if not self._album.keeps:
            return []
        file = self._album.put(facts, "frame", sighting.frame.at, jpeg(image, FRAME_LONG_SIDE), sighting.boxes)
        return [file] if file is not None else []

    def finish(self, facts: EventFacts) -> EventFacts:
        """`facts` with what the pictures told: colours and the focus."""
        tracks = tuple(replace(track, colours=self._colours(track.track_id)) for track in facts.tracks)
        return replace(facts, tracks=tracks, focus=self.focus or facts.focus)

    def _largest(self, frame: Frame) -> Picture:
        return (self._still(frame.at) if frame.small else None) or frame.picture

    def _measure(self, image: Image, sighting: Sighting) -> None:
        if not has_colour(image):
            return
        for number, one in zip(sighting.tracks, sighting.boxes, strict=True):
            if (one.box.bottom - one.box.top) * image.shape[0] < _SMALLEST_FOR_COLOUR:
                continue
            for place, part in enumerate(_parts(one.label)):
                word = colour(_cut(image, _within(one.box, part)))
                if word is not None:
                    self._votes[number][place][word] += 1

    def _colours(self, number: int) -> tuple[str, ...]:
        """The upper half's colour must be known, or the lower one's would be taken for it."""
        if number not in self._votes:
            return ()
        upper, lower = self._votes[number]
        words = [votes.most_common(1)[0][0] for votes in (upper, lower) if votes]
        return tuple(words) if upper else ()


def measure_sharpness(frame: Frame, box: RelativeBox) -> float:
    return sharpness(_cut(frame.picture.luma(_SHARPNESS_ROWS), box))


def boxes_of(found: list[tuple[int, str, float, RelativeBox]]) -> tuple[tuple[LabelledBox, ...], tuple[int, ...]]:
    """Boxes and their track numbers, side by side."""
    boxes = tuple(LabelledBox(label, round(min(1.0, max(0.0, score)), 4), box) for _, label, score, box in found)
    return boxes, tuple(number for number, *_ in found)


def _parts(label: str) -> tuple[RelativeBox, ...]:
    if label in _PEOPLE:
        return _UPPER, _LOWER
    return (_BODYWORK,) if label in _VEHICLES else ()


def _within(box: RelativeBox, part: RelativeBox) -> RelativeBox:
    width, height = box.right - box.left, box.bottom - box.top
    return RelativeBox(
        box.left + part.left * width,
        box.top + part.top * height,
        box.left + part.right * width,
        box.top + part.bottom * height,
    )


def _cut(image: Image, box: RelativeBox) -> Image:
    """At least one pixel of `image`."""
    height, width = image.shape[:2]
    left, top = min(width - 1, int(box.left * width)), min(height - 1, int(box.top * height))
    right, bottom = max(left + 1, round(box.right * width)), max(top + 1, round(box.bottom * height))
    return image[top:bottom, left:right]
