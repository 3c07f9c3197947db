"""Who is made an administrator or a member: at once, in whatever is open (N1)."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from httpx_ws import AsyncWebSocketSession, WebSocketDisconnect

from argusai.accounts.contract import COOKIE, Person
from argusai.accounts.keys.schemas import KeyIn
from argusai.accounts.keys.service import ApiKeys
from argusai.accounts.repository import AccountsRepository
from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotSignedIn
from tests.api.accounts.test_removal import INVITATIONS, PEOPLE, TAKEN, _eve, _id
from tests.api.accounts.test_sockets import _line, _socket
from tests.support.web import PASSWORD, set_up

pytestmark = pytest.mark.covers("N1")


async def _make(anna: httpx.AsyncClient, person: str, role: str) -> httpx.Response:
    return await anna.patch(f"{PEOPLE}/{person}", json={"role": role})


@pytest.fixture
async def both(app: FastAPI, anna: httpx.AsyncClient) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """Anna, and Eve: two administrators."""
    changes = await set_up(anna)
    anna.headers.update(changes)
    async with _eve(app, anna, changes) as eve:
        yield anna, eve


Both = tuple[httpx.AsyncClient, httpx.AsyncClient]


async def test_who_becomes_a_member_stays_signed_in_and_may_less_at_once(app: FastAPI, both: Both) -> None:
    anna, eve = both
    socket: AsyncWebSocketSession
    async with _line(app, eve.cookies[COOKIE]) as line, _socket(line) as socket:
        await socket.send_text("hello")
        assert await socket.receive_text(timeout=60) == "Eve: hello"
        assert (await _make(anna, await _id(eve), "member")).status_code == 204
        with pytest.raises(WebSocketDisconnect) as closed:
            await socket.receive_text(timeout=60)
    assert closed.value.code == 1012, "the page comes again"
    assert (await eve.get("/api/v1/session")).json()["user"]["role"] == "member"
    assert (await eve.get(PEOPLE)).json()["type"] == "administrators-only"
    assert (await _make(anna, await _id(eve), "administrator")).status_code == 204
    assert (await eve.get(PEOPLE)).status_code == 200


async def test_what_is_still_being_sent_with_the_old_rights_comes_to_nothing(both: Both) -> None:
    anna, eve = both
    eve_id = await _id(eve)

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"role": "administrator",'
        assert (await _make(anna, eve_id, "member")).status_code == 204
        await eve.get("/api/v1/session")  # her browser goes on meanwhile
        yield b' "hours": 720}'

    late = await eve.post(INVITATIONS, content=slowly(), headers={"Content-Type": "application/json"})
    assert late.status_code == 401
    assert (await anna.get(PEOPLE)).json()["invitations"] == []


async def test_a_member_has_no_link_left_that_makes_an_administrator(both: Both) -> None:
    anna, eve = both
    back_door = (await eve.post(INVITATIONS, json={"role": "administrator"})).json()["token"]
    await _make(anna, await _id(eve), "member")
    assert (
        await eve.post(TAKEN, json={"token": back_door, "name": "Mallory", "password": PASSWORD})
    ).status_code == 404


async def test_the_last_administrator_stays_one(both: Both) -> None:
    anna, eve = both
    assert (await _make(anna, await _id(anna), "member")).status_code == 204, "he may step down while there is another"
    refused = await _make(eve, await _id(eve), "member")
    assert (refused.status_code, refused.json()["type"]) == (409, "last-administrator")
    assert (await _make(eve, "0190a0a0-0000-7000-8000-000000000001", "member")).status_code == 404
    assert (await _make(eve, await _id(eve), "emperor")).status_code == 422


async def test_keys_end_with_whom_they_are_of_and_pages_hear_of_it(
    database: Database, clock: SimulatedClock, accounts: Accounts, both: Both
) -> None:
    anna, eve = both
    heard: list[str] = []

    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        heard.append(kind)

    async def any_camera(_camera_id: object) -> None:
        """It is there."""

    keys = ApiKeys(database, clock, any_camera)
    accounts.people.connect(announce, keys.end_of)
    people = {person.name: person for person in await _people(database)}
    hers = await keys.create(KeyIn(name="Kitchen"), people["Eve"])
    annas = await keys.create(KeyIn(name="Home Assistant"), people["Anna"])
    shown = {each["name"]: each["keys"] for each in (await anna.get(PEOPLE)).json()["people"]}
    assert shown == {"Anna": ["Home Assistant"], "Eve": ["Kitchen"]}
    ended: list[str] = []
    keys.on_key_end(hers.id, lambda: ended.append("hers"))
    await _make(anna, await _id(eve), "member")
    await keys.check(hers.key, "here")  # members may look, too
    assert (await anna.delete(f"{PEOPLE}/{await _id(eve)}")).status_code == 204
    assert ended == ["hers"]
    with pytest.raises(NotSignedIn):
        await keys.check(hers.key, "here")
    await keys.check(annas.key, "here")
    assert heard == ["people.changed"] * 2


async def _people(database: Database) -> list[Person]:
    async with database.read() as session:
        return await AccountsRepository(session).people()
