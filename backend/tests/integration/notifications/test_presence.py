"""Who is at home, told by people and programs, and the mode that follows from it (N5, H3)."""

from collections.abc import AsyncIterator
from datetime import UTC, timedelta, tzinfo
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pydantic import ValidationError

from argusai.accounts.keys.scopes import Need, allows, read_need
from argusai.accounts.keys.service import ApiKeys
from argusai.kit.actor import ACTOR
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.pipeline.notifications.modes.service import ModesService
from argusai.pipeline.notifications.presence.follow import mode_after
from argusai.pipeline.notifications.presence.router import router
from argusai.pipeline.notifications.presence.schemas import MOST_RESIDENTS, ResidentIn, StateIn
from argusai.pipeline.notifications.presence.service import PresenceService
from tests.support.web import browser, include, make_accounts, make_web, set_up

pytestmark = pytest.mark.covers("N5", "H3")
IN, OUT, NEVER = "home", "not_home", ""


@pytest.mark.parametrize(
    ("before", "after", "mode", "by_hand", "then"),
    [
        ([IN], [OUT], "home", False, "away"),
        ([IN], [OUT], "home", True, "away"),  # that one is at home was true until now
        ([IN, OUT], [OUT, OUT], "home", False, "away"),
        ([IN, IN], [OUT, IN], "home", False, None),
        ([IN, NEVER], [OUT, NEVER], "home", False, None),  # of one nobody knows
        ([OUT, OUT], [OUT, OUT], "home", False, None),  # somebody chose Home while all are away
        ([OUT, OUT], [IN, OUT], "away", False, "home"),
        ([OUT, OUT], [IN, OUT], "away", True, None),  # by hand is the last word
        ([IN, OUT], [IN, IN], "away", False, None),
        ([IN], [OUT], "night", False, None),
        ([OUT], [IN], "disarmed", False, None),
        ([OUT], [IN], "holiday", False, None),
        ([], [], "home", False, None),
    ],
)
def test_only_the_last_one_out_and_the_first_one_in_change_a_mode(
    before: list[str], after: list[str], mode: str, by_hand: bool, then: str | None
) -> None:
    assert mode_after(before, after, mode, by_hand=by_hand) == then


async def _announce(session: Session, kind: str, body: dict[str, Any]) -> None:
    pass


async def _zone(session: Session) -> tzinfo:
    return UTC


@pytest.fixture
def modes(database: Database, clock: SimulatedClock) -> ModesService:
    return ModesService(database, _announce, _zone, clock)


@pytest.fixture
def presence(database: Database, modes: ModesService, clock: SimulatedClock) -> PresenceService:
    return PresenceService(database, _announce, modes, clock)


async def _standing(modes: ModesService) -> tuple[str, str, str]:
    current = (await modes.read()).current
    return current.mode, current.how, current.who


async def test_the_mode_follows_when_that_is_wanted_and_outlives_a_restart(
    presence: PresenceService, modes: ModesService, clock: SimulatedClock, database: Database
) -> None:
    for name in ("Anna", "Ben"):
        await presence.add(ResidentIn(name=name))
    for name in ("Anna", "Ben"):
        await presence.tell_of(name, StateIn(state="not_home"))
    assert await _standing(modes) == ("home", "", ""), "off by default"
    await presence.set_follows(True)
    assert await _standing(modes) == ("home", "", ""), "nothing changes at once"
    await presence.tell_of("Anna", StateIn(state="home"))
    again = PresenceService(database, _announce, modes, clock)  # a restart between coming and going
    clock.advance(60)
    await again.tell_of("ANNA", StateIn(state="not_home"))
    assert await _standing(modes) == ("away", "presence", "Anna")
    await again.tell_of("anna", StateIn(state="not_home"))  # twice
    await modes.choose("home")
    await again.tell_of("Anna", StateIn(state="not_home"))
    assert await _standing(modes) == ("home", "hand", "ArgusAI"), "told again, it undoes nothing"
    await again.tell_of("Ben", StateIn(state="home"))
    await again.tell_of("Ben", StateIn(state="not_home"))
    await again.tell_of("Ben", StateIn(state="home"))
    assert await _standing(modes) == ("home", "presence", "Ben")
    changes = [(each.mode, each.how) for each in (await modes.changes(9, None)).items]
    assert changes == [("home", "presence"), ("away", "presence"), ("home", "hand"), ("away", "presence")]


