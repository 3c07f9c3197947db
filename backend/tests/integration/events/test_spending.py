"""A cap holds, whatever comes at once or is killed in between (D9)."""

from collections.abc import AsyncIterator

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.events.description.describers.errors import ProviderRefusal
from argusai.pipeline.events.description.describers.schemas import DescribingPatch, ModelsIn
from argusai.pipeline.events.description.providers.contract import Usage
from tests.integration.events.test_called_off import held, release
from tests.support.describing import WORDS, Described, Killed, a_describing, an_answer, failed
from tests.support.events import History

pytestmark = pytest.mark.covers("D9")
CAP = 0.1


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def spent(described: Described) -> int:
    return sum(each.counts for each in await described.calls())


async def test_fifty_events_at_once_and_kills_in_between_never_break_the_cap(described: Described) -> None:
    await described.add(input_price=10, output_price=10, at_once=16, at_home=False)
    await described.describing.describers.choose(DescribingPatch(day_cap=CAP))
    described.provider.script += [Killed if number % 7 == 3 else an_answer() for number in range(60)]
    for _ in range(50):
        await described.event()
    for _ in range(9):
        await described.work(seconds=60)
        described.restart()
    calls = await described.calls()
    assert 0 < await spent(described) <= CAP * 1e6
    assert {each.state for each in calls} == {"booked", "unsure"}
    assert len(await described.versions()) == sum(each.state == "booked" for each in calls)
    states = [each.state for each in await described.requests()]
    assert states.count("given-up") + states.count("done") == 50


async def test_the_booked_cost_is_that_of_the_tokens(described: Described) -> None:
    await described.add(input_price=2, output_price=4)
    described.provider.script += [
        failed("unusable", usage=Usage(500, 50), may_have_cost=True),
        failed("timeout", may_have_cost=True),
    ]
    await described.event()
    await described.work()
    await described.event()
    await described.work()
    unusable, timed_out, answered = await described.calls()
    assert (unusable.state, unusable.counts) == ("booked", 1200)
    assert timed_out.state == "unsure"
    assert (answered.state, answered.counts) == ("booked", 2400)
    costs = await described.describing.descriptions.costs("day", None, None)
    assert costs.today == round((await spent(described)) / 1e6, 6)
    assert costs.items[0].unsure == timed_out.counts / 1e6


async def test_near_the_cap_fewer_pictures_then_the_cheaper_one_then_built_in(described: Described) -> None:
    await described.add("Dear", model="dear", input_price=1000, output_price=1000)
    await described.add("Cheap", model="cheap", input_price=1, output_price=1)
    await described.describing.describers.choose(DescribingPatch(day_cap=8))
    facts = await described.event()
    await described.work()
    [(access, ask)] = described.provider.asked
    assert access.model == "dear"
    assert len(ask.pictures) < 4
    for _ in range(2):
        await described.event()
    working = await held(described, 3)
    assert {access.model for access, _ in described.provider.asked[1:]} == {"dear", "cheap"}, "one holds what is left"
    await release(described, working)
    await described.describing.describers.choose(DescribingPatch(day_cap=0))
    other = await described.event()
    await described.work()
    assert (await described.shown(facts)).text == WORDS
    assert (await described.shown(other)).describer == "built-in"
    assert (await described.requests())[-1].outcome == "no-money"


async def test_midnight_of_the_house_begins_a_new_day(described: Described) -> None:
    await described.add(input_price=10, output_price=10)
    await described.describing.describers.choose(DescribingPatch(day_cap=0.12))
    described.provider.script += [failed("unusable", usage=Usage(10_000, 1_000)) for _ in range(1)]
    await described.event()
    await described.work()
    broke = await described.event()
    await described.work()
    assert (await described.shown(broke)).describer == "built-in"
    described.history.clock.advance(13 * 3600)
    facts = await described.event()
    await described.work()
    assert (await described.shown(facts)).text == WORDS


async def test_a_try_that_fails_is_booked_and_leaves_the_state_alone(described: Described) -> None:
    """The state is that of descriptions of events; a person who tries reads what failed at once."""
    describer = await described.add()
    described.provider.script += [failed("timeout", may_have_cost=True)]
    with pytest.raises(ProviderRefusal):
        await described.describing.trials.describe(describer.id, described.camera_id)
    [shown] = await described.describing.describers.all()
    assert (shown.breaker, shown.breaker_failures) == ("closed", 0)
    assert [each.failure for each in await described.calls()] == ["timeout"]


