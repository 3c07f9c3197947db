"""C14: events that somebody asks for."""

from dataclasses import replace
from datetime import UTC, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.objects.own.opencv import ArrayPicture
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.album import Album
from argusai.pipeline.events.assembly.asked import AskedEvent, Wish
from argusai.pipeline.events.assembly.contract import EventReport, Trigger
from argusai.pipeline.events.assembly.wire import from_wire, to_wire
from argusai.pipeline.events.description.describe import describe
from argusai.pipeline.events.history.asking.allowance import Allowance
from tests.support.events import T0, some_facts

pytestmark = pytest.mark.covers("C14")
CAMERA = UUID(int=7)
NOTHING = replace(some_facts(CAMERA), tracks=(), most_at_once={})


def point(label: str = "person", number: int = 1) -> TrackPoint:
    box = Box(20, 20, 60, 100)
    return TrackPoint(number, label, 0.8, 0.8, box, True, True, False, T0)


def asked(points: list[TrackPoint] | None) -> list[EventReport]:
    told: list[EventReport] = []
    event = AskedEvent(Wish(uuid4(), CAMERA, "manual", T0), Album(None), told.append)
    event.see(Frame(CAMERA, 1, 0.0, T0, ArrayPicture(np.full((120, 160, 3), 90, np.uint8))), points)
    event.report("opened")
    event.close(T0 + timedelta(seconds=1), None)
    return told


def test_it_opens_and_closes_with_what_is_seen() -> None:
    opened, closed = asked([point(), point("car", 2)])
    assert (opened.stage, closed.stage) == ("opened", "closed")
    assert opened.facts.most_at_once == closed.facts.most_at_once == {"car": 1, "person": 1}
    assert from_wire(to_wire(closed)) == closed


def test_it_opens_where_nothing_is_seen() -> None:
    _, closed = asked([])
    assert (closed.facts.tracks, closed.facts.looked) == ((), True)
    assert from_wire(to_wire(closed)) == closed


def test_it_says_when_nobody_could_look() -> None:
    assert not asked(None)[0].facts.looked


@pytest.mark.parametrize("trigger", ["manual", "api", "doorbell"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_answer_has_its_sentence(trigger: Trigger, language: str) -> None:
    nothing = replace(NOTHING, trigger=trigger)
    given = (replace(some_facts(CAMERA), trigger=trigger), nothing, replace(nothing, looked=False))
    said = {describe(facts, "Yard", language, UTC, False).text for facts in given}
    assert len(said) == 3
    assert all("Yard" in text and text.endswith(".") for text in said)


@pytest.mark.parametrize(("language", "words"), [("en", "There is no picture"), ("de", "Ein Bild gibt es nicht")])
def test_a_ring_without_a_picture_says_so(language: str, words: str) -> None:
    blind = replace(NOTHING, trigger="doorbell", looked=False, width=0, height=0)
    told = describe(blind, "Yard", language, UTC, False)
    assert (words in told.text, "Yard" in told.text, told.attention) == (True, True, 1)


def test_what_the_sender_says_counts_as_a_label() -> None:
    assert replace(some_facts(CAMERA), said=("doorbell",)).labels == ["doorbell", "person"]


def test_ten_a_minute_and_then_the_seconds_to_wait() -> None:
    allowance = Allowance(10, 60)
    assert [allowance.take("yard", float(second)) for second in range(10)] == [0] * 10
    assert allowance.take("yard", 10.5) == 50
    assert allowance.take("door", 10.5) == 0
    assert allowance.take("yard", 60.0) == 0
    assert allowance.take("yard", 60.5) == 1
