"""F6, F31: every failure is a problem (RFC 9457), says what to do, and repeats nothing that was sent."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.schemas import FirstRunIn
from argusai.kit.errors import ArgusError, Conflict, NotFound, TooMany, Unavailable
from argusai.kit.log import set_up_log
from argusai.kit.problems import install_problems, problems
from argusai.pipeline.capture.cameras.schemas import CameraIn
from tests.support.secrets import secret
from tests.support.web import HERE

pytestmark = pytest.mark.covers("F6", "F31")
JSON = {"Content-Type": "application/json"}
_ERRORS: dict[str, ArgusError] = {
    "conflict": Conflict("It is there.", slug="camera-exists"),
    "missing": NotFound("Gone."),
    "slow": TooMany("Wait.", retry_after_seconds=30),
    "later": Unavailable("Later.", retry_after_seconds=0),
}


def _app() -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.post("/api/people", responses=problems(409, 429))
    async def people(body: FirstRunIn) -> str:
        return body.name

    @app.post("/api/cameras")
    async def cameras(body: CameraIn) -> str:
        return body.name

    @app.get("/api/list")
    async def listed(limit: int = 10) -> int:
        return limit

    @app.get("/api/raising/{which}")
    async def raising(which: str) -> None:
        raise _ERRORS[which]

    @app.get("/api/failing")
    async def failing() -> None:
        raise ValueError("rtsp://anna:hidden-word@camera/")

    install_problems(app)
    return app


@pytest.fixture
async def caller() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(_app()), base_url=HERE) as opened:
        yield opened


def _check(answer: httpx.Response, status: int, slug: str) -> dict[str, str]:
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["type"]) == (status, status, slug), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["title"]
    assert problem["detail"]
    fields: dict[str, str] = problem["fields"]
    return fields


@pytest.mark.parametrize(
    ("which", "status", "slug", "retry_after"),
    [
        ("conflict", 409, "camera-exists", None),
        ("missing", 404, "not-found", None),
        ("slow", 429, "too-many", "30"),
        ("later", 503, "unavailable", "1"),
    ],
)
async def test_our_errors(
    caller: httpx.AsyncClient, which: str, status: int, slug: str, retry_after: str | None
) -> None:
    answer = await caller.get(f"/api/raising/{which}")
    _check(answer, status, slug)
    assert answer.headers.get("retry-after") == retry_after
    assert answer.json()["instance"] == f"/api/raising/{which}"


async def test_the_frameworks_refusals(caller: httpx.AsyncClient) -> None:
    _check(await caller.get("/api/nothing"), 404, "not-found")
    answer = await caller.delete("/api/people")
    _check(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"


async def test_a_failure_nobody_foresaw_tells_the_log_and_nobody_else(
    caller: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_log()
    answer = await caller.get("/api/failing")
    _check(answer, 500, "error")
    logged = capsys.readouterr().err
    assert "hidden-word" not in answer.text + logged
    assert "Traceback" not in answer.text
    assert "Traceback" in logged
    assert "rtsp://***@camera/" in logged


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"password": "x" * 12}, ["name"]),
        ({"name": "Anna", "password": "short"}, ["password"]),
        ({"name": "Anna", "password": "x" * 257}, ["password"]),
        ({"name": "", "password": "x" * 12, "extra": 1}, ["extra", "name"]),
        ({"name": 7, "password": ["x"]}, ["name", "password"]),
        ({"name": None, "password": {"a": "b"}}, ["name", "password"]),
        ([], []),
        ("text", []),
    ],
    ids=lambda each: str(each)[:40],
)
async def test_faulty_inputs_are_named(caller: httpx.AsyncClient, body: object, fields: list[str]) -> None:
    found = _check(await caller.post("/api/people", json=body), 422, "bad-input")
    assert sorted(found) == fields


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ({"kind": "rtsp"}, "source.url"),
        ({"kind": "rtsp", "url": "rtsp://x", "port": 1}, "source.port"),
        ({"kind": "telepathy"}, "source"),
        ({}, "source"),
        ("rtsp://x", "source"),
    ],
    ids=str,
)
async def test_fields_are_named_as_the_caller_wrote_them(caller: httpx.AsyncClient, source: object, field: str) -> None:
    answer = await caller.post("/api/cameras", json={"name": "Door", "source": source})
    assert list(_check(answer, 422, "bad-input")) == [field]


async def test_a_query_is_checked_too(caller: httpx.AsyncClient) -> None:
    assert list(_check(await caller.get("/api/list?limit=many"), 422, "bad-input")) == ["limit"]


async def test_what_was_sent_is_never_repeated(caller: httpx.AsyncClient) -> None:
    word = secret("hunter2-and-more")
    bodies = [
        {"name": word * 20, "password": word, "code": word * 9},
        {"name": [word], "password": [word], "code": {"a": word}},
        {"name": "Door", "source": {"kind": word, "url": word, "password": word}},
        {"name": "Door", "source": {"kind": "rtsp", "url": word * 100, "username": [word]}},
    ]
    for path in ("/api/people", "/api/cameras"):
        for body in bodies:
            answer = await caller.post(path, json=body)
            assert answer.status_code == 422
            assert word not in answer.text


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "",
        "\x00",
        "{'name': 'Anna'}",
        "[" * 500_000,
        '{"a":' * 150_000,
        '{"name": "Anna", "password": ' + "9" * 10_000 + "}",
        '{"name": "\\ud800", "password": "\\udfff-long-enough"}',
        '{"name": NaN, "password": Infinity}',
    ],
    ids=lambda content: str(content)[:20],
)
async def test_malformed_json_is_refused(caller: httpx.AsyncClient, content: str) -> None:
    answer = await caller.post("/api/people", content=content, headers=JSON)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_bytes_that_are_no_text_are_refused(caller: httpx.AsyncClient) -> None:
    answer = await caller.post("/api/people", content=b'{"name": "\xff\xfe"}', headers=JSON)
    assert answer.status_code in {400, 422}


async def test_another_content_type_is_refused(caller: httpx.AsyncClient) -> None:
    content = json.dumps({"name": "Anna", "password": "x" * 12})
    answer = await caller.post("/api/people", content=content, headers={"Content-Type": "text/plain"})
    _check(answer, 422, "bad-input")


async def test_a_broken_host_header_is_no_failure(caller: httpx.AsyncClient) -> None:
    _check(await caller.get("/api/nothing", headers={"Host": "[::1"}), 404, "not-found")


async def test_openapi_declares_problems_as_they_are(caller: httpx.AsyncClient) -> None:
    document = (await caller.get("/openapi.json")).json()
    responses = document["paths"]["/api/people"]["post"]["responses"]
    assert {"400", "401", "403", "408", "409", "413", "422", "429", "503"} <= set(responses)
    for status, response in responses.items():
        if status >= "400":
            schema = {"$ref": "#/components/schemas/ProblemOut"}
            name = response.get("$ref", "").removeprefix("#/components/responses/")
            answer = document["components"]["responses"].get(name, response)
            assert answer["content"] == {"application/problem+json": {"schema": schema}}
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert "ProblemOut" in document["components"]["schemas"]
