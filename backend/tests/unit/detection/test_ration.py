"""Looks where much moves that is nothing are rationed, and none of what was recognised is."""

from datetime import timedelta

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.gaze import Gaze
from argusai.pipeline.detection.objects.looks import Look, Need, Wanted
from argusai.pipeline.detection.objects.ration import Ration
from tests.support.footage import START
from tests.unit.detection.test_gaze import DOOR, PICTURE, Finding

pytestmark = pytest.mark.covers("E11")
SECONDS = 10
PERSON = Box(500, 300, 530, 380)


def look(left: float, need: Need, waited: float = 0.0) -> Look:
    return Look(Box(left, 0, left + 224, 224), need, waited)


def snow(number: int) -> list[MotionRegion]:
    """Twelve flakes, elsewhere in each frame."""
    random = np.random.default_rng(number)
    places = random.uniform((0, 0), (740, 540), (12, 2))
    return [MotionRegion(Box(x, y, x + 20, y + 30), 0.5) for x, y in places]


def test_in_a_calm_scene_all_looks_are_made() -> None:
    ration = Ration()
    ration.tell(1.0, 2.0)
    looks = [look(left, Need.NEW) for left in (0, 200, 400)]
    assert ration.divide(looks) == (looks, [])


def test_in_a_restless_scene_tracks_go_first_and_the_longest_waiting_next() -> None:
    ration = Ration()
    ration.tell(1.0, 20.0)
    new, again, waited, track = (
        look(0, Need.NEW),
        look(100, Need.AGAIN, 0.2),
        look(200, Need.AGAIN, 1.0),
        look(300, Need.TRACK),
    )
    assert ration.divide([new, again, waited, track]) == ([track, waited, again], [new])


def test_in_snow_a_few_looks_a_second_are_made_and_the_rest_is_put_off_not_shed() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes))
    glances = [
        gaze.see(PICTURE, Wanted(snow(number)), START + timedelta(seconds=number / 10))
        for number in range(SECONDS * 10)
    ]
    calm = 20  # frames until it is clear that it snows
    assert sum(map(len, eyes.shown[calm:])) <= 6 * (SECONDS - calm / 10)
    assert any(glance.put_off for glance in glances)
    assert not any(glance.unlooked for glance in glances[calm:])


def test_a_place_that_moves_in_snow_is_looked_at_within_two_seconds() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes))
    for number in range(80):
        regions = [*snow(number), MotionRegion(PERSON, 0.5)]
        gaze.see(PICTURE, Wanted(regions if number >= 60 else snow(number)), START + timedelta(seconds=number / 10))
        if number == 60:
            eyes.shown.clear()
    assert any(
        area.left <= 515 <= area.right and area.top <= 340 <= area.bottom for each in eyes.shown for area in each
    )


def test_who_is_expected_in_snow_is_looked_at_in_every_frame() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes))
    for number in range(40):
        gaze.see(PICTURE, Wanted(snow(number), expected=[PERSON]), START + timedelta(seconds=number / 10))
    inside = [
        any(area.left <= 500 and area.right >= 530 and area.bottom >= 380 for area in each) for each in eyes.shown
    ]
    assert len(inside) == 40
    assert all(inside[20:])  # from when it is clear that it snows
