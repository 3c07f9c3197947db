"""How long a camera may take for one picture."""

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.pipeline.capture.streams.web.patience import Patience

pytestmark = pytest.mark.covers("C20")


def test_a_piece_has_its_time_and_the_whole_has_more_but_an_end() -> None:
    clock = SimulatedClock()
    patience = Patience(5, clock.monotonic)
    assert patience.left() == 5
    clock.advance(28)
    assert patience.left() == 2
    clock.advance(2)
    with pytest.raises(TimeoutError):
        patience.left()


def test_what_is_asked_for_next_has_its_own() -> None:
    clock = SimulatedClock()
    patience = Patience(5, clock.monotonic)
    clock.advance(40)
    patience.begin()
    assert patience.left() == 5
