"""An answer that came is paid once and never asked for again, whatever our own checks of it come to (D9, D20)."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from argusai.pipeline.events.description.providers.registry import provider
from argusai.pipeline.events.description.questions.schemas import QuestionOut
from tests.support.describing import WORDS, Described, a_describing, an_answer, failed
from tests.support.events import History
from tests.support.models_served import local_server

pytestmark = pytest.mark.covers("D9", "D20")
ASKED = "How long does the person stay?"
# A letter without its dot, as models of some languages write it.
ODD = "A person in a red coat stands at the door for 5 mınutes and then walks away slowly."
# Nothing that a provider gives: our own checks fail at it.
UNREADABLE: Any = None
DAY = 24 * 3600


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def asked(described: Described, event_id: Any) -> QuestionOut:
    questioning = described.describing.questioning
    await questioning.service.ask(event_id, ASKED)
    for _ in range(3):
        await questioning.desk.round()
        await questioning.desk.settled()
    return (await questioning.service.of_event(event_id)).items[-1]


async def test_an_odd_letter_in_an_answer_stops_neither_words_nor_replies_nor_trials(history: History) -> None:
    said = json.dumps({"text": ODD, "known": True, "confidence": 86, "objects": ["person"], "attention": 0})
    async with (
        local_server(said, prompt_tokens=1000, completion_tokens=100) as (url, sent),
        a_describing(history, provider) as described,
    ):
        local = await described.add(base_url=url, input_price=10, output_price=10)
        facts = await described.event()
        await described.work()
        assert (await described.shown(facts)).text == ODD
        assert (await asked(described, facts.event_id)).text == ODD
        assert (await described.describing.trials.describe(local.id, described.camera_id)).text == ODD
        assert [(each.state, each.counts, each.failure) for each in await described.calls()] == [
            ("booked", 11_000, "")
        ] * 3
        assert len(sent) == 3


async def test_an_answer_that_our_checks_fail_at_is_paid_and_not_asked_for_again(described: Described) -> None:
    await described.add(input_price=10, output_price=10)
    described.provider.script += [an_answer(UNREADABLE)] * 300
    facts = await described.event()
    for _ in range(4):
        await described.work(DAY / 4)
    assert len(described.provider.asked) == 1
    [call] = await described.calls()
    assert (call.state, call.counts, call.input_tokens, call.failure) == ("booked", 11_000, 1000, "unusable")
    assert call.answer is None, "nobody may read it"
    [request] = await described.requests()
    assert (request.state, request.outcome) == ("given-up", "unusable")
    assert (await described.shown(facts)).describer == "built-in"


async def test_the_next_describer_is_asked_after_such_an_answer(described: Described) -> None:
    await described.add("One", model="one", input_price=10, output_price=10)
    await described.add("Two", model="two")
    described.provider.script.append(an_answer(UNREADABLE))
    facts = await described.event()
    await described.work()
    assert [access.model for access, _ in described.provider.asked] == ["one", "two"]
    assert (await described.shown(facts)).text == WORDS


async def test_a_question_says_that_its_answer_could_not_be_checked(described: Described) -> None:
    facts = await described.event("closed")
    await described.add(input_price=10, output_price=10)
    described.provider.script.append(an_answer(UNREADABLE))
    said = await asked(described, facts.event_id)
    assert (said.state, said.cost) == ("failed", 0.011)
    assert "could not check" in said.outcome
    assert [(each.state, each.failure) for each in await described.calls()] == [("booked", "unusable")]


async def test_a_trial_is_booked_before_anything_else_is_done_with_its_answer(described: Described) -> None:
    local = await described.add(input_price=10, output_price=10)

    def fault(_describer_id: Any) -> None:
        raise RuntimeError("whoever is told fails")

    described.describing.breakers.on_change(fault)
    for _ in range(5):  # so that an answer changes its state
        with pytest.raises(RuntimeError):
            described.describing.breakers.failed(local.id, failed("server"))
    with pytest.raises(RuntimeError):
        await described.describing.trials.describe(local.id, described.camera_id)
    assert [(each.state, each.counts) for each in await described.calls()] == [("booked", 11_000)]
