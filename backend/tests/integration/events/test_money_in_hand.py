"""Money that is reserved is not spent yet, and money that is spent is told (D9)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from argusai.kit.announce import FOR_ADMINISTRATORS
from argusai.pipeline.events.description.describers.schemas import DescriberPatch, DescribingPatch
from argusai.pipeline.events.description.money.treasury import micros
from argusai.pipeline.events.description.providers.contract import Usage
from argusai.pipeline.events.description.providers.price import Rates, worst_price
from tests.integration.events.test_called_off import killed
from tests.support.describing import Described, a_describing, an_answer, failed
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D9")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        await made.add(input_price=10, output_price=10, at_once=8, at_home=False)
        yield made


async def cap(described: Described, dollars: float) -> None:
    await described.describing.describers.choose(DescribingPatch(day_cap=dollars))


async def states(described: Described) -> Counter[str]:
    return Counter(each.state for each in await described.requests())


async def held(described: Described, dollars: float, events: int) -> tuple[asyncio.Task[None], asyncio.Event]:
    """`events` are worked on, and no call ends before the second of these is set."""
    await cap(described, dollars)
    described.provider.hold = hold = asyncio.Event()
    for _ in range(events):
        await described.event()
    return asyncio.create_task(described.work()), hold


async def test_who_finds_the_limit_held_by_calls_that_go_on_waits_for_what_they_cost(described: Described) -> None:
    working, hold = await held(described, 0.15, events=6)

    async def settled() -> bool:
        return len(described.provider.asked) + (await states(described))["put-off"] == 6

    await until(settled, 60, "each to be asked or put off")
    assert 0 < len(described.provider.asked) < 6
    assert await described.describing.stopped() == [], "no limit is reached"
    assert len(described.jobs.started) == 6, "nobody asks again before anything is known"
    hold.set()
    await working
    await described.work(seconds=0)
    assert await states(described) == {"done": 6}, "without any time passing"
    assert sum(each.counts for each in await described.calls()) <= 0.15 * 1e6


async def test_who_waits_for_money_is_asked_as_soon_as_the_limit_is_raised(described: Described) -> None:
    working, hold = await held(described, 0.1, events=3)

    async def one_waits() -> bool:
        return (await states(described))["put-off"] > 0

    await until(one_waits, 60, "one to be put off")
    before = len(described.provider.asked)
    await cap(described, 10)
    raised = asyncio.create_task(described.describing.queue.run())
    await until(lambda: len(described.provider.asked) == 3, 60, "all to be asked, while the first go on")
    assert before < 3
    hold.set()
    await working
    raised.cancel()


async def test_what_was_reserved_before_midnight_is_reserved_anew_after_it(described: Described) -> None:
    described.history.clock.advance(11.9 * 3600)
    await described.event()
    await killed(described, "before", "call")
    assert [each.day for each in await described.calls()] == ["2026-01-01"]
    described.history.clock.advance(3600)
    described.restart()
    await described.work()
    assert [(each.day, each.state) for each in await described.calls()] == [("2026-01-02", "booked")]


async def test_what_a_kill_left_reserved_is_given_back_and_reserved_anew_by_who_comes_back(
    described: Described,
) -> None:
    await described.event()
    await killed(described, "before", "call")
    described.history.clock.advance(25 * 3600)
    await described.describing.forget()
    assert await described.calls() == []
    described.restart()
    await described.work()
    assert [each.state for each in await described.calls()] == ["booked"]


async def test_a_describer_that_became_dearer_since_is_not_asked_for_the_old_price(described: Described) -> None:
    [one] = await described.describing.describers.all()
    await cap(described, 0.2)
    await described.event()
    await killed(described, "before", "call")
    await described.describing.describers.change(one.id, DescriberPatch(input_price=5_000))
    described.restart()
    await described.work()
    assert (described.provider.asked, await states(described)) == ([], {"given-up": 1})
    assert sum(each.counts for each in await described.calls()) == 0


@pytest.mark.parametrize(("share", "pictures"), [(1.2, 2), (2, 4)], ids=["too dear", "dearer"])
async def test_what_became_a_little_dearer_holds_its_new_price_or_shows_less(
    described: Described, share: float, pictures: int
) -> None:
    [one] = await described.describing.describers.all()
    await described.event()
    await killed(described, "before", "call")
    [reserved] = await described.calls()
    await cap(described, share * reserved.counts / 1e6)
    await described.describing.describers.change(one.id, DescriberPatch(input_price=15, output_price=15))
    described.provider.script.append(failed("unusable", may_have_cost=True))
    described.restart()
    await described.work()
    [(_, ask)] = described.provider.asked
    assert len(ask.pictures) == pictures
    worst = worst_price("m", ask, rates=Rates(Decimal(15), Decimal(15)))
    assert sum(each.counts for each in await described.calls()) == micros(worst) <= share * reserved.counts


async def test_a_limit_that_is_lowered_holds_for_calls_that_wait_for_their_place(described: Described) -> None:
    [one] = await described.describing.describers.all()
    await described.describing.describers.change(one.id, DescriberPatch(at_once=1))
    working, hold = await held(described, 10, events=4)

    async def one_asked_and_three_wait() -> bool:
        return len(described.provider.asked) == 1 and len(await described.calls()) == 4

    await until(one_asked_and_three_wait, 60)
    lower = 2 * max(each.counts for each in await described.calls())
    await cap(described, lower / 1e6)
    described.provider.script += [failed("unusable", may_have_cost=True) for _ in range(4)]
    hold.set()
    await working
    assert len(described.provider.asked) == 2
    assert Counter(each.failure for each in await described.calls()) == {"unusable": 2, "outdated": 2}
    assert 0 < sum(each.counts for each in await described.calls()) <= lower


async def test_each_mark_of_a_limit_is_told_once_by_what_was_spent(described: Described) -> None:
    await cap(described, 0.4)
    described.provider.script += [an_answer(usage=Usage(5_000, 0)) for _ in range(9)]
    for _ in range(10):
        await described.event()
        await described.work()
    told = [body for kind, body in described.history.told if kind == "describing.spent"]
    assert [each["percent"] for each in told] == [50, 80, 100]
    assert [each[FOR_ADMINISTRATORS]["spent"] for each in told] == [0.2, 0.35, 0.4]
    assert {each["period"] for each in told} == {"day"}
    assert len({each[FOR_ADMINISTRATORS]["subject"] for each in told}) == 3


async def test_what_is_only_reserved_or_held_back_passes_no_mark(described: Described) -> None:
    await cap(described, 0.12)
    described.provider.script += [failed("server"), failed("server")]
    await described.event()
    await described.work()
    assert [kind for kind, _ in described.history.told if kind == "describing.spent"] == []


async def test_an_event_whose_pictures_are_gone_says_nothing_of_the_describer(described: Described) -> None:
    [one] = await described.describing.describers.all()
    for _ in range(4):
        described.describing.breakers.failed(one.id, failed("address"))
    facts = await described.event()
    for each in described.history.root.rglob("*.jpg"):
        each.unlink()
    await described.work()
    [request] = await described.requests()
    assert (request.state, request.outcome) == ("given-up", "no-pictures")
    assert described.describing.breakers.of(one.id)[0].failures == 4
    service, desk = described.describing.questioning.service, described.describing.questioning.desk
    await service.ask(facts.event_id, "Who is it?")
    await desk.round()
    await desk.settled()
    [said] = (await service.of_event(facts.event_id)).items
    assert (said.state, "No picture of this event is kept" in said.outcome) == ("failed", True)
    assert (described.provider.asked, await described.calls()) == ([], [])
