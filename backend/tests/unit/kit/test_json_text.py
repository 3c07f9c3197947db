"""JSON in which a name stands twice is refused, wherever it comes from (F31)."""

import json

import httpx
import pytest

from argusai.kit.asgi import Receive, Scope, Send
from argusai.kit.json_text import RepeatedName, UnrepeatedNames, read_json
from argusai.kit.web_edge import Edge
from argusai.kit.web_limits import BodyLimit
from tests.support.web import HERE

pytestmark = pytest.mark.covers("F31")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"a": 1, "a": 1}', "a"),
        ('{"b": [{"c": 1}, {"c": 1, "d": 2, "d": 3}]}', "d"),
        ('{"name": "x", "n\\u0061me": "y"}', "name"),
        ('{"\\ud800": 1, "\\ud800": 2}', "?"),
        (f'{{"{"x" * 5000}": 1, "{"x" * 5000}": 2}}', "x" * 100),
    ],
    ids=["at the top", "within", "spelt otherwise", "no character", "long"],
)
def test_the_name_is_said(text: str, name: str) -> None:
    with pytest.raises(RepeatedName) as refused:
        read_json(text)
    assert refused.value.fields == {name: "Stands more than once"}


def test_the_same_name_in_two_objects_is_read() -> None:
    text = '[{"a": 1}, {"a": {"a": 2}}, "a", "a"]'
    assert read_json(text) == json.loads(text)


async def _application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was sent."""
    body = (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


async def _post(body: bytes, kind: str) -> httpx.Response:
    inner = Edge(BodyLimit(UnrepeatedNames(_application)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(inner), base_url=HERE) as caller:
        return await caller.post("/api/x", content=body, headers={"content-type": kind})


TWICE = b'{"name": "a", "name": "b"}'


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json"]
)
async def test_a_request_is_refused_before_it_is_read(kind: str) -> None:
    answer = await _post(TWICE, kind)
    assert (answer.status_code, answer.json()["type"]) == (422, "bad-input")
    assert answer.json()["detail"] == "“name” stands more than once. Send it once."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"name": "a"}', "application/json"),
        (b"", "application/json"),
        (b'{"name": "a", "name"', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe\xfd", "application/json"),
        (TWICE, "image/jpeg"),
    ],
    ids=["once", "nothing", "cut off", "deep", "no text", "no JSON"],
)
async def test_everything_else_reaches_the_application_as_it_is(body: bytes, kind: str) -> None:
    assert (await _post(body, kind)).content == body
