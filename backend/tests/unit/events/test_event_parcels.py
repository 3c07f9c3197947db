"""Which event a parcel belongs to, and how it is said."""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Literal
from uuid import UUID, uuid4

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.parcels.contract import ParcelSeen
from argusai.pipeline.events.assembly.contract import EventFacts, ParcelFact, RelativeBox
from argusai.pipeline.events.assembly.parcels import EventParcels
from argusai.pipeline.events.assembly.wire import from_wire, to_wire
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describe import describe
from tests.support.events import T0, report, some_facts

pytestmark = pytest.mark.covers("E7")

SIZE = (640, 360)
CLOSED = some_facts(UUID(int=7), ended_at=T0 + timedelta(seconds=9))


def seen(change: Literal["left", "taken"] = "left", box: Box = Box(64, 180, 128, 216)) -> ParcelSeen:
    return ParcelSeen(uuid4(), change, T0, box, 0.8, (1,))


def test_one_that_is_noticed_in_the_event_is_part_of_its_facts() -> None:
    parcels = EventParcels()
    parcels.begin()
    assert parcels.take(T0, [seen()], SIZE, is_open=True) is None
    [fact] = parcels.with_them(some_facts(UUID(int=7))).parcels
    assert fact.box == RelativeBox(0.1, 0.5, 0.2, 0.6)
    parcels.begin()
    assert parcels.with_them(some_facts(UUID(int=7))).parcels == ()


def test_one_that_is_noticed_late_tells_the_event_anew_once() -> None:
    parcels = EventParcels()
    parcels.begin()
    parcels.end(CLOSED)
    late, found = T0 + timedelta(seconds=20), seen()
    told = parcels.take(late, [found], SIZE, is_open=False)
    assert told is not None
    assert [each.parcel_id for each in told.parcels] == [found.parcel_id]
    assert replace(told, parcels=()) == CLOSED
    assert parcels.take(late, [found], SIZE, is_open=False) is None


@pytest.mark.parametrize("minutes", [2, 60])
def test_one_that_is_noticed_much_later_belongs_to_no_event(minutes: int) -> None:
    parcels = EventParcels()
    assert parcels.take(T0, [seen()], SIZE, is_open=False) is None
    parcels.begin()
    parcels.end(CLOSED)
    assert parcels.take(T0 + timedelta(minutes=minutes), [seen()], SIZE, is_open=False) is None


def test_one_outside_the_picture_is_ignored() -> None:
    parcels = EventParcels()
    parcels.begin()
    parcels.take(T0, [seen(box=Box(700, 0, 800, 50))], SIZE, is_open=True)
    assert parcels.with_them(CLOSED) == CLOSED


def a_fact(change: Literal["left", "taken"]) -> ParcelFact:
    return ParcelFact(uuid4(), change, T0, RelativeBox(0.1, 0.5, 0.2, 0.6), 0.8)


@pytest.mark.parametrize(
    ("changes", "english", "german", "reason"),
    [
        (["left"], "A parcel was probably left.", "Vermutlich wurde ein Paket abgestellt.", "probably left"),
        (["left"] * 2, "Two parcels were probably left.", "Zwei Pakete wurden vermutlich abgestellt.", "probably left"),
        (["left", "taken"], "A parcel was probably left. A parcel was probably taken.", "", "probably taken"),
    ],
)
def test_it_is_said_as_probable(
    changes: list[Literal["left", "taken"]], english: str, german: str, reason: str
) -> None:
    facts = replace(CLOSED, parcels=tuple(map(a_fact, changes)))
    said = describe(facts, "Door", "en", UTC, provisional=False)
    assert said.text.endswith(f". {english}")
    assert (said.attention, reason in said.attention_reason) == (Attention.NOTABLE, True)
    if german:
        assert describe(facts, "Tür", "de", UTC, provisional=False).text.endswith(german)


def test_it_travels_between_processes() -> None:
    facts: EventFacts = replace(CLOSED, parcels=(a_fact("left"), a_fact("taken")))
    assert from_wire(to_wire(report("closed", facts))).facts.parcels == facts.parcels
    wrong = replace(facts, parcels=(replace(a_fact("left"), probability=7.0),))
    with pytest.raises(BadInput, match="parcels"):
        from_wire(to_wire(report("closed", wrong)))
