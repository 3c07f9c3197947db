"""While nothing stirs, most pictures are not compared; and nothing that a comparison would find is left out by it."""

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.motion.detect import MotionDetector
from tests.unit.detection.test_motion_nuisances import COLUMNS, FRAME, ROWS, ground

pytestmark = pytest.mark.covers("C11")
GAP = 0.2
TAUGHT = 60


def scene(number: int, person_at: int | None = None, darker: float = 0.0) -> Image:
    picture = ground() + np.random.default_rng(number).normal(0, 1.5, (ROWS, COLUMNS)) - darker
    if person_at is not None:
        picture[60:67, person_at : person_at + 3] = 25
    levels: Image = np.clip(picture, 0, 255).astype(np.uint8)
    return levels


class Watched:
    """One detector, given pictures as a camera gives them. `compared`: the numbers of those that were seen."""

    def __init__(self) -> None:
        self.detector = MotionDetector()
        self.compared: list[int] = []
        self._number = 0

    def look(self, picture: Image) -> Motion:
        self._number += 1
        if self.detector.rests(picture, GAP):
            return Motion((), global_change=False)
        self.compared.append(self._number)
        return self.detector.see(picture, FRAME, GAP)


def taught() -> Watched:
    watched = Watched()
    for number in range(TAUGHT):
        watched.look(scene(number))
    return watched


def test_a_still_scene_is_compared_about_every_two_seconds() -> None:
    watched = taught()
    watched.compared.clear()
    motions = [watched.look(scene(100 + number)) for number in range(100)]
    assert not any(motion.regions for motion in motions)
    assert 10 <= len(watched.compared) <= 12


def test_at_the_beginning_each_picture_teaches() -> None:
    watched = Watched()
    for number in range(30):
        watched.look(scene(number))
    assert watched.compared == list(range(1, 31))


def test_who_comes_is_seen_in_the_same_pictures_as_if_all_were_compared() -> None:
    watched, always = taught(), MotionDetector()
    for number in range(TAUGHT):
        always.see(scene(number), FRAME, GAP)
    for step in range(40):
        picture = scene(200 + step, person_at=20 + 2 * (step - 12) if step > 12 else None)
        assert bool(watched.look(picture).regions) == bool(always.see(picture, FRAME, GAP).regions), step


def test_motion_has_each_picture_compared() -> None:
    watched = taught()
    watched.compared.clear()
    for step in range(10):
        watched.look(scene(300 + step, person_at=20 + 3 * step))
    assert len(watched.compared) == 10


def test_asking_about_a_picture_that_stirs_changes_nothing() -> None:
    one, other = taught(), taught()
    picture = scene(400, person_at=50)
    assert not any(one.detector.rests(picture, GAP) for _ in range(20))
    assert one.detector.see(picture, FRAME, GAP) == other.detector.see(picture, FRAME, GAP)


def test_dusk_is_followed_without_motion() -> None:
    watched = taught()
    motions = [watched.look(scene(500 + number, darker=number / 10)) for number in range(300)]
    assert not any(motion.regions or motion.kind for motion in motions)


def test_a_picture_that_stands_still_to_the_last_bit_is_told_as_frozen() -> None:
    watched = taught()
    motions = [watched.look(scene(600)) for _ in range(20)]
    assert [motion.kind for motion in motions[17:]] == ["frozen"] * 3


def test_another_size_is_compared() -> None:
    watched = taught()
    assert not watched.detector.rests(scene(700)[:, :-8], GAP)
