"""A server that hides what it used is held to the worst price, whatever it answers, or no cap would bind it (D9)."""

import json

import pytest

from argusai.pipeline.events.description.describers.errors import ProviderRefusal
from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.providers.registry import provider
from tests.support.describing import a_describing
from tests.support.events import History
from tests.support.models_served import GOOD, local_server

# The vendors' library warns of numbers that cannot be, and hands them on.
pytestmark = [pytest.mark.covers("D9"), pytest.mark.filterwarnings("ignore:Failed to extract usage")]
GARBAGE = '{"answer": 42, "why": [1, 2'
REFUSAL = "I'm sorry, but I can't help with describing people in this picture."
# As the servers of some people count: not at all, nothing, less than that, and what nobody could read.
USAGES = {
    "none": {},
    "nothing": {"prompt_tokens": 0, "completion_tokens": 0},
    "less": {"prompt_tokens": -5, "completion_tokens": 100},
    "absurd": {"prompt_tokens": 999_999_999, "completion_tokens": 1},
    "too many": {"prompt_tokens": 20_000_000, "completion_tokens": 1},
}


@pytest.mark.parametrize("usage", USAGES.values(), ids=USAGES)
@pytest.mark.parametrize("said", [GARBAGE, REFUSAL, json.dumps(GOOD)], ids=["garbage", "refusal", "good"])
async def test_each_call_counts_what_was_reserved_and_the_cap_holds(
    history: History, said: str, usage: dict[str, int]
) -> None:
    async with local_server(said, **usage) as (url, sent), a_describing(history, provider) as described:
        await described.add(base_url=url, input_price=10, output_price=10)
        await described.describing.describers.choose(DescribingPatch(day_cap=0.2))
        for _ in range(6):
            await described.event()
            await described.work()
        calls = await described.calls()
        assert {each.state for each in calls} == {"unsure"}
        assert 0.1e6 < sum(each.counts for each in calls) <= 0.2e6
        assert len(sent) == len(calls) < 6


@pytest.mark.parametrize("usage", USAGES.values(), ids=USAGES)
@pytest.mark.parametrize("said", [GARBAGE, REFUSAL], ids=["garbage", "refusal"])
async def test_so_does_a_trial(history: History, said: str, usage: dict[str, int]) -> None:
    async with local_server(said, **usage) as (url, _), a_describing(history, provider) as described:
        local = await described.add(base_url=url, input_price=10, output_price=10)
        with pytest.raises(ProviderRefusal):
            await described.describing.trials.describe(local.id, described.camera_id)
        [call] = await described.calls()
        assert (call.state, call.counts > 0) == ("unsure", True)


async def test_a_trial_that_works_names_what_it_counts(history: History) -> None:
    async with local_server(json.dumps(GOOD)) as (url, _), a_describing(history, provider) as described:
        local = await described.add(base_url=url, input_price=10, output_price=10)
        tried = await described.describing.trials.describe(local.id, described.camera_id)
        [call] = await described.calls()
        assert (call.state, tried.cost) == ("unsure", call.counts / 1e6)
        assert call.counts > 0
