"""Questions about an event: one answer each, priced and capped as descriptions are, kept with the event (D11)."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.schemas import CameraDescribing, DescribingPatch
from argusai.pipeline.events.description.questions.models import QuestionRow
from argusai.pipeline.events.description.questions.schemas import QuestionOut
from argusai.pipeline.events.history.models import MediaRow
from tests.support.describing import Described, Killed, a_describing, an_answer, failed
from tests.support.events import History

pytestmark = pytest.mark.covers("D11")
ASKED = "What colour is the jacket?"
RED = an_answer("The jacket is red.", known=True, pictures=(1,), attention=Attention.URGENT)


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def settle(described: Described) -> None:
    desk = described.describing.questioning.desk
    for _ in range(3):
        await desk.round()
        await desk.settled()


async def asked(described: Described, event_id: UUID, question: str = ASKED) -> QuestionOut:
    service = described.describing.questioning.service
    await service.ask(event_id, question)
    await settle(described)
    return (await service.of_event(event_id)).items[-1]


async def test_a_question_is_answered_with_its_pictures_its_price_and_nothing_else_changed(
    described: Described,
) -> None:
    await described.add(input_price=2, output_price=4)
    facts = await described.event("closed")
    await described.work()
    before = await described.shown(facts)
    described.provider.script.append(RED)
    said = await asked(described, facts.event_id, f"  {ASKED} ")
    access, ask = described.provider.asked[-1]
    assert (access.model, ask.form, len(ask.pictures)) == ("m", "reply", 4)
    assert ASKED in ask.text
    assert (said.state, said.question, said.text, said.known) == ("answered", ASKED, "The jacket is red.", True)
    assert (said.describer, said.cost, said.seconds, len(said.frames)) == ("Local", 0.0024, 1.5, 4)
    assert said.cited == said.frames[1:2]
    assert await described.shown(facts) == before
    event = await described.history.service.one(described.camera_id, facts.event_id)
    assert event.attention == 0, "what somebody asks raises nothing"
    costs = await described.describing.descriptions.costs("camera", None, None)
    assert (costs.items[0].calls, costs.items[0].cost) == (2, 0.0048)
    assert [kind for kind, _ in described.history.told][-2:] == ["question.changed"] * 2


async def test_a_describer_without_a_known_price_that_was_not_reached_hides_no_cost(described: Described) -> None:
    await described.add("Cloud", base_url="http://8.8.8.8/v1", at_home=False, model="never-heard-of")
    await described.add("Priced", input_price=2, output_price=4)
    facts = await described.event("closed")
    described.provider.script += [failed("address"), RED]
    said = await asked(described, facts.event_id)
    assert (said.describer, said.cost) == ("Priced", 0.0024)


@pytest.mark.parametrize(
    "death", [(when, step) for step in ("choose", "call", "store") for when in ("before", "after")]
)
async def test_a_kill_between_any_two_steps_leaves_one_answer(described: Described, death: tuple[str, str]) -> None:
    await described.add()
    facts = await described.event()
    described.provider.script.append(RED)
    described.jobs.deaths.append(death)
    await described.describing.questioning.service.ask(facts.event_id, ASKED)
    await settle(described)
    described.restart()
    await settle(described)
    [row] = await described.rows(QuestionRow)
    assert (row.state, row.text, len(described.provider.asked)) == ("answered", "The jacket is red.", 1)
    assert [each.state for each in await described.calls()] == ["booked"]


async def test_who_fails_says_why_and_the_question_is_asked_again_without_typing(described: Described) -> None:
    await described.add(input_price=10, output_price=10)
    facts = await described.event()
    service = described.describing.questioning.service
    described.provider.script += [failed("cut", may_have_cost=True), failed("server"), Killed]
    said = await asked(described, facts.event_id)
    assert (said.state, said.outcome, said.text) == ("failed", "It does not work.", "")
    assert said.cost is not None
    assert said.cost > 0, "what a cut call may have cost is shown"
    await service.again(facts.event_id, said.id)
    await settle(described)
    described.provider.script.append(RED)
    described.restart()
    await settle(described)
    [row] = await described.rows(QuestionRow)
    assert (row.id, row.question, row.state, row.outcome) == (said.id, ASKED, "answered", "")
    assert row.cost_micros > said.cost * 1_000_000, "a call that a kill cut off counts as well"
    with pytest.raises(Conflict, match="answered already"):
        await service.again(facts.event_id, said.id)


async def test_the_next_describer_answers_where_the_first_fails(described: Described) -> None:
    await described.add("One", model="one")
    await described.add("Two", model="two")
    facts = await described.event()
    described.provider.script += [failed("refused"), RED]
    said = await asked(described, facts.event_id)
    assert (said.describer, [access.model for access, _ in described.provider.asked]) == ("Two", ["one", "two"])


async def test_caps_and_resting_describers_bind_questions_too(described: Described) -> None:
    one = await described.add(input_price=10, output_price=10, at_home=False)
    await described.describing.describers.choose(DescribingPatch(day_cap=0))
    facts = await described.event()
    said = await asked(described, facts.event_id)
    assert (said.state, said.cost, described.provider.asked) == ("failed", 0, [])
    assert "limit" in said.outcome
    await described.describing.describers.choose(DescribingPatch(day_cap=None))
    for _ in range(5):
        described.describing.breakers.failed(one.id, failed("address"))
    said = await asked(described, facts.event_id)
    assert (said.state, described.provider.asked) == ("failed", [])
    assert "two minutes" in said.outcome


async def test_nothing_of_a_camera_that_stays_home_is_shown_outside(described: Described) -> None:
    facts = await described.event()
    service = described.describing.questioning.service
    assert (await service.of_event(facts.event_id)).why_not == "no-describer"
    await described.add("Cloud", base_url="http://8.8.8.8/v1", at_home=False)
    assert (await service.of_event(facts.event_id)).why_not == ""
    await described.history.keep_home(described.camera_id)
    assert (await service.of_event(facts.event_id)).why_not == "stays-home"
    with pytest.raises(Conflict, match="never leaves the house"):
        await service.ask(facts.event_id, ASKED)
    await described.add("Untrue", base_url="http://8.8.8.8/v1", at_home=True)
    said = await asked(described, facts.event_id)
    assert (said.state, described.provider.asked) == ("failed", [])
    assert "not on this network" in said.outcome
    await described.describing.describers.choose_camera(described.camera_id, CameraDescribing(use="built-in"))
    assert (await service.of_event(facts.event_id)).why_not == "built-in-only"


@pytest.mark.parametrize("question", ["\u200b\u202e", "?!", "\U000e0041"])
async def test_no_question_is_refused(described: Described, question: str) -> None:
    facts = await described.event()
    with pytest.raises(BadInput):
        await described.describing.questioning.service.ask(facts.event_id, question)


async def test_questions_are_one_at_a_time_and_go_with_the_event(described: Described) -> None:
    await described.add()
    facts, other = await described.event(), await described.event()
    service = described.describing.questioning.service
    first = await service.ask(facts.event_id, ASKED)
    for refused in (service.ask(facts.event_id, ASKED), service.again(facts.event_id, first.id)):
        with pytest.raises(Conflict, match="being answered"):
            await refused
    with pytest.raises(NotFound):
        await service.remove(other.event_id, first.id)
    await described.history.service.delete(facts.event_id)
    await settle(described)
    assert (await described.rows(QuestionRow), described.provider.asked) == ([], [])
    mine = await asked(described, other.event_id)
    await service.remove(other.event_id, mine.id)
    assert (await service.of_event(other.event_id)).items == []
    async with described.history.database.write() as session:
        await session.execute(sa.delete(MediaRow))
    assert (await service.of_event(other.event_id)).why_not == "no-picture"
    with pytest.raises(NotFound):
        await service.of_event(facts.event_id)


async def test_what_the_pictures_do_not_show_is_said_in_our_own_words(described: Described) -> None:
    await described.add()
    facts = await described.event()
    described.provider.script.append(an_answer("", known=False))
    said: Any = await asked(described, facts.event_id)
    assert (said.state, said.known, said.text) == ("answered", False, "The pictures do not show that.")
