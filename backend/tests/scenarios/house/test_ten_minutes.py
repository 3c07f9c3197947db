"""Ten minutes of one camera, composed of real footage: asked for any of them, the program says what there was (E12)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from argusai.evaluation.compose import nuisances, scenes
from argusai.evaluation.compose.make import load_footage
from argusai.evaluation.compose.opencv_light import sensor
from argusai.evaluation.compose.opencv_paste import paste
from argusai.evaluation.compose.shot import Footage, Recipe, Shot
from argusai.flow.watching import Analysis
from argusai.kit.cache import cache_folder
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.pipeline.capture.cameras.contract import Camera, LabelFilter, Source, WatchRules, Zone
from argusai.pipeline.capture.streams.contract import Frame, Image
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.decisions.intake import Intake
from argusai.pipeline.events.decisions.service import DecisionsService
from argusai.pipeline.events.decisions.wanted import Asked
from argusai.pipeline.events.description.messages import messages
from tests.support.events import a_history
from tests.support.footage import ArrayPicture, detector

pytestmark = [pytest.mark.soak, pytest.mark.covers("E12")]
BEGIN = datetime(2026, 1, 1, 2, 10, tzinfo=UTC)
SECONDS, RATE = 16.0, 5
CORNER = ((0.0, 0.0), (0.05, 0.0), (0.05, 0.05))
EVERYWHERE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def person(**wanted: float) -> WatchRules:
    return WatchRules(filters=(replace(LabelFilter("person"), **wanted),))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Minute:
    """`told`: an event opens. `reasons`: one of these is the answer; empty: nobody would ask. The courtyard's parked
    vehicles may be named in any minute."""

    scene: Recipe
    rules: WatchRules = field(default_factory=WatchRules)
    told: bool = False
    reasons: frozenset[str] = frozenset()


MINUTES = (
    Minute(scenes.empty),
    Minute(scenes.single, told=True),
    Minute(scenes.single, person(least_height=0.9), reasons=frozenset({"small"})),
    Minute(scenes.single, WatchRules(masks=(EVERYWHERE,)), reasons=frozenset({"masked"})),
    Minute(
        scenes.single,
        WatchRules(zones=(Zone("corner", CORNER),), zones_required=True),
        reasons=frozenset({"outside-zones"}),
    ),
    Minute(scenes.single, person(least_score=0.99), reasons=frozenset({"low-score"})),
    Minute(scenes.single, person(dwell_seconds=60.0), reasons=frozenset({"filter"})),
    Minute(scenes.second, told=True),
    Minute(nuisances.infrared_switch, reasons=frozenset({"light"})),
    Minute(scenes.empty),
)


def pictures(footage: Footage, scene: Recipe) -> Iterator[Image]:
    shot = Shot("minute", "tune", SECONDS, np.random.default_rng(7))
    scene(footage, shot)
    empty = footage.empty.astype(np.float32)
    for number in range(round(SECONDS * RATE)):
        picture = empty.copy()
        paste(picture, empty, shot.actors, number / RATE)
        for effect in (*shot.effects, sensor(shot.chance)):
            picture = effect(picture, number / RATE)
        yield shot.view.take(picture)


class Watched:
    """One camera through all of detection; `opened`: when events did."""

    def __init__(self, camera_id: UUID, footage: Footage) -> None:
        self._camera_id = camera_id
        self._footage = footage
        self._analysis = Analysis(Camera(camera_id, "Yard", Source("file", "clip")), detector())
        self._assembler = Assembler(camera_id, AssemblySettings())
        self.opened: list[datetime] = []
        self.decisions: list[Decision] = []

    def see(self, minute: Minute, begin: datetime) -> None:
        self._analysis.obey(minute.rules)
        at = begin
        for picture in pictures(self._footage, minute.scene):
            self._look(picture, at)
            at += timedelta(seconds=1 / RATE)
        noise, still = sensor(np.random.default_rng(8)), self._footage.empty.astype(np.float32)
        while at < begin + timedelta(seconds=60):
            self._look(noise(still.copy(), 0.0).clip(0, 255).astype(np.uint8), at)
            at += timedelta(seconds=0.5)

    def close(self) -> None:
        self.decisions += self._analysis.finish()

    def _look(self, picture: Image, at: datetime) -> None:
        sight = self._analysis.see(Frame(self._camera_id, 1, 0.0, at, ArrayPicture(picture)))
        size = (picture.shape[1], picture.shape[0])
        self.opened += [
            at for change in self._assembler.see(at, size, sight.points) if change.stage == "opened"
        ]  # fmt: skip
        self.decisions += sight.decisions


@pytest.mark.timeout(900)
async def test_any_minute_can_be_explained(database: Database, tmp_path: Path, clock: SimulatedClock) -> None:
    footage = load_footage(cache_folder(os.environ))
    async with a_history(database, tmp_path / "media", clock) as history:
        camera_id = await history.add_camera()
    watched = Watched(camera_id, footage)
    for number, minute in enumerate(MINUTES):
        watched.see(minute, BEGIN + timedelta(minutes=number))
    watched.close()
    intake = Intake(database)
    for decision in watched.decisions:
        intake.take(decision)
    await intake.flush()

    async def language(session: Session) -> str:
        return "en"

    service = DecisionsService(database, language, messages, clock)
    wrong: dict[int, object] = {}
    for number, minute in enumerate(MINUTES):
        begin = BEGIN + timedelta(minutes=number)
        end = begin + timedelta(minutes=1)
        page = await service.page(camera_id, Asked(begin, end), 200, None)
        told = any(begin <= at < end for at in watched.opened)
        said = page.items
        print(number, "told" if told else "not told", [f"{one.reason}: {one.sentence}" for one in said])
        answered = {one.reason for one in said} & minute.reasons or not minute.reasons
        if told != minute.told or not answered:
            wrong[number] = (told, [one.sentence for one in said])
    assert wrong == {}
    first = {one.decision_id: one.picture for one in reversed(watched.decisions)}  # later ones leave it out
    assert all(0 < len(picture) <= 12_000 for picture in first.values())
