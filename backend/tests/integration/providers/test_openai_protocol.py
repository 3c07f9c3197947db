"""OpenAI, xAI and servers that speak their protocol, by the vendor's own client (D3, D20)."""

import json

import pytest

from argusai.pipeline.events.description.providers.contract import Kind, Usage
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.registry import provider
from tests.support.models_served import GOOD, KEY, Habits, access, an_ask, bad_server, http_answer, local_server
from tests.support.provider_contract import ProviderContract

pytestmark = pytest.mark.covers("D20")


class TestOpenAiProtocol(ProviderContract):
    @pytest.fixture(params=["openai", "xai", "compatible"])
    def kind(self, request: pytest.FixtureRequest) -> Kind:
        kind: Kind = request.param
        return kind


@pytest.mark.covers("D3")
async def test_a_local_server_without_a_key_is_asked_with_pictures_and_a_shape() -> None:
    async with local_server(json.dumps(GOOD), prompt_tokens=900, completion_tokens=40) as (url, asked):
        answer = await provider("compatible").ask(access("compatible", url, api_key=""), an_ask(3))
    assert (answer.usage, answer.model) == (Usage(900, 40), "llava:7b")
    (sent,) = asked
    assert (sent["model"], sent["max_tokens"]) == ("llava:7b", 400)
    assert sent["response_format"]["type"] == "json_schema"
    shown = [part for part in sent["messages"][-1]["content"] if part["type"] == "image_url"]
    assert len(shown) == 3
    assert all(part["image_url"]["url"].startswith("data:image/jpeg;base64,/9j/") for part in shown)
    assert sent["messages"][0] == {"role": "system", "content": "Say what the camera saw."}


@pytest.mark.covers("D3")
async def test_a_server_that_counts_nothing_has_used_nothing() -> None:
    async with local_server(json.dumps(GOOD)) as (url, _):
        answer = await provider("compatible").ask(access("compatible", url), an_ask())
    assert answer.usage == Usage(0, 0)


@pytest.mark.covers("D9")
async def test_numbers_that_nobody_counted_are_none() -> None:
    async with local_server(json.dumps(GOOD), prompt_tokens=10**30, completion_tokens=40) as (url, _):
        answer = await provider("compatible").ask(access("compatible", url), an_ask())
    assert answer.usage == Usage(0, 0)


@pytest.mark.covers("D3")
async def test_the_path_of_a_local_server_may_be_left_out() -> None:
    async with local_server("A dog runs over the lawn.") as (url, _):
        names = await provider("compatible").models(access("compatible", url.removesuffix("/v1")))
    assert names == ["llava:7b", "qwen2.5vl"]


@pytest.mark.covers("D3", "D20")
async def test_a_list_of_models_that_is_none_is_said_and_a_faulty_one_keeps_what_can_be_read() -> None:
    habits = Habits()
    async with bad_server(habits) as url:
        asked = access("compatible", f"{url}/v1")
        entries = [1, None, {"id": 5}, {"id": "a\x00b"}, {"id": "x" * 300}, {"id": "llava"}, {"name": "qwen"}, {}]
        for body in (b"[]", b"null", b"<html>", b'{"data": 3}', b'{"data": {"id": "x"}}', b"[" * 200_000, b"\xff" * 99):
            habits.answer = http_answer(body)
            with pytest.raises(ProviderFailed, match="answers as no such server does"):
                await provider("compatible").models(asked)
        habits.answer = http_answer(b" " * 3_000_000)
        with pytest.raises(ProviderFailed, match="too long"):
            await provider("compatible").models(asked)
        habits.answer = http_answer(json.dumps({"data": entries}).encode())
        assert await provider("compatible").models(asked) == ["llava", "qwen"]
        habits.answer = http_answer(json.dumps({"data": [{"id": f"m{n}"} for n in range(5_000)]}).encode())
        assert len(await provider("compatible").models(asked)) == 1_000
        elsewhere = Habits()
        async with bad_server(elsewhere) as inside:
            habits.answer = http_answer(b"", "302 Found", location=f"{inside}/v1/models")
            with pytest.raises(ProviderFailed):
                await provider("compatible").models(asked)
        assert elsewhere.got == [], "no redirect leads inside"


@pytest.mark.covers("D7")
async def test_what_a_server_repeats_of_the_key_reaches_nobody() -> None:
    async with local_server(f"The key is {KEY} and a dog runs over the lawn.") as (url, _):
        with pytest.raises(Exception, match="gave an answer that is none") as caught:
            await provider("compatible").ask(access("compatible", url), an_ask())
    assert KEY not in str(caught.value)
