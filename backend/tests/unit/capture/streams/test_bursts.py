"""A stream of which nobody needs the newest at once is read several packets at a time, and never falls behind."""

import pytest

from argusai.pipeline.capture.streams.bursts import PAUSE_SECONDS, Bursts

pytestmark = pytest.mark.covers("C11")
RATE = 15


class Reader:
    """Reads a camera of RATE pictures a second whose clock gains `drift` on ours. `read`: for each packet, when it was
    read and when it came."""

    def __init__(self, drift: float = 0.0) -> None:
        self.bursts = Bursts()
        self.now = 1000.0
        self.drift = drift
        self.read: list[tuple[float, float]] = []
        self.wakes = 0
        self.guesses: list[float] = []

    def go_on(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            media = len(self.read) / RATE
            came = 1000.0 + media * (1 - self.drift)
            if came > self.now:
                self.now, self.wakes = came, self.wakes + 1
            self.guesses.append(self.bursts.late(media, self.now))
            self.read.append((self.now, came))
            pause = self.bursts.pause(media, self.now)
            self.wakes += bool(pause)
            self.now += pause

    @property
    def latest(self) -> float:
        return max(read - came for read, came in self.read)


def test_it_wakes_a_third_as_often() -> None:
    reader = Reader()
    reader.go_on(2)
    reader.wakes = 0
    reader.go_on(15)
    assert reader.wakes <= 15 * RATE * 0.45


@pytest.mark.parametrize("drift", [0.0, 0.002, -0.002])
def test_nothing_waits_for_longer_than_a_pause_and_a_picture_even_if_clocks_differ(drift: float) -> None:
    reader = Reader(drift)
    reader.go_on(120)
    assert reader.latest <= PAUSE_SECONDS + 2 / RATE


def test_how_late_a_packet_was_read_is_known() -> None:
    reader = Reader()
    reader.go_on(15)
    off = [abs(guess - (read - came)) for guess, (read, came) in zip(reader.guesses, reader.read, strict=True)]
    assert max(off[5:]) < 0.001


def test_in_a_hurry_and_at_the_beginning_nothing_waits() -> None:
    bursts = Bursts()
    assert [bursts.pause(number / RATE, 5 + number / RATE) for number in range(5)] == [0.0] * 5
    late = Reader()
    late.go_on(10)
    late.bursts.hurry()
    media = len(late.read) / RATE
    assert (late.bursts.late(media, late.now), late.bursts.pause(media, late.now)) == (0.0, 0.0)
