"""One camera watched, from frames to reports, with somebody who walks through its picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np

from argusai.flow.watching import Analysis, CameraWatch
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Box, ClipFile, Frame, Image, Picture
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from tests.support.footage import ArrayPicture

YARD = Camera(UUID(int=9), "Yard", Source("file", "/v/yard.mp4"))
RATE = 10
WIDTH, HEIGHT = 640, 360
GRASS = np.random.default_rng(1).integers(90, 150, (HEIGHT, WIDTH, 3)).astype(np.uint8)


@dataclass
class Seeing:
    """Finds whoever is in the picture."""

    box: Box | None = None

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        return [Detection("person", 0.9, self.box)] if self.box and areas else []


@dataclass
class Tape:
    """Implements `assembly.ports.Recorder`."""

    calls: list[str] = field(default_factory=list)

    def start(self, path: str, since: datetime) -> None:
        self.calls.append("start")

    def extend(self, until: datetime) -> None:
        self.calls.append("extend")

    def still(self, at: datetime) -> Picture | None:
        return None

    def finish(self) -> ClipFile | None:
        self.calls.append("finish")
        return None


class House:
    """One camera, watched; somebody walks through its picture whenever time goes on."""

    def __init__(self, folder: Path, begin: datetime, camera: Camera = YARD) -> None:
        self.folder = folder
        self.at = begin
        self.eyes, self.tape = Seeing(), Tape()
        self.reports: list[EventReport] = []
        self.decisions: list[Decision] = []
        self._left = 20.0
        self._camera = camera
        stage = EventStage(
            camera, Assembler(camera.id, AssemblySettings()), Album(folder), self.tape, self.reports.append
        )
        self.watch = CameraWatch(camera, Analysis(camera, self.eyes), stage, self.decisions.extend)

    def walk(self, until: datetime) -> None:
        """He keeps going to and fro, until just before that moment."""
        while self.at < until:
            picture = GRASS.copy()
            self._left = self._left + 6 if self._left < 560 else 20.0
            left = int(self._left)
            picture[120:300, left : left + 60] = (40, 40, 200)
            self._show(picture, Box(left, 120, left + 60, 300), 1 / RATE)

    def be_empty(self, until: datetime) -> None:
        """Nobody is there, until just before that moment; seen twice a second."""
        while self.at < until:
            self._show(GRASS, None, 0.5)

    def _show(self, picture: Image, person: Box | None, seconds: float) -> None:
        self.eyes.box = person
        frame = Frame(YARD.id, 1, 0.0, self.at, ArrayPicture(picture))
        if not self.watch.rests(frame):
            self.watch.see(frame)
        self.at += timedelta(seconds=seconds)

    def obey(self, **changes: object) -> None:
        self._camera = replace(self._camera, **changes)  # type: ignore[arg-type] # a camera's own fields
        self.watch.obey(self._camera)

    @property
    def stages(self) -> list[str]:
        return [report.stage for report in self.reports if report.stage != "grown"]

    def reasons(self) -> set[str]:
        self.watch.close()
        return {decision.reason for decision in self.decisions}

    def files(self) -> set[str]:
        return {path.name for path in self.folder.rglob("*") if path.is_file()}
