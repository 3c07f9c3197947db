"""Whether something moved from one keyframe to the next (C11)."""

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.capture.streams.gate.glimpse import LUMA_ROWS, Glimpses

pytestmark = pytest.mark.covers("C11")

COLUMNS = 512


def pictures(count: int, noise: float = 2.0) -> list[Image]:
    """An empty yard, once a second."""
    chance = np.random.default_rng(3)
    ground = chance.integers(60, 140, (LUMA_ROWS // 12, COLUMNS // 16)).repeat(12, 0).repeat(16, 1)
    return [np.clip(ground + chance.normal(0, noise, ground.shape), 0, 255).astype(np.uint8) for _ in range(count)]


def with_somebody(picture: Image, left: int, *, rows: int = 20, columns: int = 7, levels: int = 25) -> Image:
    """Somebody of `rows`, as dark as that against the ground."""
    changed = picture.astype(np.int16)
    changed[150 : 150 + rows, left : left + columns] -= levels
    return np.clip(changed, 0, 255).astype(np.uint8)


def learned(noise: float = 2.0, count: int = 20) -> Glimpses:
    glimpses = Glimpses()
    for picture in pictures(count, noise):
        glimpses.see(picture)
    return glimpses


@pytest.mark.parametrize("noise", [0.0, 2.0, 9.0])
def test_noise_is_no_motion_once_it_is_known(noise: float) -> None:
    glimpses = Glimpses()
    moved = [glimpses.see(picture) for picture in pictures(30, noise)]
    assert all(moved[:3]), "until then everything wakes"
    assert not any(moved[10:])


@pytest.mark.parametrize("noise", [0.0, 2.0, 9.0])
def test_somebody_small_is_motion_at_the_first_sight(noise: float) -> None:
    assert learned(noise).see(with_somebody(pictures(1, noise)[0], 200))


def test_somebody_goes_on_being_motion_while_walking() -> None:
    glimpses, empty = learned(), pictures(10)
    assert all(glimpses.see(with_somebody(picture, 100 + 12 * n)) for n, picture in enumerate(empty))


def test_what_stays_is_background_in_the_end() -> None:
    glimpses = learned()
    moved = [glimpses.see(with_somebody(picture, 200)) for picture in pictures(40)]
    assert moved[0]
    assert not any(moved[-10:])


def test_light_that_changes_everywhere_alike_is_no_motion() -> None:
    glimpses, empty = learned(), pictures(1)[0]
    assert not glimpses.see((empty + 20).astype(np.uint8))


def test_another_size_begins_anew_and_a_tiny_one_is_seen() -> None:
    glimpses = learned()
    assert glimpses.see(np.zeros((144, 256), np.uint8))
    assert Glimpses().see(np.zeros((1, 1), np.uint8))
    assert [learned().see(np.zeros(shape, np.uint8)) for shape in ((3, 400), (400, 3))] == [True, True]
