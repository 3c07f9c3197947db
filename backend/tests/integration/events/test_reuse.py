"""Near-identical scenes are not paid for twice, and nothing is hidden by it (D10)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox
from argusai.pipeline.events.description.describers.schemas import DescriberPatch, DescribingPatch
from argusai.pipeline.events.description.providers.registry import provider
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from argusai.pipeline.events.history.schemas import FeedbackIn
from tests.support.describing import Described, Killed, a_describing, an_answer, failed
from tests.support.events import BOX, History, a_track, report, some_facts
from tests.support.models_served import local_server

pytestmark = pytest.mark.covers("D10")
CAR = "A red car drives past the house from left to right and leaves the picture quietly."
TEN_MINUTES = 600.0


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        await made.add(input_price=10, output_price=10)
        yield made


def a_picture(street: int = 1, car: tuple[int, int, int] = (30, 30, 200)) -> bytes:
    """A street, and a car in its BOX. Colours as blue, green, red."""
    blocks = np.random.default_rng(street).integers(60, 200, (9, 16, 3), dtype=np.uint8)
    picture = np.kron(blocks, np.ones((20, 20, 1), np.uint8))
    height, width = picture.shape[:2]
    picture[int(BOX.top * height) : int(BOX.bottom * height), int(BOX.left * width) : int(BOX.right * width)] = car
    return bytes(cv2.imencode(".jpg", picture)[1].tobytes())


async def a_car(described: Described, picture: bytes | None = None, *tracks: Any, **changed: Any) -> EventFacts:
    """It passes, and the event is over."""
    start = described.history.clock.now()
    cast = tracks or (a_track("car", start=start, colours=("red",)),)
    facts = some_facts(described.camera_id, *cast, start=start, **changed)
    boxes = tuple(LabelledBox(track.label, 0.9, BOX) for track in cast)
    files = [
        replace(described.history.file(facts, "frame", f"{n}.jpg", n + 1, picture or a_picture()), boxes=boxes)
        for n in range(3)
    ]
    await described.history.recorder.store(report("closed", facts, *files))
    await described.work()
    return facts


async def reuse_of(described: Described, facts: EventFacts) -> str | None:
    return (await described.describing.descriptions.of_event(facts.event_id)).reuse


def says(described: Described, text: str = CAR, **changed: Any) -> None:
    described.provider.script.append(an_answer(text, **({"objects": ("car",)} | changed)))


async def a_first_car(described: Described, text: str = CAR, **changed: Any) -> EventFacts:
    says(described, text, **changed)
    first = await a_car(described)
    assert (await described.shown(first)).text == text
    described.history.clock.advance(TEN_MINUTES)
    return first


async def test_the_same_car_ten_minutes_later_is_told_with_the_same_words_without_a_call(history: History) -> None:
    said = f'{{"text": "{CAR}", "confidence": 86, "objects": ["car"], "attention": 0}}'
    async with (
        local_server(said, prompt_tokens=1000, completion_tokens=100) as (url, asked),
        a_describing(history, provider) as described,
    ):
        await described.add(base_url=url, input_price=10, output_price=10)
        first = await a_car(described)
        described.history.clock.advance(TEN_MINUTES)
        second = await a_car(described)
        assert len(asked) == 1
        shown = await described.shown(second)
        assert (shown.text, shown.describer, shown.provisional) == (CAR, "Local", False)
        told = [body["event"] for kind, body in described.history.told if kind == "event.updated"]
        assert [each["id"] for each in told] == [str(first.event_id), str(second.event_id)]
        answer = await described.describing.descriptions.of_event(second.event_id)
        [version] = answer.items
        assert (version.reused, version.cost, version.seconds, version.frames) == (True, 0, 0, [])
        assert version.same_as is not None
        assert (version.same_as.event_id, version.same_as.started_at) == (first.event_id, first.started_at)
        assert (answer.reuse, answer.state, answer.shown_id) == ("reused", "done", version.id)
        [paid] = (await described.describing.descriptions.of_event(first.event_id)).items
        assert (paid.reused, paid.same_as, paid.cost) == (False, None, 0.011)
        costs = await described.describing.descriptions.costs("provider", None, None)
        assert (costs.reused, costs.saved, costs.today) == (1, 0.011, 0.011)
        assert [(each.calls, each.reused, each.saved, each.cost) for each in costs.items] == [(1, 1, 0.011, 0.011)]


async def test_it_goes_on_from_the_first_words_for_two_hours_and_is_asked_anew_then(described: Described) -> None:
    first = await a_first_car(described)
    for minutes in (50, 50, 20):
        again = await a_car(described)
        described.history.clock.advance(minutes * 60)
    assert len(described.provider.asked) == 1
    [version] = (await described.describing.descriptions.of_event(again.event_id)).items
    assert version.same_as is not None
    assert version.same_as.event_id == first.event_id
    assert await reuse_of(described, await a_car(described)) == "none-alike"
    assert len(described.provider.asked) == 2


async def test_people_parcels_nights_and_what_is_notable_are_always_looked_at(described: Described) -> None:
    await a_first_car(described)
    start = described.history.clock.now()
    with_a_man = (a_track("car", start=start, colours=("red",)), a_track(number=2, start=start))
    assert await reuse_of(described, await a_car(described, None, *with_a_man)) == "people"
    described.history.clock.advance(10.4 * 3600)
    says(described)
    await a_car(described)
    night = await a_car(described)
    assert await reuse_of(described, night) == "night"
    assert len(described.provider.asked) == 4


async def test_what_looks_otherwise_is_asked_about(described: Described) -> None:
    await a_first_car(described)
    for picture in (a_picture(2), a_picture(car=(200, 30, 30))):
        says(described)
        assert await reuse_of(described, await a_car(described, picture)) == "pictures"
    assert await reuse_of(described, await a_car(described)) == "reused"
    for each in described.history.root.rglob("2.jpg"):
        each.unlink()
    says(described)
    assert await reuse_of(described, await a_car(described)) == "pictures", "one that is gone is like nothing"
    assert len(described.provider.asked) == 4


async def test_words_with_a_time_are_for_their_own_event_alone(described: Described) -> None:
    await a_first_car(described, "A red car drives past the house at 11:00 and leaves to the right quietly.")
    assert await reuse_of(described, await a_car(described)) == "words"
    assert len(described.provider.asked) == 2


async def test_another_note_model_or_number_of_pictures_asks_anew(described: Described) -> None:
    await a_first_car(described)
    service = described.describing.describers
    await service.choose(DescribingPatch(context="The red car is ours."))
    says(described)
    assert await reuse_of(described, await a_car(described)) == "settings"
    [one] = await service.all()
    await service.change(one.id, DescriberPatch(model="another"))
    says(described)
    assert await reuse_of(described, await a_car(described)) == "settings"
    assert await reuse_of(described, await a_car(described)) == "reused"
    await service.choose(DescribingPatch(reuse=False))
    assert await reuse_of(described, await a_car(described)) == "off"
    assert len(described.provider.asked) == 4


async def test_a_thumb_down_on_any_event_that_is_told_so_ends_it(described: Described) -> None:
    first = await a_first_car(described)
    second = await a_car(described)
    assert await reuse_of(described, second) == "reused"
    person, feedback = await described.history.add_person(), described.history.feedback
    # What is said then is for its own event alone, so it comes nearer than words that were doubted.
    for doubted, why in ((first, "corrected"), (second, "words")):
        await feedback.rate(person, doubted.event_id, FeedbackIn(rating="down"))
        says(described, "A red car drives past the house and its passengers wave to somebody.")
        assert await reuse_of(described, await a_car(described)) == why
        await feedback.unrate(person, doubted.event_id)
    assert await reuse_of(described, await a_car(described)) == "reused"


async def test_words_that_a_person_had_replaced_are_not_taken_over_and_whoever_asks_is_answered(
    described: Described,
) -> None:
    first = await a_first_car(described)
    [one] = await described.describing.describers.all()
    says(described, "A red estate car drives past the house from left to right and leaves.")
    await described.describing.descriptions.again(first.event_id, RedescribeIn(describer_id=one.id))
    await described.work()
    assert len(described.provider.asked) == 2, "who asks is not told what was said before"
    says(described)
    later = await a_car(described)
    assert (await described.shown(later)).text != CAR
    assert await reuse_of(described, later) == "reused", "the words that were chosen are"
    [old, _] = (await described.describing.descriptions.of_event(first.event_id)).items
    await described.describing.descriptions.show(first.event_id, old.id)
    assert (await described.shown(await a_car(described))).text == CAR, "and not newer ones that are not shown"
    asked = len(described.provider.asked)
    await described.describing.descriptions.again(later.event_id, RedescribeIn(describer_id=one.id))
    await described.work()
    assert len(described.provider.asked) == asked + 1, "not even those of another event"


async def test_a_spent_cap_or_a_silent_provider_does_not_keep_words_that_are_there_already(
    described: Described,
) -> None:
    await a_first_car(described)
    await described.describing.describers.choose(DescribingPatch(day_cap=0))
    assert await reuse_of(described, await a_car(described)) == "reused"
    await described.describing.describers.choose(DescribingPatch(day_cap=None))
    described.provider.script += [failed("server"), failed("server")]
    with_a_cat = await a_car(described, None, a_track("cat", start=described.history.clock.now()))
    assert (await described.shown(with_a_cat)).describer == "built-in"
    assert await reuse_of(described, await a_car(described)) == "reused"


@pytest.mark.parametrize("death", [("after", "choose"), ("before", "end")])
async def test_a_kill_in_between_leaves_one_version_and_one_line_in_the_ledger(
    described: Described, death: tuple[str, str]
) -> None:
    await a_first_car(described)
    described.jobs.deaths.append(death)
    second = await a_car(described)
    described.restart()
    await described.work()
    assert (await described.shown(second)).text == CAR
    assert [each.reused_from is None for each in await described.versions()] == [True, False]
    assert [each.state for each in await described.calls()] == ["booked", "reused"]
    assert len(described.provider.asked) == 1
    assert Killed not in described.provider.script


async def test_a_change_after_it_is_asked_about(described: Described) -> None:
    """A car that was like the one before, until somebody got out."""
    await a_first_car(described)
    facts = await a_car(described)
    assert await reuse_of(described, facts) == "reused"
    says(described, "A red car stops beside the house and a man gets out and walks away.", objects=("car", "person"))
    await described.history.recorder.store(report("closed", facts, most_at_once={"car": 1, "person": 1}))
    await described.work()
    assert "man gets out" in (await described.shown(facts)).text
    assert len(described.provider.asked) == 2
