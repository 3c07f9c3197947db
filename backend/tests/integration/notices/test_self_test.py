"""A made-up event through the rules' own loop to a real receiver; its failure comes on another channel (N14)."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from argusai.flow.ruling import Ruling, connect_ruling
from argusai.kit.db import Session
from argusai.kit.errors import BadInput, Conflict
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.selftest.due import is_due
from argusai.pipeline.notifications.selftest.models import SelfTestRunRow
from argusai.pipeline.notifications.selftest.schemas import SelfTestIn, SelfTestOut
from argusai.pipeline.notifications.selftest.stages import Patience
from argusai.system.settings_service import SettingsService
from tests.support.notices import Home
from tests.support.receiver import Receiver, receiver
from tests.support.waiting import until

pytestmark = pytest.mark.covers("N14")


async def _nobody(session: Session, kind: str, body: dict[str, object]) -> None:
    pass


@pytest.fixture
def ruling(house: Home) -> Ruling:
    settings = SettingsService(house.database, house.clock, _nobody, "Europe/Berlin")
    return connect_ruling(house.database, settings, _nobody, house.notifying.teller, house.clock)


@contextlib.asynccontextmanager
async def _looking(ruling: Ruling) -> AsyncIterator[None]:
    running = asyncio.create_task(ruling.follower.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait([running])


async def _chosen(house: Home, ruling: Ruling, there: Receiver, nightly: bool = False) -> SelfTestOut:
    made = await house.channel({"kind": "webhook", "url": there.url}, name="Tested")
    return await ruling.self_tests.change(SelfTestIn(channel_id=made.id, nightly=nightly, minute=180))


async def test_it_goes_the_whole_way_also_in_quiet_hours_and_disturbs_no_list(
    house: Home, ruling: Ruling, there: Receiver
) -> None:
    await _chosen(house, ruling, there)
    await house.notifying.notices.snooze(house.anna, "hour")
    async with house.delivering(), _looking(ruling):
        run = await ruling.self_tests.run_now("Anna")
    assert (run.state, run.who, run.channel_name) == ("passed", "Anna", "Tested")
    assert [step.name for step in run.steps] == ["rules", "notice", "delivery"]
    assert run.steps[0].sentence == "2 rules looked at a made-up event; the rule of the test fired."
    [got] = there.got
    body = json.loads(got.body)
    assert (body["type"], body["event"], body["notice"]["title"]) == ("notice.test", None, "Self-test")
    assert (await house.notifying.notices.summary(house.anna)).unread == 0
    assert (await ruling.self_tests.read()).runs[0] == run


async def test_its_failure_comes_on_another_channel_once_and_so_does_its_end(
    house: Home, ruling: Ruling, there: Receiver
) -> None:
    await _chosen(house, ruling, there)
    with receiver() as other:
        await house.channel({"kind": "webhook", "url": other.url}, name="Other", usual=False)
        await house.notifying.notices.snooze(house.anna, "hour")
        there.status = 503
        async with house.delivering(), _looking(ruling):
            failed = await ruling.self_tests.run_now("")
            await ruling.self_tests.run_now("")
            await until(lambda: len(other.got) >= 1, what="the second channel to be told")
            there.status = 200
            house.clock.advance(1800)  # she is still snoozing
            assert (await ruling.self_tests.run_now("")).state == "passed"
            await until(lambda: any("passes again" in got.body.decode() for got in other.got))
        told = [json.loads(got.body)["notice"] for got in other.got]
    assert [step.passed for step in failed.steps] == [True, True, False]
    tests = [(each["text"], each["urgent"]) for each in told if each["title"] == "Self-test"]
    assert tests == [
        ("The self-test failed. “Tested” did not get it: 127.0.0.1 refused it with status 503.", True),
        ("The self-test passes again.", False),
    ]


async def test_rules_that_do_not_look_and_notices_that_do_not_go_out_fail_it(
    house: Home, ruling: Ruling, there: Receiver
) -> None:
    await _chosen(house, ruling, there)
    ruling.self_tests.stages.patience = Patience(rules_seconds=0.2, delivery_seconds=0.2)
    dead = await ruling.self_tests.run_now("Anna")
    assert (dead.state, dead.steps[-1].sentence) == ("failed", "The rules did not look at it within 0.2 seconds.")
    ruling.self_tests.stages.patience = Patience(rules_seconds=60, delivery_seconds=0.2)
    async with _looking(ruling):
        unsent = await ruling.self_tests.run_now("Anna")
    assert unsent.steps[-1].sentence == "“Tested” did not get it: it did not go out within 0.2 seconds."
    async with house.delivering():
        await asyncio.sleep(0)
    assert [each.state for each in await house.deliveries(channel_id=(await ruling.self_tests.read()).channel_id)] == [
        "failed"
    ], "it does not arrive hours later"


async def test_without_a_channel_it_does_not_run_and_with_one_that_is_gone_it_fails(
    house: Home, ruling: Ruling, there: Receiver
) -> None:
    tests = ruling.self_tests
    with pytest.raises(Conflict, match="Choose first"):
        await tests.run_now("Anna")
    for channel_id, nightly in ((new_id(), False), (None, True)):
        with pytest.raises(BadInput) as refused:
            await tests.change(SelfTestIn(channel_id=channel_id, nightly=nightly, minute=0))
        assert list(refused.value.fields) == ["channel_id"]
    chosen = await _chosen(house, ruling, there)
    assert chosen.channel_id is not None
    await house.notifying.channels.remove(house.me, chosen.channel_id, although_used=False)
    assert (await tests.run_now("Anna")).steps[-1].sentence == "Its channel was removed. Choose another."


async def test_one_that_was_cut_off_was_told_to_nobody_and_neither_is_its_end(
    house: Home, ruling: Ruling, there: Receiver
) -> None:
    await _chosen(house, ruling, there)
    async with house.database.write() as session:
        begun = {"id": new_id(), "began_at": house.clock.now(), "ended_at": None, "state": "running"}
        session.add(SelfTestRunRow(who="", channel_name="", steps=[], **begun))
    await ruling.self_tests.start()
    house.clock.advance(60)
    async with house.delivering(), _looking(ruling):
        assert (await ruling.self_tests.run_now("Anna")).state == "passed"
    assert [run.state for run in (await ruling.self_tests.read()).runs] == ["passed", "failed"]
    assert [notice.subject.partition(":")[0] for notice in await house.notices()] == ["selftest"], "the test alone"


async def test_by_night_it_is_due_once(house: Home, ruling: Ruling, there: Receiver) -> None:
    await _chosen(house, ruling, there, nightly=True)
    due = []
    for _ in range(30):
        due.append(await ruling.self_tests.is_due())
        house.clock.advance(3600)
    assert due.count(True) == 1


async def test_a_clock_that_is_set_back_puts_no_night_off(house: Home, ruling: Ruling, there: Receiver) -> None:
    await _chosen(house, ruling, there, nightly=True)
    house.clock.set_back(5 * 86_400)
    due = []
    for _ in range(30):
        due.append(await ruling.self_tests.is_due())
        house.clock.advance(3600)
    assert due.count(True) == 1


@pytest.mark.parametrize(
    ("hours_since", "now", "expected"),
    [
        (24, "2026-03-03T02:00:00+00:00", True),  # three in Berlin
        (24, "2026-03-03T01:59:00+00:00", False),
        (24, "2026-03-03T07:59:00+00:00", True),  # the program was off
        (24, "2026-03-03T08:01:00+00:00", False),  # for too long
        (1, "2026-03-03T05:00:00+00:00", False),  # it ran
        (24, "2026-03-29T01:30:00+00:00", True),  # the clock goes from two to three
    ],
)
def test_when_it_is_due(hours_since: int, now: str, expected: bool) -> None:
    at = datetime.fromisoformat(now).astimezone(UTC)
    assert is_due(180, at - timedelta(hours=hours_since), at, ZoneInfo("Europe/Berlin")) is expected
