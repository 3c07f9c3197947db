"""What a removed person leaves behind to come back with: nothing (N1)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI

from tests.support.web import PASSWORD, browser, set_up

pytestmark = pytest.mark.covers("N1")
PEOPLE, INVITATIONS = "/api/v1/people", "/api/v1/invitations"
TAKEN = f"{INVITATIONS}/taken"


@asynccontextmanager
async def _eve(app: FastAPI, anna: httpx.AsyncClient, changes: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    """Another administrator, signed in."""
    made = (await anna.post(INVITATIONS, json={"role": "administrator"}, headers=changes)).json()
    async with browser(app) as eve:
        joined = await eve.post(TAKEN, json={"token": made["token"], "name": "Eve", "password": PASSWORD})
        eve.headers["X-CSRF-Token"] = joined.json()["csrf_token"]
        yield eve


async def _id(caller: httpx.AsyncClient) -> str:
    return str((await caller.get("/api/v1/session")).json()["user"]["id"])


async def test_the_links_that_he_made_open_nothing_any_more(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    by_anna = (await anna.post(INVITATIONS, json={}, headers=changes)).json()
    async with _eve(app, anna, changes) as eve:
        back_door = (await eve.post(INVITATIONS, json={"role": "administrator", "hours": 720})).json()["token"]
        assert (await anna.delete(f"{PEOPLE}/{await _id(eve)}", headers=changes)).status_code == 204
        came_back = await eve.post(TAKEN, json={"token": back_door, "name": "Eve", "password": PASSWORD})
        assert (came_back.status_code, came_back.json()["type"]) == (404, "invitation-over")
    assert [each["id"] for each in (await anna.get(PEOPLE)).json()["invitations"]] == [by_anna["id"]], "Anna's stays"


async def test_a_request_that_was_still_being_sent_comes_to_nothing(app: FastAPI, anna: httpx.AsyncClient) -> None:
    """Let in while he was one of the people; the rest of it comes when he is none."""
    changes = await set_up(anna)
    async with _eve(app, anna, changes) as eve:
        eve_id = await _id(eve)

        async def slowly() -> AsyncIterator[bytes]:
            yield b'{"role": "administrator",'
            assert (await anna.delete(f"{PEOPLE}/{eve_id}", headers=changes)).status_code == 204
            yield b' "hours": 720}'

        late = await eve.post(INVITATIONS, content=slowly(), headers={"Content-Type": "application/json"})
        assert (late.status_code, late.json()["type"]) == (401, "not-signed-in")
    assert (await anna.get(PEOPLE)).json()["invitations"] == []
