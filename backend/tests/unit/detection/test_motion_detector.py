"""Motion on a small luma plane: sees a person, and neither noise nor light."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.motion.detect import MotionDetector

FRAME = (768, 576)
ROWS, COLUMNS = 115, 153  # what a picture of this size gives for about 108 rows


def scene(seed: int, brightness: float = 110.0) -> Image:
    """A courtyard's worth of texture that stays, and a camera's noise that does not."""
    texture = np.random.default_rng(1).uniform(-40, 40, (ROWS, COLUMNS))
    noise = np.random.default_rng(seed).normal(0, 2.5, (ROWS, COLUMNS))
    return np.clip(brightness + texture + noise, 0, 255).astype(np.uint8)


def with_person(picture: Image, left: int, top: int = 50, height: int = 8, width: int = 3) -> Image:
    """40 pixels tall in 576 rows is 8 rows here."""
    picture[top : top + height, left : left + width] = 15
    return picture


def taught(frames: int = 20) -> MotionDetector:
    detector = MotionDetector()
    for number in range(frames):
        detector.see(scene(number), FRAME)
    return detector


def overlap(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)


@pytest.mark.covers("F9")
def test_a_still_noisy_scene_has_no_motion() -> None:
    detector = taught()
    assert [detector.see(scene(100 + number), FRAME).regions for number in range(50)] == [()] * 50


@pytest.mark.covers("F9")
def test_a_person_of_40_pixels_is_seen_where_it_is() -> None:
    detector = taught()
    hits = 0
    for step in range(10):
        motion = detector.see(with_person(scene(200 + step), left=40 + 2 * step), FRAME)
        person = Box((40 + 2 * step) * FRAME[0] / COLUMNS, 250, (43 + 2 * step) * FRAME[0] / COLUMNS, 290)
        hits += any(overlap(region.box, person) > 0.9 * person.area for region in motion.regions)
        assert not motion.global_change
    assert hits == 10


@pytest.mark.covers("F9")
def test_the_first_frames_only_teach() -> None:
    detector = MotionDetector()
    motions = [detector.see(with_person(scene(number), left=20 + 5 * number), FRAME) for number in range(3)]
    assert motions == [Motion((), global_change=False)] * 3


@pytest.mark.covers("F9")
def test_light_that_is_switched_resets_the_background() -> None:
    detector = taught()
    answer = detector.see(scene(300, brightness=190), FRAME)
    after = [detector.see(scene(301 + number, brightness=190), FRAME) for number in range(20)]
    assert answer == Motion((), global_change=True, kind="light")
    assert after == [Motion((), global_change=False)] * 20


def test_clouds_are_followed_without_motion() -> None:
    detector = taught()
    motions = [detector.see(scene(400 + step, brightness=110 + step), FRAME) for step in range(60)]
    assert motions == [Motion((), global_change=False)] * 60


def test_a_person_is_seen_after_the_light_was_switched() -> None:
    detector = taught()
    for number in range(6):
        detector.see(scene(500 + number, brightness=190), FRAME)
    assert detector.see(with_person(scene(510, brightness=190), left=70), FRAME).regions


def test_a_picture_that_keeps_changing_as_a_whole_is_busy_not_lit() -> None:
    detector = MotionDetector()
    found = 0
    for number in range(40):
        noise = np.random.default_rng(number).integers(0, 255, (ROWS, COLUMNS), np.uint8)
        found += bool(detector.see(np.repeat(np.repeat(noise, 8, 0), 8, 1)[:ROWS, :COLUMNS], FRAME).regions)
    assert found > 5


def with_leaves(picture: Image, number: int) -> Image:
    """Their dark and bright sides change places."""
    leaves = np.random.default_rng(2 + number % 2).uniform(70, 150, (10, 10))
    picture[20:40, 100:120] = np.repeat(np.repeat(leaves, 2, 0), 2, 1)
    return picture


def test_leaves_that_flutter_for_long_are_no_news_but_a_person_among_them_is() -> None:
    detector = taught()
    leaves = [bool(detector.see(with_leaves(scene(number), number), FRAME).regions) for number in range(600)]
    person = [
        bool(detector.see(with_person(with_leaves(scene(number), number), 100 + number, top=25), FRAME).regions)
        for number in range(10)
    ]
    assert any(leaves[:10])
    assert not any(leaves[-100:])
    assert all(person)


@pytest.mark.covers("F9")
def test_another_size_starts_anew() -> None:
    detector = taught()
    answers = [detector.see(np.full((90, 160), 200, np.uint8), (1280, 720)) for _ in range(10)]
    assert answers == [Motion((), global_change=False)] * 10


@pytest.mark.parametrize("shape", [(1, 1), (1, 200), (200, 1), (2, 2)])
def test_tiny_pictures_do_no_harm(shape: tuple[int, int]) -> None:
    detector = MotionDetector()
    for level in (0, 255, 0, 255, 0, 255, 128, 0):
        motion = detector.see(np.full(shape, level, np.uint8), (shape[1], shape[0]))
    assert motion.regions == ()


@pytest.mark.covers("F9")
def test_black_frames_open_nothing_and_the_scene_is_learned_again() -> None:
    detector = taught()
    black = [detector.see(np.zeros((ROWS, COLUMNS), np.uint8), FRAME) for _ in range(5)]
    back = [detector.see(scene(600 + number), FRAME) for number in range(20)]
    assert [region for motion in black + back for region in motion.regions] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=5, max_size=12), st.integers(1, 40), st.integers(1, 40))
def test_regions_lie_inside_the_frame_whatever_comes(seeds: list[int], rows: int, columns: int) -> None:
    detector = MotionDetector()
    for seed in seeds:
        random = np.random.default_rng(seed)
        picture = np.full((rows, columns), random.integers(0, 255), np.uint8)
        picture[: rows // 3, : columns // 2] = random.integers(0, 255)
        for region in detector.see(picture, (1920, 1080), elapsed_seconds=float(random.uniform(0, 100))).regions:
            box = region.box
            assert 0 <= box.left < box.right <= 1920.001
            assert 0 <= box.top < box.bottom <= 1080.001
            assert 0 < region.share <= 1
