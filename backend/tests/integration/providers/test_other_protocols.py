"""Anthropic and Gemini, by the vendors' own clients (D3, D20). Their imports are slow, so they stand together."""

import json

import pytest

from argusai.pipeline.events.description.providers.contract import Kind, Usage
from argusai.pipeline.events.description.providers.registry import provider
from tests.support.models_served import Habits, access, an_ask, bad_server, http_answer
from tests.support.provider_contract import ProviderContract


class TestOtherProtocols(ProviderContract):
    @pytest.fixture(params=["anthropic", "gemini"])
    def kind(self, request: pytest.FixtureRequest) -> Kind:
        kind: Kind = request.param
        return kind


@pytest.mark.covers("D7")
async def test_half_a_character_and_a_number_for_a_text_end_no_answer() -> None:
    said = {"text": "A courier in red leaves a parcel\ud800 beside the door and goes away.", "objects": ["\udc00"]}
    call = {"type": "tool_use", "id": "t", "name": "describe_event", "input": said}
    body = {
        "id": "m", "type": "message", "role": "assistant", "model": 7, "content": [{"type": "text", "text": 0}, call],
        "stop_reason": "tool_use", "usage": {"input_tokens": 900, "output_tokens": 40},
    }  # fmt: skip
    async with bad_server(Habits(http_answer(json.dumps(body).encode()))) as url:
        answer = await provider("anthropic").ask(access("anthropic", url), an_ask())
    assert answer.text == "A courier in red leaves a parcel beside the door and goes away."
    assert (answer.objects, answer.usage, answer.model) == ((), Usage(900, 40), "7")
