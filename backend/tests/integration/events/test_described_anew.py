"""A person has an event described anew: by whom, by which model, from how many pictures (D11)."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import WORDS, Described, a_describing, an_answer
from tests.support.events import History

pytestmark = pytest.mark.covers("D11")
OTHER = "A courier in a red jacket puts a parcel beside the door and walks away to the left."


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


@pytest.mark.parametrize(("usual", "wanted"), [(4, 1), (1, 5)], ids=["fewer", "more"])
async def test_another_model_looks_at_other_pictures_and_both_versions_stay(
    described: Described, usual: int, wanted: int
) -> None:
    one = await described.add()
    await described.describing.describers.choose(DescribingPatch(frames=usual))
    facts = await described.event("closed")
    await described.work()
    described.provider.script.append(an_answer(OTHER, model="large"))
    anew = RedescribeIn(describer_id=one.id, model="large", pictures=wanted)
    await described.describing.descriptions.again(facts.event_id, anew)
    await described.work()
    said = await described.describing.descriptions.of_event(facts.event_id)
    assert [(each.text, each.model, len(each.frames)) for each in said.items] == [
        (WORDS, "m", usual),
        (OTHER, "large", wanted),
    ]
    assert said.shown_id == said.items[1].id
    assert [len(ask.pictures) for _, ask in described.provider.asked] == [usual, wanted]
    assert [each.told is None for each in await described.versions()] == [False, True], "words for this event alone"


async def test_another_model_is_paid_as_what_it_costs_not_as_the_usual_one(described: Described) -> None:
    cloud = {"kind": "openai", "model": "gpt-5-mini", "base_url": None, "at_home": False}
    one = await described.add("Cloud", **cloud, input_price=0.25, output_price=2)
    facts = await described.event("closed")
    await described.work()
    for model in ("gpt-5-pro", "never-heard-of"):
        anew = RedescribeIn(describer_id=one.id, model=model)
        await described.describing.descriptions.again(facts.event_id, anew)
        await described.work()
    usual, pro, unknown = await described.calls()
    assert (usual.counts, usual.price_known) == (450, True)
    assert (pro.counts, pro.price_known) == (27_000, True), "by the table"
    assert (unknown.counts, unknown.price_known) == (22_500, False), "as a dear one"


async def test_the_built_in_words_come_back_with_what_the_facts_prove(described: Described) -> None:
    await described.add()
    facts = await described.event("closed")
    before = await described.shown(facts)
    described.provider.script.append(an_answer(attention=Attention.NOTABLE, attention_reason="It looks so."))
    await described.work()
    said = await described.describing.descriptions.of_event(facts.event_id)
    assert (said.built_in, said.shown_id) == (before.text, said.items[0].id)
    raised = await described.history.service.one(UUID(int=0), facts.event_id)
    said = await described.describing.descriptions.show(facts.event_id, None)
    event = await described.history.service.one(UUID(int=0), facts.event_id)
    assert event.description == before
    assert (raised.attention, event.attention, event.attention_reason != "It looks so.") == (1, 0, True)
    assert (said.shown_id, len(said.items)) == (None, 1), "nothing is lost"
    await described.describing.descriptions.show(facts.event_id, said.items[0].id)
    assert (await described.shown(facts)).text == WORDS


async def test_as_many_pictures_as_usual_unless_told_otherwise(described: Described) -> None:
    one = await described.add()
    facts = await described.event("closed")
    await described.work()
    await described.describing.descriptions.again(facts.event_id, RedescribeIn(describer_id=one.id))
    await described.work()
    assert [len(ask.pictures) for _, ask in described.provider.asked] == [4, 4]
    assert [each.told is None for each in await described.versions()] == [False, False]
