"""What every kind of provider must do, against real servers: one suite, which the modules of tests take in."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from llmock.scenarios import Delay, Fail, Reply, ToolCall
from llmock.testing import LLMockServer

from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.contract import Answer, Kind
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.registry import provider
from tests.support.models_served import (
    GOOD,
    KEY,
    Habits,
    access,
    an_ask,
    bad_server,
    http_answer,
    on,
    self_signed,
)  # fmt: skip


async def fails(kind: Kind, base_url: str | None, **changed: Any) -> ProviderFailed:
    """How asking fails; holds for every failure: no key, no words of the server's, nothing behind it."""
    with pytest.raises(ProviderFailed) as caught:
        await provider(kind).ask(access(kind, base_url, **changed), an_ask())
    for _ in range(3):
        await asyncio.sleep(0)  # closed sockets are let go at the loop's next turn
    failure = caught.value
    shown = f"{failure!r} {failure.sentence} {failure.__cause__!r} {failure.__context__!r}"
    assert KEY not in shown
    assert "4711" not in shown
    assert failure.sentence.endswith(".")
    return failure


def says(server: LLMockServer, kind: Kind, fields: dict[str, Any], tool: str = "describe_event") -> None:
    if kind == "anthropic":
        server.state.scenarios.add(Reply(tool_calls=(ToolCall(tool, fields),)))
    else:
        server.state.scenarios.add(Reply(text=json.dumps(fields)))


