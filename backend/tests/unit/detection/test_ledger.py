"""However much goes on, few decisions are made of it (E12)."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.decisions.findings import Finding
from argusai.pipeline.detection.decisions.ledger import Ledger
from argusai.pipeline.detection.decisions.witness import Witness
from tests.support.decisions import CAMERA, JPEG, PLACE, SIZE, T0, a_point, after, seen

pytestmark = pytest.mark.covers("E12")


def found(at: datetime = T0, **changed: object) -> Finding:
    finding = Finding("still", "car", 0.7, PLACE, at, at, {"seconds": 1.0}, 1.0, JPEG, 1)
    return replace(finding, **changed)  # type: ignore[arg-type]


def due(ledger: Ledger, at: datetime) -> list[Decision]:
    return ledger.due(at, SIZE)


def test_the_first_is_told_at_once() -> None:
    ledger = Ledger(CAMERA)
    ledger.take(found())
    [told] = due(ledger, T0)
    assert (told.reason, told.numbers, told.picture) == ("still", {"seconds": 1.0, "times": 1.0}, JPEG)
    assert due(ledger, after(1)) == []


def test_the_same_again_is_counted_in_the_same_decision() -> None:
    ledger = Ledger(CAMERA)
    ledger.take(found())
    [first] = due(ledger, T0)
    for second in range(1, 30):
        ledger.take(found(after(second), box=Box(305, 105, 345, 205)))
        assert due(ledger, after(second)) == []
    [again] = due(ledger, after(60))
    assert (again.decision_id, again.numbers["times"], again.picture) == (first.decision_id, 30, b"")


@pytest.mark.parametrize("other", [{"label": "dog"}, {"reason": "parked"}, {"box": Box(10, 10, 30, 30)}])
def test_another_thing_or_place_is_another_decision(other: dict[str, object]) -> None:
    ledger = Ledger(CAMERA)
    ledger.take(found())
    ledger.take(found(after(1), **other))
    assert len(due(ledger, after(1))) == 2


def test_after_a_quiet_minute_it_is_another_decision() -> None:
    ledger = Ledger(CAMERA)
    ledger.take(found())
    [first] = due(ledger, after(1))
    assert due(ledger, after(70)) == []
    ledger.take(found(after(71)))
    [second] = due(ledger, after(71))
    assert first.decision_id != second.decision_id


def test_a_better_picture_is_sent_again() -> None:
    ledger = Ledger(CAMERA)
    ledger.take(found())
    due(ledger, T0)
    ledger.take(found(after(5), worth=2.0, picture=JPEG + b"better"))
    [again] = due(ledger, after(61))
    assert again.picture == JPEG + b"better"


def test_what_is_left_at_the_end_is_told() -> None:
    ledger = Ledger(CAMERA)
    ledger.take(found())
    due(ledger, T0)
    ledger.take(found(after(5)))
    assert [one.numbers["times"] for one in ledger.finish(after(6), SIZE)] == [2]


def test_no_decision_is_longer_than_an_hour_and_a_bit() -> None:
    witness = Witness()
    said = [one for n in range(0, 3 * 3600, 5) for one in witness.see(seen(after(n), a_point(moving=False)))]
    spans = {one.decision_id: one.ended_at - one.began_at for one in said}
    assert max(spans.values()) <= timedelta(minutes=65)
    assert 3 <= len(spans) <= 4


def test_a_storm_all_night_cannot_flood() -> None:
    """Things of many kinds at random places, ten a second for an hour."""
    chance, ledger, told = Random(1), Ledger(CAMERA), []
    for step in range(36_000):
        at, left, top = after(step / 10), chance.uniform(0, 600), chance.uniform(0, 330)
        box = Box(left, top, left + 15, top + 15)
        ledger.take(found(at, box=box, label=chance.choice(["person", "dog", "cat", "bird"])))
        if step % 10 == 0:
            told += due(ledger, at)
    assert len({one.decision_id for one in told}) <= 12 + 61
    assert len(told) <= 60 * 20
    last = {one.decision_id: one.numbers["times"] for one in told}
    assert sum(last.values()) >= 35_000  # none is forgotten, they are counted where they can be
