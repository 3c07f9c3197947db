"""F6, F14, F32 on every route that there is: refused without sign-in, shadowed by none, documented."""

import json
import re
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx_ws import AsyncWebSocketSession, WebSocketDisconnect, aconnect_ws
from httpx_ws.transport import ASGIWebSocketTransport
from starlette.routing import Match

from argusai.accounts.keys.scopes import read_need
from tests.support.web import HERE

OPEN = {("GET", "/api/v1/session"), ("POST", "/api/v1/session"), ("POST", "/api/v1/first-run"), ("GET", "/health")} | {
    ("GET", "/api/v1/notice-pictures/{token}"),  # a signed link: tests/api/notices
    ("GET", "/api/v1/encryption"),  # for who does not trust the certificate yet
    ("GET", "/api/v1/encryption/argusai-authority.crt"),
    ("POST", "/api/v1/invitations/seen"),  # a link that works once: tests/api/accounts/test_people.py
    ("POST", "/api/v1/invitations/taken"),
}
SOME_ID = UUID("0190a0a0-0000-7000-8000-000000000001")
SIGNED_OUT = 4401


@dataclass(frozen=True)
class Listed:
    path: str
    methods: frozenset[str]  # empty: a WebSocket

    @property
    def example(self) -> str:
        return re.sub(r"\{[^}]+\}", str(SOME_ID), self.path)


def _listed(app: FastAPI) -> list[Listed]:
    return [
        Listed(context.path or "", frozenset(getattr(context, "methods", None) or ()))
        for context in iter_route_contexts(app.routes)
    ]


@pytest.mark.covers("F14", "F32")
async def test_every_route_is_refused_without_sign_in(whole: FastAPI) -> None:
    refused = 0
    async with httpx.AsyncClient(transport=httpx.ASGITransport(whole), base_url=HERE) as caller:
        for listed in _listed(whole):
            for method in listed.methods - {"HEAD"}:
                if (method, listed.path) not in OPEN:
                    answer = await caller.request(method, listed.example, json={})
                    assert (answer.status_code, answer.json()["type"]) == (401, "not-signed-in"), (method, listed)
                    refused += 1
    assert refused >= 20


@pytest.mark.covers("F31")
async def test_every_route_refuses_a_parameter_that_it_does_not_know(
    monkeypatch: pytest.MonkeyPatch, own_whole: FastAPI
) -> None:
    """Behind the guard, which is not what this is about: nobody who is not signed in comes so far."""
    monkeypatch.setattr(own_whole, "user_middleware", [])
    asked = 0
    async with httpx.AsyncClient(transport=httpx.ASGITransport(own_whole), base_url=HERE) as caller:
        for listed in _listed(own_whole):
            for method in listed.methods - {"HEAD"} if listed.path.startswith("/api/v1/") else ():
                answer = await caller.request(method, listed.example, params={"foo": "1"}, json={})
                assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), listed
                assert answer.json()["fields"] == {"foo": "This parameter is not known"}, listed
                asked += 1
    assert asked >= 20


@pytest.mark.covers("F32")
async def test_every_socket_is_refused_without_sign_in(whole: FastAPI) -> None:
    sockets = [listed for listed in _listed(whole) if not listed.methods]
    async with httpx.AsyncClient(transport=ASGIWebSocketTransport(whole), base_url=HERE) as line:
        for listed in sockets:
            socket: AsyncWebSocketSession
            async with aconnect_ws(HERE + listed.example, line) as socket:
                with pytest.raises(WebSocketDisconnect) as caught:
                    await socket.receive_text(timeout=60)
            assert caught.value.code == SIGNED_OUT, listed
    assert {listed.example for listed in sockets} >= {"/api/v1/live", f"/api/v1/cameras/{SOME_ID}/live"}


@pytest.mark.covers("F32")
def test_no_route_is_shadowed_by_another(whole: FastAPI) -> None:
    """Each route's own example address and method reach that very route."""
    contexts = list(iter_route_contexts(whole.routes))
    for number, listed in enumerate(_listed(whole)):
        for method in listed.methods or {""}:
            kind = "http" if listed.methods else "websocket"
            scope = {"type": kind, "method": method, "path": listed.example, "root_path": "", "headers": []}
            full = [place for place, each in enumerate(contexts) if each.matches(scope)[0] is Match.FULL]
            assert full == [number], (method, listed, [contexts[place].path for place in full])


@pytest.mark.covers("F6")
def test_the_document_stays_whole_however_often_it_is_asked_for(whole: FastAPI) -> None:
    first = json.dumps(whole.openapi())
    assert json.dumps(whole.openapi()) == first
    document = json.loads(first)
    for name in set(re.findall(r'"#/([^"]+)"', first)):
        found = document
        for part in name.split("/"):
            assert part in found, name
            found = found[part]


@pytest.mark.covers("F6")
def test_every_route_declares_its_problems(whole: FastAPI) -> None:
    document = whole.openapi()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            declared = set(operation["responses"])
            where = f"{method} {path}"
            if (method.upper(), path) not in OPEN:
                assert {"401", "403", "429"} <= declared, where  # a key may be wrong, too often, or without the scope
            if method != "get":
                assert "403" in declared, where
            assert "503" in declared, where
            if "{" in path:
                assert "404" in declared, where
            for status in declared:
                answer = operation["responses"][status]
                answer = document["components"]["responses"].get(answer.get("$ref", "").rpartition("/")[2], answer)
                content = answer.get("content", {})
                assert status < "400" or set(content) == {"application/problem+json"}, where


@pytest.mark.covers("F6")
def test_the_open_routes_are_marked_as_open_and_no_others(whole: FastAPI) -> None:
    document = whole.openapi()
    marked = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if operation.get("security") == []
    }
    assert marked == OPEN


@pytest.mark.covers("F6")
def test_nouns_and_no_offsets(whole: FastAPI) -> None:
    for path, operations in whole.openapi()["paths"].items():
        assert path == path.lower()
        names = {parameter["name"] for each in operations.values() for parameter in each.get("parameters", [])}
        assert not names & {"offset", "page", "skip"}


@pytest.mark.covers("C9", "N5", "H3")
def test_every_route_that_takes_a_key_takes_it_in_its_address(whole: FastAPI) -> None:
    """As pages show such addresses; what a route does not declare is refused (above)."""
    taken = {}
    for path, operations in whole.openapi()["paths"].items():
        for method, operation in operations.items():
            if read_need(method.upper(), re.sub(r"\{[^}]+\}", str(SOME_ID), path)) is not None:
                taken[method, path] = {
                    each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"
                }
    assert len(taken) >= 5
    assert [route for route, names in taken.items() if "key" not in names] == []
