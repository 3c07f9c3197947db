"""Tracks and frames in, reports with pictures and a clip out."""

import errno
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pytest
from structlog.testing import capture_logs

from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Box, ClipFile, Frame, Image, Picture
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.contract import EventReport, MediaFile, clip_path
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from argusai.pipeline.events.assembly.wire import from_wire, to_wire
from tests.support.events import T0

pytestmark = pytest.mark.covers("F10")
CAMERA = Camera(UUID(int=7), "Driveway", Source("file", "/clip.mp4"))
GRASS, RED, BLUE = (90, 140, 90), (30, 30, 200), (200, 60, 30)


class Painted:
    """A picture of a lawn, with somebody in a red top and blue trousers on it."""

    def __init__(self, box: Box | None, width: int = 640, height: int = 360) -> None:
        self.width, self.height = width, height
        self.image: Image = np.full((height, width, 3), GRASS, np.uint8)
        if box is not None:
            left, top, right, bottom = (int(edge) for edge in (box.left, box.top, box.right, box.bottom))
            middle = (top + bottom) // 2
            self.image[top:middle, left:right] = RED
            self.image[middle:bottom, left:right] = BLUE

    def luma(self, height: int) -> Image:
        return self.image[:, :, 1]

    def bgr(self, box: Box | None = None) -> Image:
        return self.image


@dataclass
class ScriptedRecorder:
    """Implements `assembly.ports.Recorder`; `calls` in order."""

    calls: list[str] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None
    path: str = ""
    fails: bool = False

    def start(self, path: str, since: datetime) -> None:
        self.calls.append("start")
        self.path, self.since = path, since

    def extend(self, until: datetime) -> None:
        self.calls.append("extend")
        self.until = until

    def still(self, at: datetime) -> Picture | None:
        return None

    def finish(self) -> ClipFile | None:
        self.calls.append("finish")
        return None if self.fails else ClipFile(self.path, 1000, T0, 12.0, 640, 360)


class Scene:
    def __init__(self, root: Path | None, settings: AssemblySettings | None = None) -> None:
        self.recorder = ScriptedRecorder()
        self.reports: list[EventReport] = []
        assembler = Assembler(CAMERA.id, settings or AssemblySettings())
        self.stage = EventStage(CAMERA, assembler, Album(root), self.recorder, self.reports.append)

    def see(self, seconds: float, box: Box | None, number: int = 1) -> None:
        points = [TrackPoint(number, "person", 0.8, 0.8, box, True, True, True, T0)] if box is not None else []
        self.stage.see(Frame(CAMERA.id, 1, seconds, T0 + timedelta(seconds=seconds), Painted(box)), points)

    def walk(self, seconds: float = 10, rate: int = 5) -> None:
        for step in range(round(seconds * rate) + 1):
            left = 20 + step * 8 % 500
            self.see(step / rate, Box(left, 100, left + 60, 280))

    def media(self, kind: str | None = None) -> list[MediaFile]:
        return [file for report in self.reports for file in report.media if kind in (None, file.kind)]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_the_opening_report_has_a_thumbnail_and_every_report_travels(scene: Scene) -> None:
    scene.walk()
    scene.stage.close()
    assert [report.stage for report in scene.reports][:1] == ["opened"]
    assert scene.reports[-1].stage == "closed"
    assert "thumbnail" in {file.kind for file in scene.reports[0].media}
    for report in scene.reports:
        assert from_wire(to_wire(report)) == report


def test_every_file_in_a_report_is_on_disk_as_it_says(scene: Scene, tmp_path: Path) -> None:
    scene.walk()
    scene.stage.close()
    pictures = [file for file in scene.media() if file.kind != "clip"]
    assert len({file.path for file in pictures}) == len(pictures) > 3
    for file in pictures:
        content = (tmp_path / file.path).read_bytes()
        image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        assert image is not None
        assert (image.shape[1], image.shape[0], len(content)) == (file.width, file.height, file.bytes)
        assert file.path.startswith(f"2026/01/01/{scene.reports[0].facts.event_id}/")


