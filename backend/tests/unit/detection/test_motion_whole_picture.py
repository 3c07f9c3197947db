"""What befalls the picture as a whole: told by its kind, opening nothing, and a person after it is found."""

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.motion.detect import MotionDetector
from tests.unit.detection.test_motion_nuisances import COLUMNS, FRAME, ROWS, ground


def scene(number: int, person_at: int | None = None) -> Image:
    picture = ground() + np.random.default_rng(number).normal(0, 1.5, (ROWS, COLUMNS))
    if person_at is not None:
        picture[60:67, person_at : person_at + 3] = 25
    levels: Image = np.clip(picture, 0, 255).astype(np.uint8)
    return levels


def infrared(picture: Image) -> Image:
    """Other things are bright than by day."""
    rows, columns = np.mgrid[0:ROWS, 0:COLUMNS]
    spot = np.exp(-(((columns - 72) / 50) ** 2 + ((rows - 54) / 40) ** 2))
    levels: Image = np.clip((255 - picture.astype(np.float32)) * 0.5 * (0.4 + spot) + 10, 0, 255).astype(np.uint8)
    return levels


def taught(frames: int = 30, elapsed_seconds: float = 0.2) -> MotionDetector:
    detector = MotionDetector()
    for number in range(frames):
        detector.see(scene(number), FRAME, elapsed_seconds)
    return detector


def sees_person(detector: MotionDetector, picture: Image, elapsed_seconds: float = 0.2) -> bool:
    return bool(detector.see(picture, FRAME, elapsed_seconds).regions)


@pytest.mark.covers("E5")
def test_switching_to_infrared_is_told_as_light_and_soon_over() -> None:
    detector = taught()
    motions = [detector.see(infrared(scene(40 + number)), FRAME) for number in range(30)]
    assert motions[0] == Motion((), global_change=True, kind="light")
    assert not any(motion.regions for motion in motions)
    assert not any(motion.kind for motion in motions[10:])


@pytest.mark.covers("E5")
def test_who_walks_in_right_after_infrared_came_on_is_found_within_a_second() -> None:
    detector = taught()
    found = [sees_person(detector, infrared(scene(40 + step, person_at=30 + step))) for step in range(6)]
    assert any(found)


@pytest.mark.covers("E5")
def test_who_walks_while_the_exposure_jumps_is_kept() -> None:
    detector = taught()
    for step in range(5):
        assert sees_person(detector, scene(40 + step, person_at=30 + step))
    brighter = [scene(50 + step, person_at=35 + step) * 1.3 for step in range(5)]
    motions = [detector.see(np.clip(each, 0, 255).astype(np.uint8), FRAME) for each in brighter]
    assert motions[0] == Motion((), global_change=True, kind="light")
    assert all(motion.regions for motion in motions[1:])


@pytest.mark.covers("E20")
@pytest.mark.parametrize("level", [0, 16, 128, 255])
def test_a_picture_of_one_colour_is_black_and_the_background_outlives_it(level: int) -> None:
    detector = taught()
    dead = [detector.see(np.full((ROWS, COLUMNS), level, np.uint8), FRAME).kind for _ in range(3)]
    assert dead == ["black"] * 3
    assert detector.see(scene(50), FRAME) == Motion((), global_change=False)
    assert sees_person(detector, scene(51, person_at=40))


@pytest.mark.covers("E20")
def test_a_frozen_picture_is_told_after_some_seconds_and_moves_nothing() -> None:
    detector = taught()
    stuck = scene(50, person_at=40)
    motions = [detector.see(stuck, FRAME) for _ in range(30)]
    assert motions[0].regions
    assert {motion.kind for motion in motions[17:]} == {"frozen"}
    assert not any(motion.regions for motion in motions[17:])
    assert sees_person(detector, scene(51, person_at=44))


@pytest.mark.covers("E20")
def test_a_picture_sent_twice_is_answered_twice_alike() -> None:
    detector = taught()
    picture = scene(50, person_at=40)
    assert detector.see(picture, FRAME, 0.03) == detector.see(picture, FRAME, 0.03)


@pytest.mark.covers("E5")
def test_a_shaking_camera_is_told_and_moves_nothing_but_who_walks() -> None:
    detector = taught()
    shaken = [detector.see(np.roll(scene(40 + n), (n % 3 - 1, n % 2 * 2), (0, 1)), FRAME) for n in range(40)]
    walking = np.roll(scene(90, person_at=60), (1, 2), (0, 1))
    assert "shake" in {motion.kind for motion in shaken}
    assert sum(bool(motion.regions) for motion in shaken) <= 4
    assert sees_person(detector, walking)


@pytest.mark.covers("E5")
def test_a_camera_that_was_turned_a_little_learns_its_new_view() -> None:
    detector = taught()
    motions = [detector.see(np.roll(scene(40 + n), 5, 1), FRAME) for n in range(60)]
    assert any(motion == Motion((), global_change=True, kind="shake") for motion in motions)
    assert not any(motion.kind or motion.regions for motion in motions[-15:])


@pytest.mark.covers("E5")
def test_what_came_and_stands_still_is_soon_no_motion() -> None:
    detector = taught()
    parked = [sees_person(detector, scene(40 + number, person_at=60)) for number in range(100)]
    assert all(parked[:5])
    assert not any(parked[60:])


@pytest.mark.covers("E20")
@pytest.mark.parametrize("rate", [1, 2, 15, 60])
def test_the_pace_of_the_pictures_changes_nothing(rate: int) -> None:
    detector = taught(round(max(6, 6 * rate)), 1 / rate)
    for number in range(rate):
        assert not detector.see(scene(1000 + number), FRAME, 1 / rate).regions
    found = [
        sees_person(detector, scene(2000 + number, person_at=30 + 6 * number // rate), 1 / rate)
        for number in range(2 * rate)
    ]
    assert any(found[: max(1, rate // 2)])
    assert sum(found) >= 0.8 * len(found)


@pytest.mark.covers("E20")
def test_at_one_picture_a_second_the_second_already_counts() -> None:
    detector = MotionDetector()
    detector.see(scene(1), FRAME, 1.0)
    detector.see(scene(2), FRAME, 1.0)
    assert sees_person(detector, scene(3, person_at=50), 1.0)


@pytest.mark.covers("E5")
@pytest.mark.parametrize("way", [1, -1], ids=["darker", "brighter"])
def test_an_overexposed_wall_is_not_motion_while_the_exposure_changes(way: int) -> None:
    """What is beyond white does not follow the gain; a white jersey is all that is seen of a wall twice as bright."""
    detector, regions = MotionDetector(), 0
    for number in range(45):
        exposure = 1 - 0.03 * min(max(number - 30, 0), 8)
        light = scene(number).astype(np.float32)
        light[40:60, 60:90] = 380.0
        levels = np.clip(light * (exposure if way > 0 else 1.76 - exposure), 16, 235).astype(np.uint8)
        motion = detector.see(levels, FRAME)
        regions += len(motion.regions) if number >= 30 else 0
    assert regions == 0
