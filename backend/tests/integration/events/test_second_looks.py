"""What one describer alone claims of danger raises nothing, and too few words are offered again (D8)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import WORDS, Described, a_describing, an_answer, failed
from tests.support.events import History, report

GUN = "A man in a dark coat holds a gun in his hand and walks to the door of the house."
PISTOL = "Somebody in dark clothes carries a pistol along the path and stops before the door."
DRILL = "A man in a dark coat carries a cordless drill along the path and stops before the door."
SHORT = "A person walks."


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


def grave(text: str = GUN) -> Any:
    return an_answer(text, attention=2, attention_reason="A gun.")


async def told(described: Described) -> list[tuple[str, int]]:
    bodies = [body["event"] for kind, body in described.history.told if kind == "event.updated"]
    return [(body["description"]["text"], body["attention"]) for body in bodies]


@pytest.mark.covers("D8")
async def test_a_grave_claim_is_unconfirmed_until_another_describer_makes_it_too(described: Described) -> None:
    await described.add("One", model="one")
    await described.add("Two", model="two")
    described.provider.script += [grave(), grave(PISTOL)]
    facts = await described.event()
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == ["one", "two"]
    assert await told(described) == [(f"Not confirmed: {GUN}", 0), (GUN, 2)]
    first, second = await described.versions()
    assert (first.text, first.marks, first.attention) == (GUN, ["confirmed"], 2)
    assert (second.text, second.marks) == (PISTOL, ["confirmed"])
    assert [each.reason for each in await described.requests()] == ["seen", "second"]
    await described.history.recorder.store(report("closed", facts))
    await described.work()
    assert len(described.provider.asked) == 2, "nothing new came that would be worth a third question"


@pytest.mark.covers("D8")
async def test_a_grave_claim_that_nobody_else_sees_raises_nothing_and_is_replaced(described: Described) -> None:
    await described.add("One", model="one")
    await described.add("Two", model="two")
    described.provider.script += [grave(), an_answer(DRILL)]
    facts = await described.event()
    await described.work()
    assert await told(described) == [(f"Not confirmed: {GUN}", 0), (DRILL, 0)]
    first, second = await described.versions()
    assert (first.marks, second.marks) == (["denied"], [])
    await described.describing.descriptions.show(facts.event_id, first.id)
    assert (await described.shown(facts)).text == f"Not confirmed: {GUN}"


@pytest.mark.covers("D8")
async def test_alone_a_describer_looks_again_at_other_frames(described: Described) -> None:
    await described.add("One")
    await described.describing.describers.choose(DescribingPatch(frames=2))
    described.provider.script += [grave(), grave(PISTOL)]
    await described.event()
    await described.work()
    first, second = await described.versions()
    assert (len(first.frames), len(second.frames)) == (2, 2)
    assert not set(first.frames) & set(second.frames)
    assert (await told(described))[-1] == (GUN, 2)


@pytest.mark.covers("D8")
async def test_with_nothing_else_to_see_it_stays_unconfirmed(described: Described) -> None:
    await described.add("One")
    await described.describing.describers.choose(DescribingPatch(frames=20))
    described.provider.script.append(grave())
    await described.event("closed")
    await described.work()
    assert await told(described) == [(f"Not confirmed: {GUN}", 0)]
    assert [(each.reason, each.state) for each in await described.requests()] == [
        ("seen", "done"),
        ("second", "given-up"),
    ]


@pytest.mark.covers("D8")
async def test_a_cap_forbids_the_second_look_too_and_a_change_still_asks_anew(described: Described) -> None:
    await described.add("One", model="one")
    await described.add("Two", model="two", at_home=False, input_price=10, output_price=10)
    await described.describing.describers.choose(DescribingPatch(frames=20, day_cap=0.000001))
    described.provider.script.append(grave())
    facts = await described.event()
    described.history.clock.advance(2)
    await described.history.recorder.store(report("closed", facts))
    await described.work()
    second = (await described.requests())[-1]
    assert (second.reason, second.state, second.outcome) == ("second", "given-up", "no-money, no-other-frames")
    await described.history.recorder.store(report("closed", facts, most_at_once={"person": 2}))
    await described.work()
    assert (await described.requests())[-1].reason == "changed"


@pytest.mark.covers("D8")
async def test_short_words_are_offered_to_the_next_of_the_order_once(described: Described) -> None:
    for name in ("One", "Two", "Three"):
        await described.add(name, model=name.lower())
    described.provider.script += [an_answer(SHORT), an_answer("A man walks past."), an_answer(WORDS)]
    facts = await described.event()
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == ["one", "two", "three"]
    assert (await described.shown(facts)).text == WORDS
    assert [text for text, _ in await told(described)] == [SHORT, WORDS], "no better words change nothing"
    assert [each.confidence for each in await described.versions()] == [35, 35, 80]


@pytest.mark.covers("D8")
async def test_short_words_stay_where_nobody_is_left_or_somebody_chose_the_describer(described: Described) -> None:
    one = await described.add("One", model="one")
    described.provider.script += [an_answer(SHORT), an_answer(SHORT)]
    facts = await described.event()
    await described.work()
    await described.add("Two", model="two")
    await described.describing.descriptions.again(facts.event_id, RedescribeIn(describer_id=one.id))
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == ["one", "one"]
    assert (await described.shown(facts)).text == SHORT


@pytest.mark.covers("D8")
async def test_a_second_look_waits_for_a_provider_that_is_down(described: Described) -> None:
    await described.add("One", model="one")
    await described.add("Two", model="two")
    await described.describing.describers.choose(DescribingPatch(frames=20))
    described.provider.script += [grave(), failed("server"), failed("server")]
    await described.event("closed")
    await described.work()
    assert (await described.requests())[-1].state == "put-off"
    described.provider.script += [grave(PISTOL)]
    await described.work(seconds=3600)
    assert (await told(described))[-1] == (GUN, 2)
