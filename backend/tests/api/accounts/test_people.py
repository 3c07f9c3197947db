"""People join by a link that works once, and are removed at once (N1)."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from httpx_ws import AsyncWebSocketSession, aconnect_ws
from httpx_ws import WebSocketDisconnect as Closed
from httpx_ws.transport import ASGIWebSocketTransport

from argusai.accounts.people.models import InvitationRow
from argusai.accounts.router import SignedIn
from argusai.accounts.service import Accounts
from argusai.flow.joining import Joining
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.ids import new_id
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.capture.outages.repository import OutageRepository
from argusai.pipeline.events.history.browsing.repository import BrowsingRepository
from tests.support.outages import add_camera
from tests.support.web import ELSEWHERE, HERE, PASSWORD, browser, set_up, sign_in

pytestmark = pytest.mark.covers("N1")
PEOPLE, INVITATIONS = "/api/v1/people", "/api/v1/invitations"
SEEN, TAKEN = f"{INVITATIONS}/seen", f"{INVITATIONS}/taken"
CAMERA = UUID(int=5)


async def _invite(anna: httpx.AsyncClient, changes: dict[str, str], **given: Any) -> dict[str, Any]:
    answer = await anna.post(INVITATIONS, json=given, headers=changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def _join(caller: httpx.AsyncClient, token: str, name: str = "Ben") -> httpx.Response:
    return await caller.post(TAKEN, json={"token": token, "name": name, "password": PASSWORD})


async def test_somebody_far_away_joins_by_the_link_alone(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    made = await _invite(anna, changes, note="for Ben")
    async with browser(app, ELSEWHERE) as ben:
        seen = (await ben.post(SEEN, json={"token": made["token"]})).json()
        assert (seen["role"], seen["made_by"]) == ("member", "Anna")
        answer = await _join(ben, made["token"])
        assert (answer.status_code, answer.json()["user"]["role"]) == (201, "member")
        assert (await ben.get("/api/v1/session")).json()["user"]["name"] == "Ben"
        refused = await ben.get(PEOPLE)
        assert (refused.status_code, refused.json()["type"]) == (403, "administrators-only")
        refused = await ben.post(INVITATIONS, json={}, headers={"X-CSRF-Token": answer.json()["csrf_token"]})
        assert refused.status_code == 403
    found = (await anna.get(PEOPLE)).json()
    assert [(each["name"], each["role"]) for each in found["people"]] == [("Anna", "administrator"), ("Ben", "member")]
    assert found["invitations"] == [], "it is used up"


async def _unheard(session: Session, kind: str, body: dict[str, Any]) -> None:
    """Nobody is connected."""


async def _no_keys(session: Session, person_id: UUID) -> None:
    """Nobody made one."""


async def test_who_joins_begins_with_what_happens_from_then_on(
    app: FastAPI, accounts: Accounts, anna: httpx.AsyncClient, database: Database, clock: SimulatedClock
) -> None:
    changes = await set_up(anna)
    accounts.people.connect(_unheard, _no_keys, Joining(clock))
    await add_camera(database, CAMERA, "Yard")
    times: dict[str, Any] = {"began_at": clock.now(), "ended_at": clock.now(), "seconds": 1, "times": 1}
    async with database.write() as session:
        session.add(
            OutageRow(id=new_id(), camera_id=CAMERA, kind="away", slug="", reason="", told=True, news=7, **times)
        )
    clock.advance(60)
    async with browser(app, ELSEWHERE) as ben:
        ben_id = UUID((await _join(ben, (await _invite(anna, changes))["token"])).json()["user"]["id"])
    async with database.read() as session:
        assert await OutageRepository(session).seen(ben_id) == 7
        assert await BrowsingRepository(session, ben_id).seen_before() == clock.now()


async def test_of_many_at_once_one_joins(app: FastAPI, anna: httpx.AsyncClient) -> None:
    token = (await _invite(anna, await set_up(anna)))["token"]

    async def attempt(number: int) -> int:
        async with browser(app, ELSEWHERE) as caller:
            return (await _join(caller, token, f"Person {number}")).status_code

    assert sorted(await asyncio.gather(*(attempt(number) for number in range(8)))) == [201] + [404] * 7


async def test_a_link_ends_by_itself_and_when_it_is_taken_back(
    app: FastAPI, anna: httpx.AsyncClient, clock: SimulatedClock
) -> None:
    changes = await set_up(anna)
    short, long = await _invite(anna, changes, hours=1), await _invite(anna, changes, hours=48)
    clock.advance(3601)
    async with browser(app, ELSEWHERE) as ben:
        over = await _join(ben, short["token"])
        assert (over.status_code, over.json()["type"]) == (404, "invitation-over")
        assert [each["id"] for each in (await anna.get(PEOPLE)).json()["invitations"]] == [long["id"]]
        assert (await anna.delete(f"{INVITATIONS}/{long['id']}", headers=changes)).status_code == 204
        assert (await _join(ben, long["token"])).status_code == 404
    assert (await anna.delete(f"{INVITATIONS}/{long['id']}", headers=changes)).status_code == 404


async def test_a_taken_name_does_not_use_up_the_link(app: FastAPI, anna: httpx.AsyncClient) -> None:
    token = (await _invite(anna, await set_up(anna)))["token"]
    async with browser(app) as ben:
        taken = await _join(ben, token, "ANNA ")
        assert (taken.status_code, taken.json()["type"], list(taken.json()["fields"])) == (409, "name-taken", ["name"])
        assert (await _join(ben, token)).status_code == 201


async def test_a_stolen_database_lets_nobody_in(anna: httpx.AsyncClient, database: Database) -> None:
    token = (await _invite(anna, await set_up(anna)))["token"]
    async with database.read() as session:
        [row] = (await session.execute(sa.select(InvitationRow.__table__))).mappings().all()
    assert token not in str(dict(row))
    assert (await anna.get(PEOPLE)).text.count(token) == 0


async def test_who_guesses_links_is_slowed_down_and_a_right_one_still_works(
    app: FastAPI, anna: httpx.AsyncClient
) -> None:
    token = (await _invite(anna, await set_up(anna)))["token"]
    async with browser(app, ELSEWHERE) as eve:
        wrong = [await eve.post(SEEN, json={"token": f"argus_{'x' * 40}{number}"}) for number in range(7)]
        assert (wrong[0].status_code, wrong[-1].status_code) == (404, 429)
        assert (await eve.post(SEEN, json={"token": "no token"})).status_code == 422
        assert (await _join(eve, token)).status_code == 201


async def test_a_removed_person_is_out_at_once_and_may_come_again(app: FastAPI, anna: httpx.AsyncClient) -> None:
    @app.websocket("/api/v1/live")
    async def live(socket: WebSocket, _person: SignedIn) -> None:
        await socket.accept()
        try:
            while True:
                await socket.send_text(await socket.receive_text())
        except WebSocketDisconnect:
            return

    changes = await set_up(anna)
    transport = ASGIWebSocketTransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as ben:
        joined = await _join(ben, (await _invite(anna, changes))["token"])
        ben_id = joined.json()["user"]["id"]
        socket: AsyncWebSocketSession
        async with aconnect_ws(f"{HERE}/api/v1/live", ben) as socket:
            await socket.send_text("here")
            assert await socket.receive_text() == "here"
            assert (await anna.delete(f"{PEOPLE}/{ben_id}", headers=changes)).status_code == 204
            with pytest.raises(Closed) as closed:
                await socket.receive_text(timeout=60)
            assert closed.value.code == 4401
        assert (await ben.get("/api/v1/session")).json()["state"] == "signed-out"
        assert (await ben.post("/api/v1/session", json={"name": "Ben", "password": PASSWORD})).status_code == 401
        assert (await _join(ben, (await _invite(anna, changes))["token"])).status_code == 201, "under the same name"
    assert (await anna.delete(f"{PEOPLE}/{ben_id}", headers=changes)).status_code == 404


async def test_the_last_administrator_stays(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    anna_id = (await anna.get("/api/v1/session")).json()["user"]["id"]
    last = await anna.delete(f"{PEOPLE}/{anna_id}", headers=changes)
    assert (last.status_code, last.json()["type"]) == (409, "last-administrator")
    async with browser(app) as eve:
        await _join(eve, (await _invite(anna, changes, role="administrator"))["token"], "Eve")
        assert (await eve.get(PEOPLE)).status_code == 200
    assert (await anna.delete(f"{PEOPLE}/{anna_id}", headers=changes)).status_code == 204, "there is another one"
    assert (await anna.get("/api/v1/session")).json()["state"] == "signed-out"
    async with browser(app) as eve:
        await sign_in(eve, "Eve")
        assert [each["name"] for each in (await eve.get(PEOPLE)).json()["people"]] == ["Eve"]


async def test_joining_signs_out_whom_the_browser_had_signed_in(anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    before = dict(anna.cookies)
    assert (await _join(anna, (await _invite(anna, changes))["token"])).status_code == 201
    assert (await anna.get("/api/v1/session")).json()["user"]["name"] == "Ben"
    anna.cookies.clear()
    anna.cookies.update(before)
    assert (await anna.get("/api/v1/session")).json()["state"] == "signed-out"
