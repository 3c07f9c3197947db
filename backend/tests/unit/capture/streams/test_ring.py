"""What the ring keeps, and what a reader gets from it."""

import pytest

from argusai.pipeline.capture.streams.ring import Ring
from tests.support.packets import at, make_packet, stream

pytestmark = pytest.mark.covers("F7", "F10")


def a_ring(seconds: float = 3, most_bytes: int = 1 << 20) -> Ring:
    return Ring(seconds, most_bytes)


def test_it_keeps_its_seconds_rounded_up_to_whole_groups() -> None:
    ring = a_ring(seconds=3)
    for packet in stream(10):
        ring.add(packet)
    _, items = ring.read_from(0)
    assert items[0].packet.starts_group
    assert items[0].packet.at == at(6)  # 9.9 - 3 = 6.9 lies in the group that began at 6
    assert items[-1].packet.at == at(9.9)


def test_nothing_before_the_first_keyframe_is_kept() -> None:
    ring = a_ring()
    ring.add(make_packet(0))
    ring.add(make_packet(0.1, kind="sound"))
    assert ring.read_from(0) == (0, [])
    ring.add(make_packet(0.2, key=True))
    assert [item.packet.at for item in ring.read_from(0)[1]] == [at(0.2)]


def test_bytes_are_bounded_by_dropping_whole_groups() -> None:
    ring = a_ring(seconds=300, most_bytes=2500)
    for packet in stream(10):
        ring.add(packet)
    assert ring.bytes <= 2500
    assert ring.read_from(0)[1][0].packet.starts_group


def test_an_endless_group_cannot_fill_the_memory() -> None:
    ring = a_ring(seconds=300, most_bytes=2500)
    ring.add(make_packet(0, key=True))
    for number in range(1, 1000):
        ring.add(make_packet(number / 10))
        assert ring.bytes <= 2500
    ring.add(make_packet(101, key=True))
    assert [item.packet.at for item in ring.read_from(0)[1]] == [at(101)]


@pytest.mark.covers("C20")
def test_a_clock_that_is_set_back_leaves_the_last_group_and_clips_begin_there() -> None:
    ring = a_ring(seconds=3)
    for packet in stream(10):
        ring.add(packet)
    for packet in stream(5.5):  # from ten seconds earlier on
        ring.add(packet)
        assert ring.span_seconds <= 4
        start = ring.read_from(ring.start_at(packet.at))[1][0].packet
        assert start.starts_group
    assert ring.read_from(ring.start_at(at(4.2)))[1][0].packet.at == at(4)
    ring = a_ring(seconds=3)
    for packet in stream(10):
        ring.add(packet)
    ring.add(make_packet(1.0))
    assert ring.read_from(ring.start_at(at(0)))[1][0].packet.at == at(9)
    assert ring.generation == 0  # who watches goes on


@pytest.mark.parametrize(("wanted", "given"), [(7.5, 7), (7, 7), (6.99, 6), (0, 6), (20, 9)])
def test_a_clip_starts_at_the_keyframe_at_or_before(wanted: float, given: float) -> None:
    ring = a_ring(seconds=3)
    for packet in stream(10):
        ring.add(packet)
    _, items = ring.read_from(ring.start_at(at(wanted)))
    assert items[0].packet.at == at(given)


def test_reading_goes_on_where_it_stopped() -> None:
    ring = a_ring()
    packets = stream(2)
    for packet in packets[:15]:
        ring.add(packet)
    first = ring.read_from(0)[1]
    for packet in packets[15:]:
        ring.add(packet)
    second = ring.read_from(first[-1].number + 1)[1]
    assert [item.packet for item in first + second] == packets


def test_a_reader_that_is_too_slow_goes_on_with_a_group() -> None:
    ring = a_ring(seconds=2)
    for packet in stream(10):
        ring.add(packet)
    items = ring.read_from(5)[1]
    assert items[0].number > 5
    assert items[0].packet.starts_group


def test_a_new_connection_starts_from_nothing() -> None:
    ring = a_ring()
    for packet in stream(2):
        ring.add(packet)
    ring.begin()
    assert ring.read_from(0) == (1, [])
    assert ring.bytes == 0
    assert ring.start_at(at(0)) == 20


def test_the_newest_group_is_found() -> None:
    ring = a_ring()
    assert ring.last_start() == 0
    for packet in stream(2.5):
        ring.add(packet)
    assert ring.read_from(ring.last_start())[1][0].packet.at == at(2)
