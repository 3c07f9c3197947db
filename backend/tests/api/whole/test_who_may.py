"""Who may do what, for every route that there is: a route that is not in this table fails the test (N1)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.responses import PlainTextResponse

from argusai.accounts.contract import COOKIE, OpenSession, Person, Role
from argusai.accounts.guard import Guard, _administrator, may
from argusai.accounts.keys.scopes import read_need
from argusai.accounts.members import SOCKET
from argusai.kit.asgi import Receive, Scope, Send
from argusai.kit.db import Session
from tests.support.source import ROOT
from tests.support.web import HERE

pytestmark = pytest.mark.covers("N1")
SOME_ID = "0190a0a0-0000-7000-8000-000000000001"
# Below /api/v1 unless it begins with two slashes; the rest of the methods of a path stands in another line.
EVERYBODY = """
GET //health
GET /session
POST /session /first-run /invitations/seen /invitations/taken
GET /encryption /encryption/argusai-authority.crt /notice-pictures/{token}
"""
MEMBER = """
GET //openapi.json /calm /camera-groups /cameras /cameras/default-filters /cameras/{camera_id} /channel-settings
GET /cameras/{camera_id}/decisions /cameras/{camera_id}/outages /cameras/{camera_id}/reasons /channels /deliveries
GET /deliveries/export
GET /cameras/{camera_id}/snapshot /cameras/{camera_id}/snapshot.jpg /cameras/{camera_id}/stream.mjpeg /detectors
GET /cameras/{camera_id}/stream.mp4 /decisions/{decision_id}/picture /events /events/labels /events/summary
GET /events/{event_id} /events/{event_id}/clip /events/{event_id}/descriptions /events/{event_id}/notices
GET /events/{event_id}/questions /events/{event_id}/why /media/{media_id} /modes /modes/changes /notices
GET /notices/summary /outages /parcels /presence /rules /rules/choices /rules/{rule_id}/versions /settings /system
SOCKET /live /cameras/{camera_id}/live
PATCH /calm /channels/{channel_id}
POST /calm/snooze /cameras/{camera_id}/describe /channels /channels/{channel_id}/test /events/seen /outages/seen
POST /deliveries/{delivery_id}/resend /notices/read /notices/{notice_id}/read /notices/{notice_id}/acknowledgement
PUT /session/password /events/{event_id}/feedback /events/{event_id}/seen /modes/current
PUT /presence/residents/{resident_id}/state
POST /cameras/{camera_id}/doorbell/press
DELETE /session /channels/{channel_id} /events/{event_id}/feedback
"""
ADMINISTRATOR = """
GET /descriptions/batches /descriptions/accuracy /cameras/{camera_id}/corrections /cameras/{camera_id}/prompts
GET /cameras/devices
POST /cameras/{camera_id}/prompts/trial /cameras/{camera_id}/prompts/{prompt_id}/restore
POST /descriptions/batches /descriptions/batches/estimate /descriptions/batches/{batch_id}/cancel
GET /people /keys /self-test /describers /describing /descriptions/costs /cameras/{camera_id}/describing
GET /configuration/versions /configuration/versions/{version_id} /home-assistant /home-assistant/commands
POST /invitations /keys /cameras /cameras/changes /cameras/test /cameras/{camera_id}/zones/trial /camera-groups
POST /configuration/export /configuration/import /configuration/versions/{version_id}/restore /describers
POST /describers/models /describers/{describer_id}/reset /describers/{describer_id}/test /detectors /events
POST /events/{event_id}/descriptions /events/{event_id}/questions /events/{event_id}/questions/{question_id}/again
POST /home-assistant/test /modes /presence/residents /rules /rules/trial /rules/{rule_id}/restore /self-test/runs
PUT /cameras/order /cameras/{camera_id}/describing /cameras/{camera_id}/pause /cameras/{camera_id}/privacy
PUT /describers/order /detectors/in-use /detectors/{name}/model /events/{event_id}/descriptions/shown
PUT /modes/schedule /self-test
PATCH /cameras/{camera_id} /camera-groups/{group_id} /channel-settings /describers/{describer_id} /describing
PATCH /people/{person_id} /home-assistant /modes/{mode_id} /presence /rules/{rule_id} /settings
DELETE /people/{person_id} /invitations/{invitation_id} /keys/{key_id} /cameras/{camera_id} /camera-groups/{group_id}
DELETE /cameras/{camera_id}/pause /describers/{describer_id} /detectors/{name} /events/{event_id} /modes/{mode_id}
DELETE /events/{event_id}/questions/{question_id} /presence/residents/{resident_id} /rules/{rule_id}
"""
Request = tuple[str, str]


def _read(table: str) -> set[Request]:
    lines = [line.split() for line in table.split("\n") if line]
    return {(method, _whole(path)) for method, *paths in lines for path in paths}


def _whole(path: str) -> str:
    return path[1:] if path.startswith("//") else f"/api/v1{path}"


WHO = {
    **dict.fromkeys(_read(EVERYBODY), "everybody"),
    **dict.fromkeys(_read(MEMBER), "member"),
    **dict.fromkeys(_read(ADMINISTRATOR), "administrator"),
}


def _listed(app: FastAPI) -> dict[Request, Any]:
    """Each method of each route, as OpenAPI writes its path, with what it depends on."""
    return {
        (method, re.sub(r":\w+\}", "}", context.path or "")): getattr(context, "dependant", None)
        for context in iter_route_contexts(app.routes)
        for method in set(getattr(context, "methods", None) or {SOCKET}) - {"HEAD"}
    }


def test_the_table_says_of_every_route_who_may(whole: FastAPI) -> None:
    assert set(_listed(whole)) == set(WHO), "say in this table who may, and in accounts/members.py when members may"
    described = json.loads((ROOT / "frontend" / "openapi.json").read_text(encoding="utf-8"))
    named = {(method.upper(), path) for path, methods in described["paths"].items() for method in methods}
    assert named <= set(WHO)


def test_what_takes_an_administrator_says_so_at_its_route_too(whole: FastAPI) -> None:
    """Two walls: the guard's list, and the route's own word."""
    asks = {request for request, dependant in _listed(whole).items() if _administrator in _calls(dependant)}
    assert asks == {request for request, who in WHO.items() if who == "administrator"}


def test_a_key_opens_nothing_that_a_member_may_not_do() -> None:
    """Its maker may have become one."""
    by_key = {request for request in WHO if read_need(request[0], re.sub(r"\{\w+\}", SOME_ID, request[1]))}
    assert len(by_key) == 7
    assert {WHO[request] for request in by_key} == {"member"}


def _calls(dependant: Any) -> set[Callable[..., Any]]:
    if dependant is None:
        return set()
    return {dependant.call, *(call for each in dependant.dependencies for call in _calls(each))}


@dataclass
class OneSession:
    """Implements SessionLookup: one person is signed in."""

    role: str | None

    async def find(self, token: str) -> OpenSession | None:
        if self.role is None:
            return None
        return OpenSession(UUID(int=1), Person(UUID(int=2), "Ben", cast(Role, self.role)), "csrf", datetime.now(UTC))

    def on_session_end(self, session_id: UUID, tell: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    async def require(self, session_id: UUID, session: Session) -> None:
        """It lasts."""


async def _reached(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("reached")(scope, receive, send)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (None, {"everybody"}),
        ("member", {"everybody", "member"}),
        ("guest", {"everybody", "member"}),  # of a later version of the program: no more than a member
        ("administrator", {"everybody", "member", "administrator"}),
    ],
)
async def test_the_guard_lets_each_do_what_the_table_says(role: str | None, allowed: set[str]) -> None:
    transport = httpx.ASGITransport(Guard(_reached, OneSession(role)))
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as caller:
        caller.cookies.set(COOKIE, "a token")
        for (method, path), who in WHO.items():
            if method == SOCKET:
                continue
            address = re.sub(r"\{token\}", "a" * 30, re.sub(r"\{(?!token)\w+\}", SOME_ID, path))
            answer = await caller.request(method, address, headers={"X-CSRF-Token": "csrf"})
            assert (answer.text == "reached") == (who in allowed), (role, method, path, answer.text)
            if who == "administrator" and role in {"member", "guest"}:
                assert (answer.status_code, answer.json()["type"]) == (403, "administrators-only")


def test_a_members_sockets_are_those_of_the_table() -> None:
    ben = Person(UUID(int=2), "Ben", "member")
    for (method, path), who in WHO.items():
        if method == SOCKET:
            assert may(ben, SOCKET, re.sub(r"\{\w+\}", SOME_ID, path)) == (who == "member")
    assert not may(ben, SOCKET, "/api/v1/echo"), "what nobody listed"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/cameras/",
        "/api/v1/cameras//",
        f"/api/v1/cameras/{SOME_ID}/",
        f"/api/v1/cameras/{SOME_ID}\n",
        f"/api/v1/cameras/{SOME_ID}/../../keys",
        "/api/v1/CAMERAS",
        "/api/v1/calm/../keys",
        f"/api/v1/cameras/{SOME_ID}x",
    ],
)
def test_what_is_written_otherwise_is_not_in_the_list(path: str) -> None:
    assert not may(Person(UUID(int=2), "Ben", "member"), "GET", path)