def test_thumbnails_are_small_and_boxes_are_told(scene: Scene) -> None:
    scene.walk()
    thumbnails, frames = scene.media("thumbnail"), scene.media("frame")
    assert all(file.bytes <= 200_000 and max(file.width, file.height) <= 640 for file in thumbnails)
    assert frames[0].boxes[0].label == "person"


def test_at_most_eight_key_frames_well_spread(scene: Scene) -> None:
    scene.walk(290, rate=1)
    scene.stage.close()
    taken = [(file.taken_at - T0).total_seconds() for file in scene.media("frame")]
    assert taken == [0.0, 2.0, 4.0, 9.0, 20.0, 45.0, 100.0, 220.0]


def test_a_clearly_better_frame_replaces_snapshot_and_focus(scene: Scene) -> None:
    scene.see(0, Box(0, 100, 30, 200))
    scene.see(0.5, Box(200, 50, 320, 350))
    scene.see(1.5, Box(0, 100, 30, 200))
    scene.stage.close()
    snapshots = scene.media("snapshot")
    assert [file.path.rpartition("/")[2] for file in snapshots] == ["snapshot.jpg", "snapshot-2.jpg"]
    assert snapshots[-1].taken_at == T0 + timedelta(seconds=0.5)
    assert scene.reports[-1].facts.focus == pytest.approx((260 / 640, 200 / 360), abs=0.001)


def test_clothes_are_named_upper_half_first(scene: Scene) -> None:
    scene.walk(3)
    scene.stage.close()
    assert scene.reports[-1].facts.tracks[0].colours == ("red", "blue")


def test_the_clip_reaches_five_seconds_before_and_after(scene: Scene) -> None:
    scene.walk(10)
    scene.stage.idle(T0 + timedelta(seconds=18))
    facts = scene.reports[-1].facts
    assert scene.recorder.path == clip_path(facts.event_id, facts.started_at)
    assert scene.recorder.since == T0 - timedelta(seconds=5)
    assert scene.recorder.until == T0 + timedelta(seconds=15)
    assert scene.recorder.calls[-1] == "finish"
    assert [file.kind for file in scene.reports[-1].media if file.kind == "clip"] == ["clip"]


def test_without_a_clip_the_event_still_closes(scene: Scene) -> None:
    scene.recorder.fails = True
    scene.walk(2)
    scene.stage.close()
    assert scene.reports[-1].stage == "closed"
    assert scene.media("clip") == []


def test_a_continuation_has_its_own_clip_and_pictures(tmp_path: Path) -> None:
    scene = Scene(tmp_path, AssemblySettings(longest_seconds=5))
    scene.walk(6)
    scene.stage.close()
    assert [report.stage for report in scene.reports if report.stage != "grown"] == ["opened", "closed"] * 2
    assert [call for call in scene.recorder.calls if call != "extend"] == ["start", "finish"] * 2
    assert len({file.path.rpartition("/")[0] for file in scene.media()}) == 2


@pytest.mark.covers("F30")
def test_a_full_disk_costs_pictures_and_never_the_event(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with capture_logs() as lines:
        with monkeypatch.context() as patched:
            patched.setattr("argusai.kit.files.os.fsync", full)
            scene.walk(3)
        assert scene.reports[0].stage == "opened"
        assert scene.media() == []
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        for step in range(15, 120):
            scene.see(step / 5, Box(200, 50, 320, 350))
        scene.stage.close()
    assert scene.media("frame") != []
    told = [line["event"] for line in lines if "pictures" in line["event"]]
    assert told == ["pictures cannot be written", "pictures can be written again"]


def test_an_analysis_keeps_nothing_but_knows_colours() -> None:
    scene = Scene(None)
    scene.walk(3)
    scene.stage.close()
    assert scene.media() == []
    assert scene.recorder.calls == []
    assert scene.reports[-1].facts.tracks[0].colours == ("red", "blue")


def test_closing_twice_or_before_anything_is_harmless(scene: Scene) -> None:
    scene.stage.close()
    scene.stage.idle(T0)
    scene.walk(1)
    scene.stage.close()
    scene.stage.close()
    assert [report.stage for report in scene.reports].count("closed") == 1