async def test_a_server_that_hides_what_it_used_is_held_to_the_worst_price(described: Described) -> None:
    """Else no cap would ever bind it."""
    await described.add(input_price=10, output_price=10, at_home=False)
    described.provider.script += [an_answer(usage=Usage(0, 0))]
    await described.event()
    await described.work()
    [call] = await described.calls()
    assert (call.state, len(await described.versions())) == ("unsure", 1)
    assert call.counts == await spent(described) > 0


async def test_a_model_whose_price_nobody_knows_counts_like_a_dear_one(described: Described) -> None:
    await described.add("Cloud", base_url="http://8.8.8.8/v1", at_home=False, model="never-heard-of")
    await described.describing.describers.choose(DescribingPatch(day_cap=CAP))
    for _ in range(20):
        await described.event()
    await described.work()
    assert 0 < await spent(described) <= CAP * 1e6
    assert 0 < len(described.provider.asked) < 20
    costs = await described.describing.descriptions.costs("provider", None, None)
    assert (costs.items[0].unpriced, costs.items[0].calls) == (len(described.provider.asked),) * 2
    assert (costs.unpriced, costs.assumed) == (costs.items[0].unpriced, costs.month)
    assert costs.items[0].assumed == costs.items[0].cost > 0
    assert {each.cost_micros for each in await described.versions()} == {None}


async def test_a_call_that_reached_nobody_has_no_price_to_be_unknown(described: Described) -> None:
    await described.add("Cloud", base_url="http://8.8.8.8/v1", at_home=False, model="never-heard-of")
    described.provider.script += [failed("address")]
    await described.event()
    await described.work()
    costs = await described.describing.descriptions.costs("provider", None, None)
    assert [(each.calls, each.failed, each.unpriced) for each in costs.items] == [(1, 1, 0)]
    assert costs.unpriced == 0


async def test_a_server_that_is_said_to_be_at_home_and_is_not_is_paid_for(described: Described) -> None:
    await described.add("Untrue", base_url="http://8.8.8.8/v1", at_home=True)
    await described.event()
    await described.work()
    assert await spent(described) > 0


async def test_a_price_that_the_owner_left_out_is_that_of_the_table(described: Described) -> None:
    await described.add("Half", kind="openai", model="gpt-4o", base_url=None, at_home=False, input_price=0)
    described.provider.script += [an_answer(usage=Usage(1_000_000, 100_000))]
    await described.event()
    await described.work()
    assert await spent(described) == 1_000_000  # ten dollars for a million tokens of output


async def test_a_cap_that_stops_words_and_describers_that_do_not_answer_are_told_until_it_is_over(
    described: Described,
) -> None:
    stopped = described.describing.stopped
    one = await described.add("One", input_price=10, output_price=10, at_home=False)
    await described.describing.describers.choose(DescribingPatch(day_cap=0))
    await described.event()
    await described.work()
    assert [(each.slug, "Driveway" in each.sentence) for each in await stopped()] == [("describing-capped", True)]
    await described.describing.describers.choose(DescribingPatch(day_cap=None))
    assert await stopped() == []
    described.provider.script += [failed("address") for _ in range(5)]
    for _ in range(5):
        await described.event()
        await described.work()
    assert [(each.slug, "One" in each.sentence) for each in await stopped()] == [("describers-down", True)]
    await described.describing.describers.reset(one.id)
    assert await stopped() == []


async def test_calls_that_nobody_may_ask_for_any_more_are_forgotten(described: Described) -> None:
    await described.add()
    await described.event()
    await described.work()
    assert await described.describing.forget() == 0
    described.history.clock.advance(402 * 24 * 3600)
    assert await described.describing.forget() == 1
    assert await described.calls() == []


@pytest.mark.covers("D13", "D20")
@pytest.mark.parametrize("address", ["http://169.254.169.254/v1", "http://[fe80::1]/v1", "http://0.0.0.0:11434/v1"])
async def test_an_address_that_is_never_asked_is_refused_in_words_of_its_own(
    described: Described, address: str
) -> None:
    for asking in (
        described.add(base_url=address),
        described.describing.trials.models(ModelsIn(kind="compatible", base_url=address)),
    ):
        with pytest.raises(BadInput, match="No model is ever asked at this address"):
            await asking


@pytest.mark.covers("D13")
@pytest.mark.parametrize("address", ["http://nas:11434/v1?key=1", "http://nas:11434/v1#models", "http://a:b@nas/v1"])
async def test_an_address_with_more_than_a_place_in_it_is_refused_before_it_is_kept(
    described: Described, address: str
) -> None:
    with pytest.raises(BadInput, match="Leave"):
        await described.add(base_url=address)
