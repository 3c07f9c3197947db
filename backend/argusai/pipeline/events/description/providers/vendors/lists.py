"""Which models a server offers. Asked without the vendors' libraries: one GET."""

import asyncio
import re
from typing import Any

import httpx2
from pydantic_core import from_json

from argusai.pipeline.events.description.providers.contract import ProviderAccess
from argusai.pipeline.events.description.providers.errors import FailureKind, ProviderFailed
from argusai.pipeline.events.description.providers.vendors.failures import FAILURES, failed
from argusai.pipeline.events.description.providers.vendors.http import MOST_LIST_BYTES, connection
from argusai.pipeline.events.description.providers.vendors.place import Place, may_connect, place_of
from argusai.pipeline.events.description.providers.vendors.sentences import sentence

_SECONDS = 15.0
_MOST_MODELS = 1_000
_MOST_NAME = 200
# Offered beside the others, but no good for describing pictures.
_OTHER_USES = re.compile(
    r"embed|whisper|tts|speech|audio|transcri|realtime|moderation|rerank|dall-e|imagen|sora|veo|babbage|davinci|"
    r"gpt-image|live|guard"
)


async def models(access: ProviderAccess) -> list[str]:
    """Sorted names, those left out that cannot describe. Raises ProviderFailed."""
    place = place_of(access)
    came = await _fetch(access, place)
    if isinstance(came, ProviderFailed):
        raise came
    if came.status_code != 200:
        raise _refusal(came, place)
    names = _names(came.content)
    if names is None:
        raise ProviderFailed("address", sentence("address", "status", place))
    return names


async def _fetch(access: ProviderAccess, place: Place) -> httpx2.Response | ProviderFailed:
    url, headers = _request(access, place)
    try:
        async with asyncio.timeout(_SECONDS):
            await may_connect(place)
            async with connection(_SECONDS, MOST_LIST_BYTES) as client:
                return await client.get(url, headers=headers)
    except FAILURES as error:
        return failed(error, place)


def _request(access: ProviderAccess, place: Place) -> tuple[str, dict[str, str]]:
    if access.kind == "anthropic":
        return f"{place.url}/v1/models?limit=1000", {"x-api-key": access.api_key, "anthropic-version": "2023-06-01"}
    if access.kind == "gemini":
        return f"{place.url}/v1beta/models?pageSize=1000", {"x-goog-api-key": access.api_key}
    return f"{place.url}/models", {"Authorization": f"Bearer {access.api_key}"} if access.api_key else {}


def _names(content: bytes) -> list[str] | None:
    """None where it is no list of models."""
    try:
        listed = from_json(content)
    except ValueError:
        return None
    if not isinstance(listed, dict) or not listed.keys() & {"data", "models"}:
        return None
    entries = listed.get("data") or listed.get("models") or []
    if not isinstance(entries, list):
        return None
    found = {name for entry in entries[:_MOST_MODELS] if (name := _name(entry))}
    return sorted(found)


def _name(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    name = entry.get("id") or entry.get("name")
    if not isinstance(name, str) or not name.isprintable() or len(name) > _MOST_NAME:
        return ""
    methods = entry.get("supportedGenerationMethods")
    if isinstance(methods, list) and "generateContent" not in methods:
        return ""
    name = name.removeprefix("models/")
    return "" if _OTHER_USES.search(name.lower()) else name


def _refusal(response: httpx2.Response, place: Place) -> ProviderFailed:
    kind, why = _of_status(response)
    retry_after = _seconds(response.headers.get("retry-after", "")) if kind in {"limit", "server"} else None
    return ProviderFailed(kind, sentence(kind, why, place), retry_after=retry_after)


def _of_status(response: httpx2.Response) -> tuple[FailureKind, str]:
    status = response.status_code
    # Gemini's answer to a wrong key.
    if status in {401, 403} or (status == 400 and b"API_KEY_INVALID" in response.content):
        return "key", "list"
    if status in {402, 429}:
        return ("quota" if status == 402 else "limit"), ""
    return ("server", "") if status >= 500 else ("address", "status")


def _seconds(text: str) -> float | None:
    """Only seconds: a list of models is asked for by a person, who looks at the clock himself."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
