"""Modes: by hand, by the clock, written down (N5)."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from argusai.kit.actor import ACTOR
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.pipeline.notifications.modes.schedule import due
from argusai.pipeline.notifications.modes.schemas import ModeEntry, ModeIn, ModePatch
from argusai.pipeline.notifications.modes.service import ModesService

pytestmark = pytest.mark.covers("N5")
BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _entry(at: str, mode: str, days: list[str] | None = None) -> ModeEntry:
    return ModeEntry.model_validate({"days": days or EVERY_DAY, "at": at, "mode": mode})


@pytest.fixture
def announced() -> list[str]:
    return []


@pytest.fixture
def modes(database: Database, clock: SimulatedClock, announced: list[str]) -> ModesService:
    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        announced.append(kind)

    async def zone(session: Session) -> tzinfo:
        return UTC

    return ModesService(database, announce, zone, clock)


async def test_a_fresh_house_is_at_home(modes: ModesService) -> None:
    found = await modes.read()
    assert [mode.id for mode in found.modes] == ["home", "away", "night", "disarmed"]
    assert [mode.id for mode in found.modes if mode.silent] == ["disarmed"]
    assert (found.current.mode, found.current.who) == ("home", "")


async def test_who_chose_what_when_is_written_down(
    modes: ModesService, clock: SimulatedClock, announced: list[str]
) -> None:
    token = ACTOR.set("Anna")
    try:
        await modes.choose("away")
        await modes.choose("away")
    finally:
        ACTOR.reset(token)
    found = await modes.read()
    assert (found.current.mode, found.current.who, found.current.how) == ("away", "Anna", "hand")
    assert announced == ["modes.changed"], "the same again is no news"
    clock.advance(60)
    await modes.choose("home")
    first = await modes.changes(1, None)
    rest = await modes.changes(1, first.next_cursor)
    assert [(each.name, each.who) for each in (*first.items, *rest.items)] == [("Home", "ArgusAI"), ("Away", "Anna")]
    clock.advance(400 * 86_400)
    await modes.tidy()
    assert (await modes.read()).current.mode == "home", "the newest change tells the mode, however old"
    with pytest.raises(NotFound):
        await modes.choose("party")


async def test_the_clock_changes_it_also_for_what_came_while_nothing_ran(
    modes: ModesService, clock: SimulatedClock
) -> None:
    await modes.set_schedule([_entry("22:00", "night"), _entry("07:00", "home")])
    clock.advance(9 * 3600)  # 21:00
    await modes.obey_schedule()
    assert (await modes.read()).current.mode == "home"
    clock.advance(3600)
    await modes.obey_schedule()
    assert (await modes.read()).current.how == "schedule"
    await modes.choose("away")
    await modes.obey_schedule()
    assert (await modes.read()).current.mode == "away", "by hand is the last word until the next time"
    clock.advance(3 * 86_400)
    await modes.obey_schedule()
    assert (await modes.read()).current.mode == "night", "of all that was missed the last counts"


async def test_a_clock_that_is_set_back_does_not_stop_the_schedule(modes: ModesService, clock: SimulatedClock) -> None:
    await modes.set_schedule([_entry("22:00", "night")])
    clock.set_back(5 * 86_400)
    await modes.obey_schedule()
    assert (await modes.read()).current.mode == "home"
    clock.advance(10 * 3600)
    await modes.obey_schedule()
    assert (await modes.read()).current.mode == "night"


async def test_own_modes_come_and_go_unless_they_are_needed(modes: ModesService) -> None:
    own = (await modes.create(ModeIn(name="Holiday", silent=True))).modes[-1]
    with pytest.raises(Conflict):
        await modes.create(ModeIn(name="HOLIDAY"))
    assert (await modes.edit(own.id, ModePatch(name="Trip"))).modes[-1].name == "Trip"
    await modes.set_schedule([_entry("08:00", own.id)])
    with pytest.raises(Conflict):
        await modes.delete(own.id)
    await modes.set_schedule([])
    await modes.choose(own.id)
    with pytest.raises(Conflict):
        await modes.delete(own.id)
    await modes.choose("home")
    assert len((await modes.delete(own.id)).modes) == 4
    with pytest.raises(Conflict):
        await modes.delete("night")
    with pytest.raises(BadInput):
        await modes.set_schedule([_entry("08:00", own.id)])


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("Аwаy", BadInput),  # two of its letters are Cyrillic
        ("НОМЕ", Conflict),  # all of them
        ("Nıght", Conflict),
        ("ᎪᏔᎪᎩ\u200b", BadInput),
    ],
)
async def test_a_name_that_looks_like_another_modes_is_refused(
    modes: ModesService, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await modes.create(ModeIn.model_construct(name=name))
    own = (await modes.create(ModeIn(name="Ferien"))).modes[-1]
    with pytest.raises(refusal):
        await modes.edit(own.id, ModePatch.model_construct(name=name, silent=None))
    assert (await modes.edit(own.id, ModePatch(name="FERIEN"))).modes[-1].name == "FERIEN"


@pytest.mark.parametrize(
    ("after", "until", "mode"),
    [
        ("2026-01-05T20:00", "2026-01-05T20:59", None),
        ("2026-01-05T20:59", "2026-01-05T21:00", "night"),  # 22:00 in Berlin
        ("2026-01-05T21:00", "2026-01-06T05:59", None),
        ("2026-01-05T21:00", "2026-01-06T06:00", "home"),
        ("2026-01-01T00:00", "2026-03-01T12:00", "home"),
        ("2026-03-28T22:00", "2026-03-29T05:00", "home"),  # the clock was put forward: 07:00 is an hour earlier
        ("2026-10-24T21:00", "2026-10-25T05:30", None),  # and back
    ],
)
def test_what_is_due(after: str, until: str, mode: str | None) -> None:
    entries = [_entry("22:00", "night"), _entry("07:00", "home")]
    since, now = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (after, until))
    found = due(entries, since, now, BERLIN)
    assert (found.mode if found else None) == mode


def test_a_time_that_the_clock_jumps_over_comes_once() -> None:
    entry = _entry("02:30", "night", ["sun"])
    midnight = datetime(2026, 3, 29, tzinfo=BERLIN).astimezone(UTC)
    minutes = [midnight + timedelta(minutes=minute) for minute in range(300)]
    come = [at for at in minutes if due([entry], at - timedelta(minutes=1), at, BERLIN) is not None]
    assert come == [datetime(2026, 3, 29, 1, tzinfo=UTC)], "when it jumps"
