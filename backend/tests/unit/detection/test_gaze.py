"""One camera's looks: what is shown to the detectors in a frame, and what happens when they fail."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.budget import Budget
from argusai.pipeline.detection.objects.contract import Detection, Opinion
from argusai.pipeline.detection.objects.errors import DetectorBroken
from argusai.pipeline.detection.objects.eyes import Eyes, measured_rate
from argusai.pipeline.detection.objects.gaze import Gaze, Glance
from argusai.pipeline.detection.objects.looks import Wanted
from tests.support.footage import START, ArrayPicture

DOOR = UUID(int=1)
PICTURE = ArrayPicture(np.zeros((576, 768, 3), np.uint8))
Find = Callable[[Sequence[Box]], list[Detection]]


class Finding:
    """An ObjectDetector that finds what it is told to, and remembers where it looked."""

    def __init__(self, find: Find = lambda areas: []) -> None:
        self.find = find
        self.shown: list[list[Box]] = []

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        self.shown.append(list(areas))
        return self.find(areas)


def broken(areas: Sequence[Box]) -> list[Detection]:
    raise DetectorBroken("The detector answered with values that are no numbers.")


def moving(left: float, top: float, width: float, height: float) -> Wanted:
    return Wanted([MotionRegion(Box(left, top, left + width, top + height), 0.5)])


def watch(gaze: Gaze, wanted: Wanted, frames: int, step_seconds: float = 0.1) -> list[Glance]:
    return [gaze.see(PICTURE, wanted, START + timedelta(seconds=n * step_seconds)) for n in range(frames)]


def test_nothing_moves_and_nothing_is_shown() -> None:
    eyes = Finding()
    assert watch(Gaze(DOOR, Eyes(eyes)), Wanted([]), 10)[-1] == Glance([], [])
    assert eyes.shown == []


def test_a_bush_in_the_wind_is_looked_at_less_and_less_but_never_forgotten() -> None:
    eyes = Finding()
    watch(Gaze(DOOR, Eyes(eyes)), moving(300, 300, 40, 40), 100)
    assert 20 <= len(eyes.shown) <= 40  # of 100 frames in ten seconds


def test_whoever_comes_out_of_the_bush_is_looked_at_at_once() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes))
    watch(gaze, moving(300, 300, 40, 40), 50)
    before = len(eyes.shown)
    both = Wanted([*moving(300, 300, 40, 40).regions, *moving(420, 300, 20, 60).regions])
    gaze.see(PICTURE, both, START + timedelta(seconds=5))
    assert len(eyes.shown) == before + 1


def test_after_a_look_in_vain_more_is_shown_around() -> None:
    eyes = Finding()
    watch(Gaze(DOOR, Eyes(eyes)), moving(300, 300, 40, 40), 4)
    usual, wide, again, widest = (areas[0].width for areas in eyes.shown)
    assert usual == again < wide < widest


@pytest.mark.covers("E2", "E9")
def test_whoever_goes_on_unrecognised_is_shown_with_more_around_him_every_other_time() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes))
    for n in range(24):
        gaze.see(PICTURE, moving(600 - 8 * n, 300, 24, 56), START + timedelta(seconds=n * 0.1))
    widths = [areas[0].width for areas in eyes.shown]
    assert max(widths[::2]) < 300
    assert min(widths[1::2]) > 500
    assert max(widths[1::4]) < min(widths[3::4])


@pytest.mark.covers("E2")
def test_in_a_wide_change_small_tiles_take_turns() -> None:
    eyes = Finding()
    watch(Gaze(DOOR, Eyes(eyes)), moving(0, 0, 760, 570), 12)
    small = {(area.left, area.top) for areas in eyes.shown for area in areas if area.width < 400}
    assert len(small) >= 6
    assert max(map(len, eyes.shown)) <= 4


@pytest.mark.covers("E2")
def test_many_small_things_take_turns_and_the_rest_is_told() -> None:
    eyes = Finding()
    regions = [MotionRegion(Box(x, y, x + 14, y + 36), 0.5) for x in (20, 900, 1880) for y in (20, 500, 1030)]
    gaze, large = Gaze(DOOR, Eyes(eyes)), ArrayPicture(np.zeros((1080, 1920, 3), np.uint8))
    glances = [gaze.see(large, Wanted(regions), START + timedelta(seconds=n / 10)) for n in range(4)]
    assert all(len(areas) <= 4 for areas in eyes.shown)
    assert glances[0].unlooked
    for region in regions:
        x, y = region.box.foot[0], region.box.top + 18
        shown = (area for areas in eyes.shown for area in areas)
        assert any(area.left <= x <= area.right and area.top <= y <= area.bottom for area in shown)


@pytest.mark.covers("E11")
def test_without_time_nothing_is_looked_at_and_that_is_told() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes, budget=Budget(0.001)))
    last = watch(gaze, moving(300, 300, 40, 40), 3)[-1]
    assert last.detections == []
    assert last.unlooked
    assert eyes.shown == []


@pytest.mark.covers("E11")
def test_a_check_of_scenery_is_shed_before_new_motion() -> None:
    eyes = Finding()
    gaze = Gaze(DOOR, Eyes(eyes, budget=Budget(2), monotonic=lambda: 0.0))
    parked = Box(20, 20, 120, 90)
    wanted = Wanted(moving(500, 400, 20, 60).regions, due=[parked])
    glance = gaze.see(PICTURE, wanted, START)
    assert len(eyes.shown[0]) == 1
    assert [area.left for area in glance.unlooked] == [0.0]


@pytest.mark.covers("E3")
def test_the_second_detector_is_asked_about_what_the_first_does_not_know() -> None:
    car = Box(110, 105, 215, 175)
    said = Detection("vehicle", 0.8, car, (Opinion("ssd-mobilenet", "vehicle", 0.8),))
    second = Finding(lambda areas: [said])
    [glance] = watch(Gaze(DOOR, Eyes(Finding(), second)), moving(100, 100, 120, 80), 1)
    assert [(each.label, each.opinions) for each in glance.detections] == [("car", said.opinions)]


@pytest.mark.covers("E3")
def test_where_it_sees_nothing_it_is_not_asked_again_at_once() -> None:
    second = Finding()
    watch(Gaze(DOOR, Eyes(Finding(), second)), moving(100, 100, 120, 80), 100)
    assert 3 <= len(second.shown) <= 8  # in ten seconds


@pytest.mark.covers("E3")
def test_a_broken_second_detector_takes_nothing_from_the_first() -> None:
    person = Detection("person", 0.9, Box(110, 105, 215, 175))
    eyes = Eyes(Finding(lambda areas: [person]), Finding(broken))
    glances = watch(
        Gaze(DOOR, eyes), Wanted([*moving(100, 100, 120, 80).regions, *moving(500, 100, 120, 80).regions]), 9
    )
    assert all(person in glance.detections for glance in glances)


@pytest.mark.covers("E20")
def test_a_broken_detector_is_borne_rested_and_tried_again() -> None:
    now = [0.0]
    first = Finding(broken)
    eyes = Eyes(first, bear_faults=True, monotonic=lambda: now[0])
    gaze = Gaze(DOOR, eyes)
    assert not eyes.looks_of(DOOR).blind
    glances = watch(gaze, moving(300, 300, 40, 40), 20)
    assert eyes.looks_of(DOOR).blind.startswith("The object detector fails")
    assert all(glance.unlooked and not glance.detections for glance in glances)
    assert len(first.shown) == 3
    now[0] = 31.0
    first.find = lambda areas: [Detection("person", 0.9, Box(300, 300, 340, 340))]
    assert gaze.see(PICTURE, moving(300, 300, 40, 40), START + timedelta(seconds=31)).detections
    assert not eyes.looks_of(DOOR).blind


@pytest.mark.covers("E20")
def test_for_a_file_a_broken_detector_is_an_error() -> None:
    with pytest.raises(DetectorBroken):
        watch(Gaze(DOOR, Eyes(Finding(broken))), moving(300, 300, 40, 40), 1)


@pytest.mark.covers("E11")
def test_the_rate_is_measured_and_more_cores_give_more() -> None:
    one, four = (
        measured_rate(Finding(lambda areas: [Detection("car", sum(range(20_000)), areas[0])]), n) for n in (1, 4)
    )
    assert 1 <= one <= four <= 1000
