"""The chain from frames to reports, with the hours and the choice of what is kept in it (C7, C8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from argusai.flow.watching import Analysis, CameraWatch
from argusai.pipeline.capture.cameras.contract import Camera, Hours, Keep, Source, WeeklyRange
from argusai.pipeline.capture.streams.contract import Box, ClipFile, Frame, Picture
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.assembly.stage import EventStage
from tests.support.footage import ArrayPicture

TEN = datetime(2026, 6, 1, 10, tzinfo=UTC)
ELEVEN = TEN + timedelta(hours=1)
MORNING = Hours((WeeklyRange(frozenset(range(7)), 600, 660),))
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
            self.eyes.box = Box(left, 120, left + 60, 300)
            self.watch.see(Frame(YARD.id, 1, 0.0, self.at, ArrayPicture(picture)))
            self.at += timedelta(seconds=1 / RATE)

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


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@pytest.mark.covers("C8")
def test_the_first_picture_of_the_hours_is_told_and_nothing_of_before(tmp_path: Path) -> None:
    house = House(tmp_path, TEN - seconds(4), replace(YARD, hours=MORNING))
    house.walk(TEN)
    assert house.reports == []
    house.walk(TEN + seconds(0.2))
    assert house.stages == ["opened"]
    assert TEN <= house.reports[0].facts.started_at <= TEN + seconds(0.1)


@pytest.mark.covers("C8")
def test_what_is_open_ends_in_order_with_the_hours(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN - seconds(4), replace(YARD, hours=MORNING))
    house.walk(ELEVEN)
    assert house.stages == ["opened"]
    house.walk(ELEVEN + seconds(0.1))
    assert house.stages == ["opened", "closed"]
    ended_at = house.reports[-1].facts.ended_at
    assert ended_at is not None
    assert ELEVEN - seconds(1) <= ended_at <= ELEVEN
    assert house.tape.calls[-1] == "finish"
    house.walk(ELEVEN + seconds(3))
    assert house.stages == ["opened", "closed"]
    assert "schedule" not in house.reasons()  # he was told of


@pytest.mark.covers("C8")
def test_who_comes_outside_the_hours_leaves_one_decision(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN, replace(YARD, hours=MORNING))
    house.walk(ELEVEN + seconds(4))
    assert house.reports == []
    assert "schedule" in house.reasons()
    (told,) = [each for each in house.decisions if each.reason == "schedule"]
    assert (told.label, bool(told.picture)) == ("person", True)


@pytest.mark.covers("C8")
def test_a_pause_ends_what_is_open_at_once_and_going_on_tells_at_once(tmp_path: Path) -> None:
    house = House(tmp_path, TEN)
    house.walk(TEN + seconds(3))
    house.obey(hours=Hours(paused=True, paused_until=TEN + seconds(6)))
    house.walk(TEN + seconds(3.1))
    assert house.stages == ["opened", "closed"]
    house.walk(TEN + seconds(6))
    assert house.stages == ["opened", "closed"]
    house.walk(TEN + seconds(6.2))
    assert house.stages == ["opened", "closed", "opened"]
    assert house.reports[-1].facts.started_at >= TEN + seconds(6)


@pytest.mark.covers("C8")
def test_the_hours_end_without_a_picture_too(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN - seconds(3), replace(YARD, hours=MORNING))
    house.walk(ELEVEN)
    house.watch.idle(ELEVEN + seconds(0.5))
    assert house.stages == ["opened", "closed"]


@pytest.mark.covers("C7")
@pytest.mark.parametrize(
    ("keep", "kinds", "records"), [("words", set(), False), ("snapshot", {"thumbnail", "snapshot", "frame"}, False)]
)
def test_only_what_is_wanted_is_kept(tmp_path: Path, keep: Keep, kinds: set[str], records: bool) -> None:
    house = House(tmp_path, TEN, replace(YARD, keep=keep))
    house.walk(TEN + seconds(4))
    house.watch.close()
    assert house.stages == ["opened", "closed"]
    assert house.reports[-1].facts.tracks[0].colours  # the sentence loses nothing
    assert {file.kind for report in house.reports for file in report.media} == kinds
    assert {name.rstrip("-0123456789.jpg") for name in house.files()} == kinds
    assert bool(house.tape.calls) is records


@pytest.mark.covers("C7")
def test_a_change_holds_from_the_next_event_on(tmp_path: Path) -> None:
    house = House(tmp_path, TEN)
    house.walk(TEN + seconds(3))
    house.obey(keep="words")
    house.obey(hours=Hours(paused=True, paused_until=TEN + seconds(4)))
    house.walk(TEN + seconds(4))
    assert house.tape.calls[-1] == "finish"
    before, calls = house.files(), len(house.tape.calls)
    assert before
    house.walk(TEN + seconds(7))
    house.watch.close()
    assert house.stages == ["opened", "closed", "opened", "closed"]
    assert house.files() == before
    assert len(house.tape.calls) == calls


@pytest.mark.covers("C7")
def test_words_only_means_no_picture_of_what_was_not_told_either(tmp_path: Path) -> None:
    house = House(tmp_path, ELEVEN, replace(YARD, hours=MORNING, keep="words"))
    house.walk(ELEVEN + seconds(3))
    assert "schedule" in house.reasons()
    assert [decision for decision in house.decisions if decision.picture] == []