async def test_what_comes_late_or_too_early_or_of_strangers_changes_nothing(
    presence: PresenceService, modes: ModesService, clock: SimulatedClock
) -> None:
    [anna] = (await presence.add(ResidentIn(name="Anna"))).residents
    await presence.set_follows(True)
    now = clock.now()
    token = ACTOR.set("Ben")
    await presence.tell(anna.id, StateIn(state="home", at=now))
    ACTOR.reset(token)
    for who, at, error in (
        ("Anna", now - timedelta(seconds=1), Conflict),
        ("Anna", now + timedelta(minutes=6), BadInput),
        ("Mallory", None, NotFound),
        (str(uuid4()), None, NotFound),
    ):
        with pytest.raises(error):
            await presence.tell_of(who, StateIn(state="not_home", at=at))
    [kept] = (await presence.read()).residents
    assert (kept.state, kept.since, kept.told_by) == ("home", now, "Ben")
    await presence.tell_of("Anna", StateIn(state="not_home", at=now + timedelta(minutes=4)))  # clocks differ a little
    assert await _standing(modes) == ("away", "presence", "Anna")
    assert (await presence.tell_of(str(anna.id), StateIn(state="home"))).since == now, "it blocks nothing after it"
    clock.set_back(3600)  # the machine's clock is set back
    assert (await presence.tell(anna.id, StateIn(state="not_home"))).state == "not_home"
    assert await _standing(modes) == ("away", "presence", "Anna"), "the choice that was made last counts"
    for alike in ("ANNA", "\uff21nna"):
        with pytest.raises(Conflict):
            await presence.add(ResidentIn(name=alike))
    with pytest.raises(ValidationError, match="letters that can be seen"):
        ResidentIn(name="\u200b")
    for number in range(MOST_RESIDENTS - 1):
        await presence.add(ResidentIn(name=f"Guest {number}"))
    with pytest.raises(Conflict):
        await presence.add(ResidentIn(name="one more"))
    assert len((await presence.remove(anna.id)).residents) == MOST_RESIDENTS - 1


@pytest.fixture
async def admin(
    database: Database, clock: SimulatedClock, presence: PresenceService
) -> AsyncIterator[httpx.AsyncClient]:
    async def no_camera(_camera_id: object) -> None:
        pass

    web = make_web(make_accounts(database, clock), keys=ApiKeys(database, clock, no_camera))
    web.state.presence = presence
    include(web, router)
    async with browser(web) as caller:
        caller.headers.update(await set_up(caller))
        yield caller


async def test_a_key_tells_it_and_does_nothing_else(admin: httpx.AsyncClient) -> None:
    added = (await admin.post("/api/v1/presence/residents", json={"name": "Anna"})).json()
    where = f"/api/v1/presence/residents/{added['residents'][0]['id']}/state"
    keys = {
        scope: (await admin.post("/api/v1/keys", json={"name": "Phone", "scopes": [scope]})).json()["key"]
        for scope in ("presence:write", "streams:read")
    }

    async def tell(scope: str, given: Any, to: str = where) -> tuple[int, str]:
        stranger = {"Cookie": "", "X-CSRF-Token": "", "Authorization": f"Bearer {keys[scope]}"}
        answer = await admin.put(to, json=given, headers=stranger)
        return answer.status_code, answer.json().get("type", "")

    assert await tell("presence:write", {"state": "home"}) == (200, "")
    [anna] = (await admin.get("/api/v1/presence")).json()["residents"]
    assert (anna["state"], anna["told_by"]) == ("home", "the key “Phone”")
    assert await tell("streams:read", {"state": "home"}) == (403, "key-scope")
    as_shown = f"{where}?key={keys['presence:write']}"
    assert (await admin.put(as_shown, json={"state": "home"}, headers={"Cookie": ""})).status_code == 200
    assert await tell("presence:write", {"state": "home", "at": "2020-01-01T00:00:00Z"}) == (409, "told-late")
    bad: list[Any] = [{"state": "gone"}, {"state": "home", "at": "noon"}, {"state": "home", "who": "x"}, {}, [], None]
    for given in bad:
        assert (await tell("presence:write", given))[0] == 422, given
    nobody = f"/api/v1/presence/residents/{uuid4()}/state"
    assert await tell("presence:write", {"state": "home"}, nobody) == (404, "resident-not-found")
    assert (await tell("presence:write", {"name": "Eve"}, "/api/v1/presence/residents"))[0] in (401, 403, 405)
    assert (await admin.put(where, json={"state": "home"}, headers={"X-CSRF-Token": ""})).status_code == 403
    need = read_need("PUT", where)
    assert need == Need("presence:write", None)
    assert allows(["presence:write"], [], need), "it is about no camera"
