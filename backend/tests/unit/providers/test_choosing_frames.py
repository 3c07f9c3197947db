"""Which frames are shown, and how they are made ready (D5)."""

from datetime import timedelta
from itertools import pairwise

import cv2
import numpy as np
import pytest

from argusai.pipeline.events.assembly.contract import LabelledBox, RelativeBox
from argusai.pipeline.events.description.providers.contract import Way
from argusai.pipeline.events.description.providers.frames import Candidate, choose
from argusai.pipeline.events.description.providers.opencv_frames import Stored, measured, ready
from tests.support.events import T0

pytestmark = pytest.mark.covers("D5")
WAYS: tuple[Way, ...] = ("uniform", "adaptive", "hybrid")


def a_candidate(second: float, **changed: object) -> Candidate:
    usual = {"motion": 0.1, "sharpness": 0.5, "contrast": 0.2, "subject": 0.5, "looks": (second / 100,)}
    return Candidate(T0 + timedelta(seconds=second), **(usual | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("most", [-3, 1, 2, 5, 20, 99])
def test_the_trigger_frame_is_always_there(way: Way, most: int) -> None:
    frames = [a_candidate(second) for second in range(40)]
    frames[7] = a_candidate(7, trigger=True, sharpness=0.0, contrast=0.0)
    chosen = choose(frames, most, way)
    assert 7 in chosen
    assert len(chosen) == min(max(most, 1), 20)
    assert list(chosen) == sorted(set(chosen))


@pytest.mark.parametrize("way", WAYS)
def test_blurred_and_empty_ones_are_left_out(way: Way) -> None:
    frames = [a_candidate(second) for second in range(10)]
    frames[3] = a_candidate(3, sharpness=0.05, motion=1.0)
    frames[4] = a_candidate(4, contrast=0.0, motion=1.0)
    assert not {3, 4} & set(choose(frames, 8, way))


@pytest.mark.parametrize("way", WAYS)
def test_where_there_are_no_others_they_are_taken(way: Way) -> None:
    frames = [a_candidate(second, contrast=0.0) for second in range(3)]
    assert len(choose(frames, 2, way)) == 2
    assert choose([], 3, way) == ()


def test_uniform_is_even() -> None:
    chosen = choose([a_candidate(second, trigger=second == 0) for second in range(101)], 5, "uniform")
    gaps = [after - before for before, after in pairwise(chosen)]
    assert chosen[0] == 0
    assert max(gaps) <= 30


def test_adaptive_takes_what_moves_and_looks_different() -> None:
    frames = [a_candidate(second, looks=(0.1,), trigger=second == 0) for second in range(20)]
    frames[13] = a_candidate(13, looks=(0.9,), motion=0.9)
    frames[14] = a_candidate(14, looks=(0.9,), motion=0.9)
    chosen = choose(frames, 3, "adaptive")
    assert len({13, 14} & set(chosen)) >= 1
    assert choose(frames, 2, "adaptive") in {(0, 13), (0, 14)}


def test_hybrid_is_both() -> None:
    frames = [a_candidate(second, looks=(0.1,), trigger=second == 0) for second in range(60)]
    frames[58] = a_candidate(58, looks=(0.9,), motion=0.9)
    chosen = choose(frames, 4, "hybrid")
    assert 58 in chosen
    assert any(10 < place < 50 for place in chosen)


def a_picture(width: int = 320, height: int = 180, *, blur: bool = False, level: int | None = None) -> bytes:
    noise = np.random.default_rng(1).integers(0, 255, (height, width, 3), np.uint8)
    noise[:, : width // 2] //= 4
    image = np.full_like(noise, level) if level is not None else noise
    _, content = cv2.imencode(".jpg", cv2.GaussianBlur(image, (0, 0), 8) if blur else image)
    return content.tobytes()


def test_pictures_are_measured() -> None:
    stored = [
        Stored(content, T0 + timedelta(seconds=number))
        for number, content in enumerate([a_picture(), a_picture(), a_picture(blur=True), a_picture(level=90), b"no"])
    ]
    sharp, same, blurred, grey, none = measured(stored)
    assert sharp is not None
    assert same is not None
    assert blurred is not None
    assert grey is not None
    assert none is None
    assert same.motion == 0.0
    assert grey.motion > 0.2
    assert blurred.sharpness < sharp.sharpness
    assert grey.contrast < 0.02 < sharp.contrast


def test_long_pictures_are_made_shorter_and_short_ones_left_alone() -> None:
    small = a_picture()
    large = ready(Stored(a_picture(2560, 1440), T0))
    same = ready(Stored(small, T0))
    assert large is not None
    assert same is not None
    assert (large.width, large.height) == (1280, 720)
    assert same.jpeg is small
    assert ready(Stored(b"no picture", T0)) is None


def test_the_subject_alone_is_cut_out() -> None:
    box = LabelledBox("person", 0.9, RelativeBox(0.7, 0.4, 0.8, 0.9))
    shown = ready(Stored(a_picture(1000, 500), T0, (box,)), subject_only=True)
    assert shown is not None
    assert (shown.width, shown.height) == (250, 375)
    whole = ready(Stored(a_picture(1000, 500), T0), subject_only=True)
    assert whole is not None
    assert whole.width == 1000
