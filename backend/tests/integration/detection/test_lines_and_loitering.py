"""Somebody walks over a line, and somebody loiters: painted frames through motion, detection, tracking, rules, assembly
and the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pytest

from argusai.flow.watching import Analysis
from argusai.pipeline.capture.cameras.contract import Camera, Line, Source, WatchRules, Zone
from argusai.pipeline.capture.streams.contract import Box, Frame, Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.events.assembly.assemble import Assembler
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.description.describe import describe
from tests.support.footage import CAMERA, ArrayPicture
from tests.support.stage_play import SIZE, START, Actor, Scene

pytestmark = pytest.mark.covers("C5")

STILL = 40  # frames in which nobody is there
GATE = Line("Gate", ((0.5, 0.1), (0.5, 0.9)), left="house", right="street")
DOOR = Zone("Door", ((0.4, 0.3), (0.6, 0.3), (0.6, 0.7), (0.4, 0.7)), loiter_seconds=2.0)


@dataclass
class Play:
    """Actors before one camera under `rules`. The detector finds exactly them."""

    rules: WatchRules
    number: int = 0
    actors: Sequence[Actor] = ()
    told: list[EventFacts] = field(default_factory=list)
    stage: Scene = field(default_factory=Scene)

    def __post_init__(self) -> None:
        self.analysis = Analysis(Camera(CAMERA, "Yard", Source("file", "/v/a.mp4"), self.rules), self)
        self.assembler = Assembler(CAMERA, AssemblySettings(quiet_seconds=2.0))
        for _ in range(STILL):
            self.show()

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        return [Detection("person", 0.8, actor.box) for actor in self.actors] if areas else []

    def show(self, *actors: Actor) -> None:
        self.actors = actors
        self.number += 1
        at = START + timedelta(seconds=self.number / 10)
        noise = np.random.default_rng(self.number).integers(0, 3, (SIZE[1], SIZE[0], 1), np.uint8)
        picture = ArrayPicture(self.stage._painted(actors) + noise)
        sight = self.analysis.see(Frame(CAMERA, self.number, self.number / 10, at, picture))
        self.told += [change.facts for change in self.assembler.see(at, SIZE, sight.points)]

    def walk(self, *ways: tuple[float, float], seconds: float = 4.0) -> None:
        count = round(seconds * 10)
        for step in range(count):
            self.show(*(Actor(left + (to - left) * step / (count - 1)) for left, to in ways))

    def end(self) -> str:
        """The sentence of the last event."""
        self.told += [change.facts for change in self.assembler.close(START + timedelta(seconds=self.number / 10))]
        return describe(self.told[-1], "Yard", "en", None, provisional=False).text


def test_who_crosses_a_line_is_told_with_the_side_once() -> None:
    play = Play(WatchRules(lines=(GATE,)))
    play.walk((180, 560))
    sentence = play.end()
    assert sentence.startswith("A person crossed “Gate” towards “house” at “Yard”")
    [track] = play.told[-1].tracks
    assert [(each.line, each.towards) for each in track.crossings] == [("Gate", "left")]


def test_who_turns_before_a_required_line_is_not_told_and_who_crosses_it_is() -> None:
    play = Play(WatchRules(lines=(Line("Gate", GATE.points, "left_to_right", required=True),)))
    play.walk((180, 330))
    play.walk((330, 180))
    assert play.told == []
    play.walk((560, 180))
    assert "crossed “Gate”" in play.end()


def test_who_only_passes_a_zone_for_loitering_is_not_told_and_who_stays_is() -> None:
    rules = WatchRules(zones=(Zone("Door", DOOR.polygon, loiter_seconds=2.0, required=True),))
    passing = Play(rules)
    passing.walk((180, 640), seconds=4.0)
    assert passing.told == []
    staying = Play(rules)
    staying.walk((180, 340), seconds=2.0)
    for way in ((340, 380), (380, 340)) * 2:
        staying.walk(way, seconds=1.0)
    assert staying.end().startswith("A person stayed in “Door” for ")


def test_the_same_walk_without_rules_is_told_as_ever() -> None:
    play = Play(WatchRules())
    play.walk((180, 560))
    assert play.end().startswith("A person walked from the left to the right")
    assert play.told[-1].tracks[0].zones == ()