class ProviderContract:
    """Subclasses give `kind` by a parametrized fixture."""

    @pytest.fixture
    def served(self, models_server: LLMockServer) -> Iterator[LLMockServer]:
        models_server.state.scenarios.clear()
        models_server.state.journal.clear()
        yield models_server
        models_server.state.scenarios.clear()

    @pytest.fixture
    async def bad(self) -> AsyncIterator[tuple[str, Habits]]:
        habits = Habits()
        async with bad_server(habits) as url:
            yield url, habits

    @pytest.mark.covers("D3", "D7")
    async def test_an_answer_comes_back_clean_and_counted(self, kind: Kind, served: LLMockServer) -> None:
        says(served, kind, GOOD)
        answer = await provider(kind).ask(access(kind, on(kind, served)), an_ask(2))
        assert isinstance(answer, Answer)
        assert (answer.text, answer.confidence, answer.carrier) == (GOOD["text"], 86, "DHL")
        assert (answer.objects, answer.attention) == (("person", "parcel"), Attention.NOTABLE)
        assert answer.attention_reason == "A parcel was left."
        assert answer.usage.input_tokens > 0
        assert answer.usage.output_tokens > 0
        assert answer.model
        assert answer.seconds > 0

    @pytest.mark.covers("D11")
    async def test_a_question_is_answered_with_the_pictures_that_show_it(
        self, kind: Kind, served: LLMockServer
    ) -> None:
        fields = {"text": "The jacket is <b>red</b>.", "known": True, "confidence": 84, "pictures": [2, 5]}
        says(served, kind, fields, "answer_question")
        answer = await provider(kind).ask(access(kind, on(kind, served)), an_ask(2, form="reply"))
        assert (answer.text, answer.known, answer.pictures) == ("The jacket is red.", True, (1,))
        assert (answer.confidence, answer.objects, answer.attention) == (84, (), Attention.ROUTINE)
        assert answer.usage.input_tokens > 0

    @pytest.mark.covers("D3")
    async def test_the_models_are_listed(self, kind: Kind, served: LLMockServer) -> None:
        names = await provider(kind).models(access(kind, on(kind, served)))
        assert names == sorted(names)
        assert len(names) >= 2
        assert not any(name.startswith("models/") or "embedding" in name for name in names)

    @pytest.mark.covers("D3", "D20")
    @pytest.mark.parametrize(
        ("status", "code", "failure"),
        [
            (401, None, "key"), (403, None, "key"), (404, None, "address"), (429, None, "limit"), (500, None, "server"),
            (503, None, "server"), (402, None, "quota"), (400, None, "refused"), (413, None, "refused"),
            (405, None, "address"),
        ],
    )  # fmt: skip
    async def test_a_status_says_what_to_do(
        self, kind: Kind, served: LLMockServer, status: int, code: str | None, failure: str
    ) -> None:
        served.state.scenarios.add(Fail(status, code=code, message=f"Wrong key {KEY}", times=None))
        failed = await fails(kind, on(kind, served))
        assert (failed.kind, failed.usage, failed.may_have_cost) == (failure, None, False)
        assert len(served.state.journal.records()) == 1, "one ask is one request"

    @pytest.mark.covers("D20")
    async def test_a_limit_with_a_time_says_when(self, kind: Kind, served: LLMockServer) -> None:
        served.state.scenarios.add(Fail(429, retry_after=7, times=None))
        failed = await fails(kind, on(kind, served))
        assert (failed.kind, failed.retry_after) == ("limit", 7)

    @pytest.mark.covers("D20")
    async def test_a_limit_without_a_time_says_none(self, kind: Kind, bad: tuple[str, Habits]) -> None:
        bad[1].answer = http_answer(b'{"error": {"message": "slow down"}}', "429 Too Many Requests")
        failed = await fails(kind, bad[0])
        assert (failed.kind, failed.retry_after) == ("limit", None)

    @pytest.mark.covers("D20")
    async def test_a_wrong_key_also_fails_the_list(self, kind: Kind, served: LLMockServer) -> None:
        served.state.scenarios.add(Fail(401, times=None))
        with pytest.raises(ProviderFailed) as caught:
            await provider(kind).models(access(kind, on(kind, served)))
        assert caught.value.kind == "key"

    @pytest.mark.covers("D7", "D20")
    @pytest.mark.parametrize(
        ("said", "failure"),
        [
            ("I'm sorry, but I can't help with that.", "refused"),
            ("I cannot see any image in your message.", "refused"),
            ('{"text": "", "confidence": 90}', "unusable"),
            ('{"answer": 42}', "unusable"),
            ("Could you please upload the picture?", "unusable"),
        ],
    )
    async def test_what_is_no_answer_reaches_nobody_but_is_paid(
        self, kind: Kind, served: LLMockServer, said: str, failure: str
    ) -> None:
        served.state.scenarios.add(Reply(text=said, times=None))
        failed = await fails(kind, on(kind, served))
        assert (failed.kind, failed.may_have_cost) == (failure, True)
        assert failed.usage is not None
        assert failed.usage.input_tokens > 0
        assert len(served.state.journal.records()) == 1, "an unusable answer is not asked for again"

    @pytest.mark.covers("D3", "D20")
    async def test_a_slow_server_is_given_up(self, kind: Kind, served: LLMockServer) -> None:
        served.state.scenarios.add(Delay(1.0, times=None))
        failed = await fails(kind, on(kind, served), one_frame_seconds=0.2)
        assert (failed.kind, failed.may_have_cost) == ("timeout", True)

    @pytest.mark.covers("D20")
    async def test_a_server_that_drips_is_given_up(self, kind: Kind, bad: tuple[str, Habits]) -> None:
        url, habits = bad
        habits.answer, habits.drips = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n", True
        assert (await fails(kind, url, one_frame_seconds=0.3)).kind == "timeout"

    @pytest.mark.covers("D20")
    @pytest.mark.parametrize("answer", [b"", b'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"id": "x'])
    async def test_a_cut_connection_is_told(self, kind: Kind, bad: tuple[str, Habits], answer: bytes) -> None:
        bad[1].answer = answer
        failed = await fails(kind, bad[0])
        assert (failed.kind, failed.may_have_cost) == ("cut", True)

    @pytest.mark.covers("D20")
    @pytest.mark.parametrize(
        "answer",
        [
            http_answer(b"<html>Welcome to your router</html>", kind="text/html"),
            http_answer(b'{"id": '),
            http_answer(b"[]"),
            http_answer(b"null"),
            http_answer(b'{"choices": "none", "content": 3, "candidates": true}'),
            http_answer(b"\x00\xff\xfe" * 100),
            http_answer(b'{"choices": [], "content": [], "candidates": []}'),
            http_answer(b'{"choices":' + b"[" * 100_000),
        ],
        ids=["page", "half", "list", "null", "types", "bytes", "empty", "deep"],
    )
    async def test_garbage_is_unusable(self, kind: Kind, bad: tuple[str, Habits], answer: bytes) -> None:
        bad[1].answer = answer
        failed = await fails(kind, bad[0])
        assert (failed.kind, failed.may_have_cost) == ("unusable", True)

    @pytest.mark.covers("D20")
    async def test_an_answer_of_a_megabyte_is_not_read_to_its_end(self, kind: Kind, bad: tuple[str, Habits]) -> None:
        bad[1].answer = http_answer(b" " * 1_000_000)
        assert "too long" in (await fails(kind, bad[0])).sentence

    @pytest.mark.covers("D20")
    async def test_no_redirect_is_followed(self, kind: Kind, bad: tuple[str, Habits]) -> None:
        elsewhere = Habits()
        async with bad_server(elsewhere) as other:
            bad[1].answer = http_answer(b"", "307 Temporary Redirect", location=f"{other}/v1/x")
            failed = await fails(kind, bad[0])
        assert (failed.kind, failed.may_have_cost, elsewhere.got) == ("address", False, [])

    @pytest.mark.covers("D20")
    async def test_a_closed_port_is_told_as_the_address(self, kind: Kind) -> None:
        async with bad_server(Habits()) as url:
            pass
        failed = await fails(kind, url)
        assert (failed.kind, failed.may_have_cost) == ("address", False)
        assert url.removeprefix("http://") in failed.sentence

    @pytest.mark.covers("D20")
    async def test_a_certificate_that_nobody_vouches_for(self, kind: Kind, tmp_path: Path) -> None:
        habits = Habits()
        async with bad_server(habits, self_signed(tmp_path)) as url:
            failed = await fails(kind, url)
        assert (failed.kind, failed.may_have_cost, habits.got) == ("tls", False, [])

    @pytest.mark.covers("D20")
    async def test_tls_where_there_is_none(self, kind: Kind, bad: tuple[str, Habits]) -> None:
        bad[1].answer, bad[1].hears = b"HTTP/1.1 400 Bad Request\r\n\r\n", False
        assert (await fails(kind, bad[0].replace("http://", "https://"))).kind == "tls"
