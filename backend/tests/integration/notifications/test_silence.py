"""Why somebody was not told, for a time as a whole: everything that explains it, in one list (N12)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from argusai.configuration.service import Around as Telling
from argusai.configuration.service import Configuration
from argusai.flow.deciding import Deciding, connect_decisions
from argusai.flow.outages import Around, connect_outages
from argusai.flow.ruling import Ruling, connect_ruling, speakers_of
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.kit.ids import new_id
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.events.decisions.settings import DecisionSettings
from argusai.pipeline.notifications.modes.porting import ModePorter
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository
from argusai.pipeline.notifications.notices.models import DeliveryRow
from argusai.pipeline.notifications.rules.porting import RulePorter
from argusai.pipeline.notifications.rules.schemas import RulePatch
from argusai.pipeline.notifications.silence.period import Asked
from argusai.pipeline.notifications.silence.schemas import ReasonOut, SilenceOut
from argusai.pipeline.notifications.silence.service import SilenceService, Wanted
from argusai.system.settings_service import SettingsService
from tests.support.decisions import a_decision
from tests.support.events import History, a_history, report, some_facts
from tests.support.notices import Home, home
from tests.support.ruling import a_rule, node

pytestmark = pytest.mark.covers("N12")
T0 = datetime(2026, 1, 1, 12, tzinfo=UTC)
EVENTS = frozenset({"event", "decision"})


@dataclass
class Quiet:
    """A house with Anna, a camera and everything that explains why she heard nothing of it."""

    house: Home
    history: History
    ruling: Ruling
    deciding: Deciding
    configuration: Configuration
    silence: SilenceService

    @property
    def clock(self) -> SimulatedClock:
        return self.house.clock

    async def event(self, seconds: float = 30, **changed: Any) -> UUID:
        """It happens now; time passes after it."""
        facts = some_facts(self.house.camera, start=self.clock.now(), **changed)
        await self.history.recorder.store(report("closed", facts))
        await self.ruling.follower.look_at_all()
        self.clock.advance(seconds)
        return facts.event_id

    async def change(self, **changed: Any) -> None:
        """Somebody sets the camera otherwise."""
        async with self.house.database.write() as session:
            self.configuration.note(session)
            row = await session.get_one(CameraRow, self.house.camera)
            for name, value in changed.items():
                setattr(row, name, value)

    async def outage(self, began: datetime, ended: datetime | None) -> None:
        seconds = ((ended or began) - began).total_seconds()
        row = OutageRow(
            id=new_id(), camera_id=self.house.camera, kind="away", began_at=began, ended_at=ended, seconds=seconds,
            slug="timeout", reason="", times=1, told=True, news=None,
        )  # fmt: skip
        async with self.house.database.write() as session:
            session.add(row)

    async def only_rule(self, **content: Any) -> UUID:
        for each in await self.ruling.rules.all():
            await self.ruling.rules.delete(each.id)
        return (await self.ruling.rules.create(a_rule(**content))).id

    async def ask(
        self, limit: int = 100, cursor: str | None = None, narrowed: Sequence[tuple[str, ...]] = (), **asked: datetime
    ) -> SilenceOut:
        until = asked.get("until", self.clock.now())
        chosen = Asked(asked.get("since", T0 - timedelta(minutes=10)), until)
        return await self.silence.page(Wanted(self.house.anna, self.house.camera, chosen, limit, cursor, *narrowed))


@asynccontextmanager
async def a_quiet_house(database: Database, folder: Path) -> AsyncIterator[Quiet]:
    async with home(database, folder, SimulatedClock(T0)) as house:
        settings = SettingsService(database, house.clock, house.announce, "UTC")
        ruling = connect_ruling(database, settings, house.announce, house.notifying.teller, house.clock)
        deciding = connect_decisions(database, settings, DecisionSettings(), house.clock)
        around = Around(lambda _: None, lambda: UTC, house.announce, lambda _: None)
        outages = connect_outages(database, settings, around, house.clock)
        rules = RulePorter(ruling.rules, speakers_of(settings))
        modes = ModePorter(house.announce, house.clock)
        telling = Telling(house.announce, _told, _applied, rules, modes.let_go)
        configuration = Configuration(database, house.clock, telling)

        async def hear(session: Session, kind: str, body: dict[str, Any]) -> None:
            await ruling.told(session, kind, body)

        async with a_history(database, folder / "media", house.clock, hear) as history:
            silence = ruling.silence(outages.service, deciding, configuration)
            quiet = Quiet(house, history, ruling, deciding, configuration, silence)
            await quiet.change(created_at=T0 - timedelta(days=1))
            yield quiet


async def _told(session: Session, changed: Sequence[UUID], deleted: Sequence[UUID]) -> None:
    """Connected pages, which are not here."""


async def _applied(deleted: Sequence[UUID]) -> None:
    """Capture processes, which are not here."""


@pytest.fixture
async def quiet(database: Database, tmp_path: Path) -> AsyncIterator[Quiet]:
    async with a_quiet_house(database, tmp_path) as made:
        yield made


def outcomes(reasons: Sequence[ReasonOut]) -> list[str]:
    return [each.fate.outcome if each.fate is not None else each.kind for each in reasons]


async def test_everything_that_explains_it_stands_in_order_of_time(quiet: Quiet) -> None:
    await quiet.outage(T0 - timedelta(minutes=30), T0 - timedelta(minutes=5))
    await quiet.only_rule(tree=node("hours", days=["thu"], begins="22:00", ends="23:00"), name="At night")
    await quiet.event()
    quiet.deciding.intake.take(a_decision(quiet.house.camera, quiet.clock.now()))
    await quiet.deciding.intake.flush()
    quiet.clock.advance(5)
    await quiet.change(schedule=[{"days": [3], "begins": 0, "ends": 12 * 60 + 5}])
    quiet.clock.advance(5)
    rule = await quiet.only_rule(name="Always")
    await quiet.ruling.modes.choose("disarmed")
    await quiet.event()
    await quiet.ruling.modes.choose("home")
    await quiet.house.notifying.notices.change_calm(
        quiet.house.anna, {"quiet_from": 0, "quiet_until": 23 * 60, "zone": "UTC"}
    )
    await quiet.event()
    await quiet.house.notifying.notices.change_calm(quiet.house.anna, {"quiet_until": 0})
    await quiet.event()
    await quiet.ruling.rules.edit(rule, RulePatch(enabled=False))
    await quiet.event(seconds=600)
    found = await quiet.ask()
    assert outcomes(found.items) == [
        "outage", "no-match", "decision", "change", "mode", "mode", "mode", "quiet-hours", "list-only", "no-rule",
        "off",
    ]  # fmt: skip
    assert [each.at for each in found.items] == sorted(each.at for each in found.items)
    assert found.summary is not None
    assert found.summary.startswith("Garden watched for 10 minutes of 22 minutes")
    no_match = found.items[1].fate
    assert no_match is not None
    [rule_said] = no_match.rules
    assert (rule_said.name, rule_said.fired) == ("At night", False)
    assert rule_said.conditions[0].found == "Thursday, 12:00"
    assert found.items[3].sentence == "Garden: schedule changed (ArgusAI)."
    assert found.items[4].sentence.endswith("It keeps rules silent.")
    later = await quiet.ask(until=quiet.clock.now() + timedelta(days=1))
    assert later.items[-1].until is None, "it goes on, and nobody knows what will be set"


async def test_what_did_not_arrive_says_why(quiet: Quiet) -> None:
    channel = await quiet.house.channel({"kind": "webhook", "url": "https://example.org/hook"})
    await quiet.only_rule(name="Always")
    event_id = await quiet.event()
    async with quiet.house.database.write() as session:
        row = (await session.scalars(sa.select(DeliveryRow))).one()
        await DeliveryRepository(session).settle(row.id, {"state": "failed", "fault": "The receiver said 503."})
    [reason] = [each for each in (await quiet.ask()).items if each.kind == "event"]
    assert reason.id == event_id
    assert reason.fate is not None
    assert reason.fate.outcome == "failed"
    [delivery] = reason.fate.told[0].deliveries
    assert (delivery.channel_id, delivery.fault) == (channel.id, "The receiver said 503.")


async def test_what_others_are_told_is_theirs(quiet: Quiet) -> None:
    await quiet.only_rule(name="For Ben", people=[quiet.house.ben])
    await quiet.event()
    [reason] = (await quiet.ask()).items
    assert reason.fate is not None
    assert (reason.fate.outcome, reason.fate.told) == ("others", [])
    assert reason.fate.sentence == "A rule fired for it, and did not tell you: it names others."


async def test_a_time_without_anything_says_so_and_whether_it_was_watched(quiet: Quiet) -> None:
    quiet.clock.advance(3600)
    since = T0 + timedelta(minutes=30)
    watched = await quiet.ask(since=since)
    assert (watched.items, watched.watched) == ([], "whole")
    assert watched.summary == "Garden watched all the time. Nothing was recorded: nothing moved that it could see."
    await quiet.outage(T0, None)
    blind = await quiet.ask(since=since)
    assert (outcomes(blind.items), blind.watched) == (["outage"], "not")
    assert blind.summary == "Garden did not watch in this time. Nothing was recorded."
    quiet.clock.advance(10 * 86_400)
    old = await quiet.ask(since=since, until=since + timedelta(hours=1))
    assert old.summary is not None
    assert old.summary.endswith("So there may have been more.")


async def test_pages_hold_each_line_once_and_cost_no_more_queries_when_full(quiet: Quiet) -> None:
    await quiet.only_rule(name="Always")
    await quiet.event(seconds=1)
    few = await _queries(quiet)
    for number in range(3):
        await quiet.event(seconds=number % 2)  # some at the same moment
        quiet.deciding.intake.take(a_decision(quiet.house.camera, quiet.clock.now()))
        await quiet.ruling.modes.choose("away" if number % 2 else "night")
    await quiet.deciding.intake.flush()
    quiet.clock.advance(1)
    assert await _queries(quiet) == few
    whole, until = await quiet.ask(), quiet.clock.now()
    parts: list[ReasonOut] = []
    cursor = None
    while True:
        page = await quiet.ask(limit=2, cursor=cursor, until=until)
        assert (page.summary is None) == (cursor is not None)
        parts += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert [each.id for each in parts] == [each.id for each in whole.items]
    assert len({each.id for each in parts}) == len(parts) == 10


async def test_a_reason_or_a_label_brings_only_its_lines_and_what_there_is_stays_told(quiet: Quiet) -> None:
    await quiet.outage(T0 - timedelta(minutes=8), T0 - timedelta(minutes=5))
    await quiet.event()
    for changed in (
        {},
        {"reason": "still", "label": "dog"},
        {"reason": "light", "label": ""},
        {"reason": "light", "label": ""},
    ):
        quiet.deciding.intake.take(a_decision(quiet.house.camera, quiet.clock.now(), **changed))
        quiet.clock.advance(1)
    await quiet.deciding.intake.flush()
    every = await quiet.ask()
    found = {(each.reason, each.label): each.count for each in every.found}
    assert found == {
        ("light", ""): 2, ("low-score", "person"): 1, ("still", "dog"): 1, ("event", ""): 1, ("event", "person"): 1,
        ("outage", ""): 1,
    }  # fmt: skip

    async def asked(*narrowed: tuple[str, ...]) -> list[str]:
        answer = await quiet.ask(narrowed=narrowed)
        assert (answer.found, answer.summary) == (every.found, every.summary)
        return [each.slug for each in answer.items]

    assert await asked(("still", "light"), ()) == ["still", "light", "light"]
    assert await asked(("event", "outage"), ()) == ["away", "event"]
    assert await asked((), ("person",)) == ["event", "low-score"]
    assert await asked((), ("dog",)) == ["still"]
    assert await asked(("light",), ("person",)) == []


async def _queries(quiet: Quiet) -> int:
    count = 0

    def counted(*_: Any) -> None:
        nonlocal count
        count += 1

    engine = quiet.house.database.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", counted)
    await quiet.ask()
    sa.event.remove(engine, "before_cursor_execute", counted)
    return count


async def test_a_camera_that_is_not_there_is_refused(quiet: Quiet) -> None:
    with pytest.raises(NotFound):
        await quiet.silence.page(Wanted(quiet.house.anna, uuid4(), Asked(), 10, None))
