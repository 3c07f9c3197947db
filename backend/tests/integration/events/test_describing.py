"""Requests for descriptions: one result each, whatever happens between (D1, D2, D4)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.ids import new_id
from argusai.pipeline.events.description.describers.schemas import CameraDescribing
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.repository import RequestRepository
from tests.support.describing import WORDS, Described, Killed, a_describing, an_answer, failed
from tests.support.events import History, report

STEPS = ("choose", "call", "store")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


@pytest.mark.covers("D2")
async def test_an_event_gets_the_words_of_the_provider_two_seconds_after_it_opened(described: Described) -> None:
    await described.add()
    facts = await described.event()
    await described.work(seconds=1)
    assert (await described.shown(facts)).describer == "built-in"
    await described.work(seconds=1.1)
    shown = await described.shown(facts)
    assert (shown.text, shown.describer, shown.provisional) == (WORDS, "Local", False)
    told = [body["event"]["description"]["text"] for kind, body in described.history.told if kind == "event.updated"]
    assert told == [WORDS]


@pytest.mark.covers("D2")
async def test_closing_asks_again_only_when_something_significant_changed(described: Described) -> None:
    await described.add()
    facts = await described.event()
    await described.work()
    await described.history.recorder.store(report("closed", facts))
    await described.work()
    assert (await described.shown(facts)).text == WORDS
    assert len(described.provider.asked) == 1
    other = await described.event()
    await described.work()
    await described.history.recorder.store(report("closed", other, most_at_once={"person": 2}))
    await described.work()
    assert [each.reason for each in await described.requests()] == ["seen", "seen", "changed"]
    assert len(await described.versions()) == 3


@pytest.mark.covers("D1")
@pytest.mark.parametrize(
    "death", [(when, step) for step in ("choose", "call", "store") for when in ("before", "after")]
)
async def test_a_kill_between_any_two_steps_leaves_one_result(described: Described, death: tuple[str, str]) -> None:
    await described.add()
    facts = await described.event()
    described.jobs.deaths.append(death)
    await described.work()
    described.restart()
    await described.work()
    assert (await described.shown(facts)).text == WORDS
    assert len(await described.versions()) == 1
    assert len(described.provider.asked) == 1, "nothing is paid twice"
    assert [each.state for each in await described.calls()] == ["booked"]


@pytest.mark.covers("D1")
async def test_a_call_that_a_kill_cut_off_is_booked_as_unsure_and_made_again(described: Described) -> None:
    await described.add(input_price=10, output_price=10)
    facts = await described.event()
    described.provider.script.append(Killed)
    await described.work()
    described.restart()
    await described.work()
    first, second = await described.calls()
    assert (first.state, second.state) == ("unsure", "booked")
    assert first.counts > second.counts > 0
    assert (await described.shown(facts)).text == WORDS


@pytest.mark.covers("D4")
@pytest.mark.parametrize(
    ("kinds", "models"),
    [
        (["limit"], ["one", "two"]),
        (["quota"], ["one", "two"]),
        (["key"], ["one", "two"]),
        (["server"], ["one", "one"]),
        (["cut", "timeout"], ["one", "one", "two"]),
        (["refused", "server"], ["one", "two", "two"]),
    ],
)
async def test_the_next_one_is_asked_at_once_and_one_second_try_where_it_helps(
    described: Described, kinds: list[Any], models: list[str]
) -> None:
    await described.add("One", model="one")
    await described.add("Two", model="two")
    described.provider.script += [failed(kind) for kind in kinds]
    facts = await described.event()
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == models
    assert (await described.shown(facts)).text == WORDS
    assert all(0.5 <= pause <= 2 for pause in described.jobs.slept)


@pytest.mark.covers("D2")
async def test_while_providers_are_down_built_in_words_stand_and_the_most_important_is_upgraded_first(
    described: Described,
) -> None:
    described.provider.script += [failed("server") for _ in range(8)]
    await described.add()
    car = await described.event(most_at_once={"car": 1})
    person = await described.event()
    await described.work()
    assert {each.state for each in await described.requests()} == {"put-off"}
    assert (await described.shown(person)).describer == "built-in"
    described.provider.script.clear()
    described.history.clock.advance(3600)
    async with described.history.database.read() as session:
        due = await RequestRepository(session).due(described.history.clock.now(), 9, "main")
    assert [each.event_id for each in due] == [person.event_id, car.event_id]
    await described.work()
    assert [(await described.shown(each)).text for each in (car, person)] == [WORDS, WORDS]


@pytest.mark.covers("D4")
async def test_after_five_failures_a_provider_is_left_alone_until_it_is_tried_again_or_reset(
    described: Described,
) -> None:
    described.provider.script += [failed("address") for _ in range(9)]
    [one] = [await described.add()]
    for _ in range(7):
        await described.event()
        await described.work()
    assert len(described.provider.asked) == 5
    [shown] = await described.describing.describers.all()
    assert (shown.breaker, shown.breaker_failures) == ("open", 5)
    assert 0 < shown.breaker_seconds <= 90
    assert (await described.describing.describers.reset(one.id)).breaker == "closed"


@pytest.mark.covers("D2", "D20")
async def test_of_ten_thousand_that_wait_the_most_important_are_asked_first(described: Described) -> None:
    await described.add(at_once=8)
    facts = await described.event()
    [first] = await described.requests()
    plain = {name: getattr(first, name) for name in DescriptionRequestRow.__table__.columns.keys()}  # noqa: SIM118
    rows = [{**plain, "id": new_id(), "number": number, "priority": number % 5} for number in range(2, 10_002)]
    rows[7_000]["priority"] = 9
    async with described.history.database.write() as session:
        await session.execute(sa.insert(DescriptionRequestRow), rows)
    described.history.clock.advance(3)
    await described.describing.queue.round()
    await described.describing.queue.settled()
    assert len(described.provider.asked) == 8
    async with described.history.database.read() as session:
        done = await session.scalars(
            sa.select(DescriptionRequestRow.priority).where(DescriptionRequestRow.state == "done")
        )
    assert sorted(done) == [4] * 7 + [9]
    assert (await described.shown(facts)).text == WORDS


@pytest.mark.covers("D2")
async def test_no_more_calls_at_once_than_the_owner_allows(described: Described) -> None:
    await described.add(at_once=2)
    for _ in range(8):
        await described.event()
    await described.work()
    assert described.provider.most_at_once <= 2
    assert len(await described.versions()) == 8


@pytest.mark.covers("D4")
async def test_who_waits_for_a_place_does_not_ask_within_the_pause_that_a_provider_asked_for(
    described: Described,
) -> None:
    await described.add("One", model="one", at_once=1)
    await described.add("Two", model="two")
    described.provider.script.append(failed("limit", retry_after=60))
    for _ in range(4):
        await described.event()
    await described.work()
    assert [access.model for access, _ in described.provider.asked].count("one") == 1
    assert len(await described.versions()) == 4
    assert {each.state for each in await described.calls()} == {"booked"}


@pytest.mark.covers("D2")
async def test_a_camera_that_stays_home_is_shown_to_nobody_outside(described: Described) -> None:
    await described.add("Cloud", base_url="http://8.8.8.8/v1", at_home=False)
    await described.history.keep_home(described.camera_id)
    facts = await described.event()
    await described.work()
    assert described.provider.asked == []
    assert (await described.shown(facts)).describer == "built-in"
    assert [each.state for each in await described.requests()] == ["given-up"]
    await described.add("Untrue", base_url="http://8.8.8.8/v1", at_home=True)
    await described.event()
    await described.work()
    assert described.provider.asked == [], "the owner's word is checked against the address"
    await described.add("Home")
    await described.event()
    await described.work()
    assert len(described.provider.asked) == 2, "and what waited is described by it"


@pytest.mark.covers("D2")
async def test_a_camera_may_have_an_order_of_its_own_or_the_built_in_words_alone(described: Described) -> None:
    await described.add("One", model="one")
    two = await described.add("Two", model="two")
    choose = described.describing.describers.choose_camera
    await choose(described.camera_id, CameraDescribing(use="own", order=[two.id]))
    await described.event()
    await described.work()
    await choose(described.camera_id, CameraDescribing(use="built-in"))
    await described.event()
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == ["two"]


@pytest.mark.covers("D2")
async def test_events_from_before_there_was_a_describer_are_shown_to_nobody(described: Described) -> None:
    facts = await described.event()
    described.history.clock.advance(1)
    await described.add()
    await described.work()
    await described.work()
    assert (await described.shown(facts)).describer == "built-in"
    assert described.provider.asked == []


@pytest.mark.covers("D2")
async def test_an_event_whose_request_a_fault_lost_is_found_by_the_sweep(described: Described) -> None:
    await described.add()
    facts = await described.event()
    async with described.history.database.write() as session:
        await session.execute(sa.delete(DescriptionRequestRow))
    await described.work()
    await described.work()
    assert (await described.shown(facts)).text == WORDS


@pytest.mark.covers("D1")
async def test_attention_never_falls_below_what_the_facts_prove(described: Described) -> None:
    await described.add()
    described.provider.script.append(an_answer(attention=2, attention_reason="Somebody climbs over the fence."))
    facts = await described.event()
    await described.work()
    event = await described.history.service.one(described.camera_id, facts.event_id)
    assert (event.attention, event.attention_reason) == (2, "Somebody climbs over the fence.")
    await described.history.recorder.store(report("closed", facts))
    event = await described.history.service.one(described.camera_id, facts.event_id)
    assert (event.attention, event.description.text) == (2, WORDS)
    assert event.description.describer == "Local"


@pytest.mark.covers("D1")
async def test_what_the_facts_contradict_is_marked_and_a_grave_claim_raises_nothing_by_itself(
    described: Described,
) -> None:
    await described.add()
    said = "Three people with a gun break into the house through the front door at once."
    described.provider.script.append(an_answer(said, attention=2, attention_reason="A gun."))
    facts = await described.event()
    await described.work()
    version = (await described.versions())[0]
    assert {"count", "denied"} <= set(version.marks), "who looked again did not see it"
    assert version.confidence < 80
    assert (await described.history.service.one(described.camera_id, facts.event_id)).attention < 2


@pytest.mark.covers("D1")
async def test_a_removed_describer_or_a_deleted_event_ends_quietly(described: Described) -> None:
    one = await described.add()
    facts = await described.event()
    other = await described.event()
    await described.history.service.delete(other.event_id)
    await described.describing.describers.remove(one.id)
    await described.add("Two", model="two")
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == ["two"]
    assert (await described.shown(facts)).describer == "Two"
