"""What stays and what flashes by, where things keep appearing out of nothing."""

import numpy as np
import pytest

from argusai.pipeline.detection.motion.opencv import Mask, blobs
from argusai.pipeline.detection.motion.weather import Weather

SHAPE = (108, 144)
FRAMES = 6  # of a tenth of a second: longer than what must stay


def spots(random: np.random.Generator) -> Mask:
    """Drops, elsewhere in each frame, in the upper half."""
    changed = np.zeros(SHAPE, np.bool_)
    for top, left in random.integers((0, 0), (45, 130), (8, 2)):
        changed[top : top + 3, left : left + 2] = True
    return changed


def still_shown(rows_a_frame: int) -> bool:
    """Whether a thing of 12 rows that goes so fast is looked at in the end."""
    random = np.random.default_rng(3)
    weather = Weather(SHAPE)
    for _ in range(40):
        weather.staying(blobs(spots(random)), 0.1)
    shown = False
    for number in range(FRAMES):
        changed = spots(random)
        top = 60 + rows_a_frame * number
        changed[top : top + 12, 70:74] = True
        found = blobs(changed)
        assert found is not None
        shown = bool(weather.staying(found, 0.1)[found.labels[top + 6, 72]])
    return shown


@pytest.mark.covers("E5")
def test_a_flake_that_falls_most_of_its_height_a_frame_is_not_looked_at() -> None:
    assert not still_shown(8)


@pytest.mark.covers("E5")
def test_a_person_who_walks_down_the_picture_is() -> None:
    assert still_shown(2)
