"""One question to one model, once, through the library that knows every vendor."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal

from httpx2 import AsyncClient
from pydantic_ai import (
    BinaryContent,
    ModelRequest,
    ModelResponse,
    TextPart,
    ToolCallPart,
    ToolDefinition,
    UserPromptPart,
)
from pydantic_ai.direct import model_request
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.settings import ModelSettings

from argusai.pipeline.events.description.providers import reply
from argusai.pipeline.events.description.providers.answer import SHAPE, NoAnswer, Reading, read
from argusai.pipeline.events.description.providers.contract import Answer, Ask, Form, ProviderAccess, Usage
from argusai.pipeline.events.description.providers.errors import FailureKind, ProviderFailed
from argusai.pipeline.events.description.providers.limits import most_output_tokens
from argusai.pipeline.events.description.providers.vendors.failures import FAILURES, failed
from argusai.pipeline.events.description.providers.vendors.http import connection
from argusai.pipeline.events.description.providers.vendors.place import Place, may_connect, place_of
from argusai.pipeline.events.description.providers.vendors.sentences import sentence

ModelFor = Callable[[ProviderAccess, Place, AsyncClient], Model]
# More than any model reads.
_MOST_TOKENS = 10_000_000
# How an answer gets its shape. "native": the server holds the model to it; "tool": the model calls a tool with it.
Mode = Literal["native", "tool"]


@dataclass(frozen=True, slots=True)
class _Shape:
    name: str
    purpose: str
    schema: dict[str, Any]


_SHAPES: dict[Form, _Shape] = {
    "description": _Shape("describe_event", "What the camera saw, for the people of the house.", SHAPE),
    "reply": _Shape("answer_question", "The answer to what a person of the house asks.", reply.SHAPE),
}


async def put(access: ProviderAccess, ask: Ask, model_for: ModelFor, mode: Mode) -> Answer:
    """Raises ProviderFailed, without a cause: the libraries' errors may hold the key."""
    place = place_of(access)
    began = time.monotonic()
    came = await _request(access, ask, place, model_for, mode)
    if isinstance(came, ProviderFailed):
        raise came
    usage = _usage(came)
    if came.finish_reason == "content_filter":
        raise _no_answer("refused", place, usage)
    try:
        reading = _read(_said(came), ask, hidden=(ask.system, access.api_key))
    except NoAnswer as nothing:
        raise _no_answer(nothing.kind, place, usage) from None
    except FAILURES:  # the libraries hand on whatever a server puts in the place of a text
        raise _no_answer("unusable", place, usage) from None
    return Answer(
        **{each.name: getattr(reading, each.name) for each in fields(reading)},
        usage=usage,
        model=_name(came.model_name or access.model),
        seconds=time.monotonic() - began,
    )


def _usage(came: ModelResponse) -> Usage:
    """Numbers that cannot be those of one call say nothing of what it used."""
    counted = Usage(came.usage.input_tokens, came.usage.output_tokens)
    tokens = counted.input_tokens, counted.output_tokens
    return counted if all(isinstance(each, int) and 0 <= each <= _MOST_TOKENS for each in tokens) else Usage(0, 0)


def _read(said: str, ask: Ask, hidden: tuple[str, ...]) -> Reading:
    if ask.form == "reply":
        return reply.read_reply(said, hidden, len(ask.pictures))
    return read(said, hidden=hidden, carriers=ask.carriers)


def _no_answer(kind: FailureKind, place: Place, usage: Usage) -> ProviderFailed:
    return ProviderFailed(kind, sentence(kind, "", place), usage=usage, may_have_cost=True)


async def _request(
    access: ProviderAccess, ask: Ask, place: Place, model_for: ModelFor, mode: Mode
) -> ModelResponse | ProviderFailed:
    seconds = access.seconds(len(ask.pictures))
    settings = ModelSettings(max_tokens=most_output_tokens(access.model, ask.most_tokens), thinking=False)
    try:
        async with asyncio.timeout(seconds):
            await may_connect(place)
            async with connection(seconds) as client:
                model = model_for(access, place, client)
                return await model_request(
                    model,
                    [_message(ask)],
                    model_settings=settings,
                    model_request_parameters=_parameters(mode, ask.form),
                )
    except FAILURES as error:
        return failed(error, place)


def _message(ask: Ask) -> ModelRequest:
    pictures = [BinaryContent(picture.jpeg, media_type="image/jpeg") for picture in ask.pictures]
    return ModelRequest(parts=[UserPromptPart([*pictures, ask.text])], instructions=ask.system)


def _parameters(mode: Mode, form: Form) -> ModelRequestParameters:
    asked = _SHAPES[form]
    if mode == "tool":
        tool = ToolDefinition(
            name=asked.name, parameters_json_schema=asked.schema, description=asked.purpose, kind="output"
        )
        return ModelRequestParameters(output_mode="tool", output_tools=[tool], allow_text_output=False)
    shape = OutputObjectDefinition(json_schema=asked.schema, name=asked.name, description=asked.purpose, strict=True)
    return ModelRequestParameters(output_mode="native", output_object=shape)


def _said(response: ModelResponse) -> str:
    """A call of the tool counts before what was said beside it. Halves of characters, at which JSON fails, are left
    out."""
    texts = [part.content for part in response.parts if isinstance(part, TextPart)]
    said = "".join(text for text in texts if isinstance(text, str))
    for part in response.parts:
        if isinstance(part, ToolCallPart):
            said = part.args if isinstance(part.args, str) else json.dumps(part.args or {}, ensure_ascii=False)
            break
    return said.encode(errors="ignore").decode()


def _name(text: object) -> str:
    return "".join(character for character in str(text)[:1_000] if character.isprintable())[:100]
