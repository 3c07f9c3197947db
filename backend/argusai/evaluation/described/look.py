"""Looks at a scene as a camera would: what the tracks prove, and the pictures that a model is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from argusai.evaluation.described.scenes import Scene
from argusai.flow.watching import Analysis
from argusai.kit.errors import StartError
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.offline import NoRecorder
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.detection.objects.errors import DetectorBroken
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.ports import ObjectDetector
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.contract import EventFacts, EventReport
from argusai.pipeline.events.assembly.opencv import jpeg
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from argusai.pipeline.events.description.providers.contract import AskedPicture
from argusai.pipeline.events.description.providers.opencv_frames import LONG_SIDE

CAMERA_NAME = "Courtyard"
_START = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a clip has no wall time: its seconds count from here
_CAMERA = UUID(int=0)
_NEAR_SECONDS = 0.06


@dataclass(frozen=True, slots=True)
class Looked:
    """`facts` None: the detector found nobody."""

    scene: Scene
    facts: EventFacts | None
    pictures: tuple[AskedPicture, ...]


class _Look:
    def __init__(self, scene: Scene, detector: ObjectDetector | Eyes) -> None:
        self.scene = scene
        self._reports: dict[UUID, EventReport] = {}
        self._pictures: dict[float, AskedPicture] = {}
        camera = Camera(_CAMERA, CAMERA_NAME, Source("file", ""))
        self._analysis = Analysis(camera, detector)
        self._stage = EventStage(camera, Assembler(_CAMERA, AssemblySettings()), Album(None), NoRecorder(), self._told)

    def see(self, frame: Frame) -> None:
        at = frame.media_seconds
        if not self.scene.start <= at <= self.scene.end:
            return
        self._stage.see(frame, self._analysis.see(frame).points)
        for second in self.scene.frames:
            if second not in self._pictures and at >= second - _NEAR_SECONDS:
                made = jpeg(frame.picture.bgr(), LONG_SIDE)
                self._pictures[second] = AskedPicture(made.content, frame.at, made.width, made.height)

    def end(self) -> Looked:
        """With the event in which the most was seen."""
        self._stage.close()
        facts = max((each.facts for each in self._reports.values()), key=lambda each: len(each.tracks), default=None)
        return Looked(self.scene, facts, tuple(self._pictures[second] for second in sorted(self._pictures)))

    def _told(self, report: EventReport) -> None:
        self._reports[report.facts.event_id] = report


def look(clip: Path, scenes: tuple[Scene, ...], detector: ObjectDetector | Eyes) -> Iterator[Looked]:
    """Each scene by itself, as they end. Raises StartError when the clip cannot be read, or ends before a scene."""
    open_ = [_Look(scene, detector) for scene in sorted(scenes, key=lambda each: each.end)]
    try:
        for frame in _frames(clip):
            for each in open_:
                each.see(frame)
            while open_ and frame.media_seconds > open_[0].scene.end:
                yield open_.pop(0).end()
            if not open_:
                return
    except (StreamError, DetectorBroken) as error:
        raise StartError(f"{clip}: {getattr(error, 'sentence', error)}") from error
    raise StartError(f"{clip} ends before the scene “{open_[0].scene.name}”: it is not the prepared clip.")


def _frames(clip: Path) -> Iterator[Frame]:
    with PyavSource(Source("file", str(clip.absolute()))) as source:
        number = 0
        for unit in source.units():
            for decoded in source.decode(unit):
                number += 1
                at = _START + timedelta(seconds=decoded.seconds)
                yield Frame(_CAMERA, number, decoded.seconds, at, decoded.picture)
