import threading

import pytest

from argusai.kit.channel import Closed, DroppingChannel


@pytest.mark.covers("F7")
def test_a_full_channel_drops_the_oldest_and_counts_it() -> None:
    channel: DroppingChannel[int] = DroppingChannel(2)
    assert [channel.put(number) for number in (1, 2, 3)] == [True, True, False]
    assert channel.dropped == 1
    assert [channel.get(0), channel.get(0), channel.get(0)] == [2, 3, None]


@pytest.mark.covers("F7")
def test_a_closed_channel_is_drained_then_says_so() -> None:
    channel: DroppingChannel[str] = DroppingChannel(3)
    channel.put("last")
    channel.close()
    assert channel.put("late") is False
    assert channel.get(0) == "last"
    with pytest.raises(Closed):
        channel.get(0)


def test_a_waiting_reader_wakes_for_an_item() -> None:
    channel: DroppingChannel[str] = DroppingChannel(1)
    got: list[str | None] = []
    reader = threading.Thread(target=lambda: got.append(channel.get(5)))
    reader.start()
    channel.put("frame")
    reader.join(5)
    assert got == ["frame"]


def test_a_channel_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        DroppingChannel(0)
