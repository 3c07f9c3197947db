"""F31: how much a caller may send, and how long it may take."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest

from argusai.kit.asgi import Message, Receive, Scope, Send
from argusai.kit.web_edge import Edge, ResponseCutShort
from argusai.kit.web_headers import SecurityHeaders
from argusai.kit.web_limits import MOST_BODY_BYTES, BodyLimit
from tests.support.web import HERE

pytestmark = pytest.mark.covers("F31")


class Counting:
    """Answers with the size of the body; `calls` counts how often anything got this far."""

    def __init__(self) -> None:
        self.calls = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        message = await receive()
        assert message["more_body"] is False
        size = str(len(message["body"])).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(size))]})
        await send({"type": "http.response.body", "body": size})


async def _post(app: object, content: bytes | AsyncIterator[bytes]) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as caller:  # type: ignore[arg-type]
        return await caller.post("/api/x", content=content)


async def _chunks(count: int, size: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"[" * size


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in chunks"])
async def test_ten_megabytes_are_refused_before_anything_looks_at_them(announced: bool) -> None:
    inner = Counting()
    content = b"[" * 10_000_000 if announced else _chunks(10, 1_000_000)
    answer = await _post(BodyLimit(inner), content)
    assert (answer.status_code, answer.json()["type"], inner.calls) == (413, "too-large", 0)
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in chunks"])
async def test_exactly_the_limit_passes(announced: bool) -> None:
    half = MOST_BODY_BYTES // 2
    content = b"x" * (2 * half) if announced else _chunks(2, half)
    assert (await _post(BodyLimit(Counting()), content)).text == str(MOST_BODY_BYTES)


async def test_a_false_length_helps_nobody() -> None:
    """The announced length is small, what comes is not."""
    sent = [b"x" * MOST_BODY_BYTES, b"x"]
    answers = await _call(BodyLimit(Counting()), sent, [(b"content-length", b"5")])
    assert answers[0]["status"] == 413


@pytest.mark.parametrize("length", [b"-1", b"five", b"9" * 5000, b"\xb2"])
async def test_an_odd_length_is_no_failure(length: bytes) -> None:
    answers = await _call(BodyLimit(Counting()), [b"x"], [(b"content-length", length)])
    assert answers[0]["status"] in {200, 413}


async def test_who_sends_too_slowly_is_told() -> None:
    answers = await _call(BodyLimit(Counting(), slowest_seconds=0.05), [], [])
    assert answers[0]["status"] == 408


async def test_who_leaves_half_way_gets_no_answer() -> None:
    inner = Counting()
    answers = await _call(BodyLimit(inner), [b"x", None], [])
    assert (answers, inner.calls) == ([], 0)


async def test_every_answer_carries_the_headers_that_protect_the_browser() -> None:
    headers = (await _post(SecurityHeaders(BodyLimit(Counting())), b"[" * 2_000_000)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self' ws://localhost:8000 wss://localhost:8000"


@pytest.mark.parametrize("host", [b"evil.example; script-src *", b"x y", b"", b"\xff", b"a" * 300])
async def test_the_host_cannot_widen_the_policy(host: bytes) -> None:
    answers = await _call(SecurityHeaders(Counting()), [b""], [(b"host", host)])
    policy = dict(answers[0]["headers"])[b"content-security-policy"]
    assert policy.endswith(b"connect-src 'self'")


async def test_half_an_answer_is_cut_short_not_passed_off_as_whole() -> None:
    async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("the disk went away")

    with pytest.raises(ResponseCutShort):
        await _call(Edge(breaks), [b""], [])


async def _call(app: object, sent: Sequence[bytes | None], headers: list[tuple[bytes, bytes]]) -> list[Message]:
    """Call `app` below any HTTP library: `sent` are the parts of the body, None is the end of the connection; after
    them nothing comes for a long time."""
    answers: list[Message] = []
    waiting = list(sent)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(60)
        part = waiting.pop(0)
        if part is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": part, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        answers.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/x", "headers": headers, "scheme": "http"}
    await app(scope, receive, send)  # type: ignore[operator]
    return answers
