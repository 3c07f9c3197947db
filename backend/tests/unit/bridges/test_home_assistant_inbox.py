"""What is kept of messages that come faster than they are read (H20)."""

from typing import Any, cast

import pytest
from aiomqtt import Topic

from argusai.bridges.homeassistant.inbox import MOST_OF_ONE, Inbox


class _Message:
    def __init__(self, topic: str, number: int = 0) -> None:
        self.topic, self.number = Topic(topic), number


@pytest.mark.covers("H20")
def test_a_flood_of_one_keeps_none_of_another_out_and_the_newest_stay() -> None:
    inbox: Any = Inbox()
    inbox.subscribed(["a/status", "a/camera/+/describe"])
    inbox.put_nowait(_Message("a/camera/0/describe"))
    for number in range(MOST_OF_ONE + 5):
        inbox.put_nowait(_Message(f"a/camera/{number}/describe", number))
        if number == MOST_OF_ONE:
            inbox.put_nowait(_Message("a/status"))
    kept = [cast(_Message, inbox.get_nowait()) for _ in range(inbox.qsize())]
    assert [str(each.topic) for each in kept].index("a/status") == MOST_OF_ONE - 4, "in the order of arrival"
    assert [each.number for each in kept if each.number] == list(range(5, MOST_OF_ONE + 5))
    assert (inbox.lost(), inbox.lost()) == (6, 0)
    assert inbox.empty()
