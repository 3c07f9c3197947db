"""JSON that people and programs send. A name that stands twice in one object would count with its last value, and pass
over the first without a word; so it is refused."""

import json
from collections import Counter
from typing import Any

from argusai.kit.asgi import App, Message, Receive, Scope, Send, headers_named
from argusai.kit.errors import BadInput

_LONGEST_NAME = 100


class RepeatedName(BadInput):
    def __init__(self, name: str) -> None:
        self.name = name[:_LONGEST_NAME].encode(errors="replace").decode()
        sentence = f"“{self.name}” stands more than once. Send it once."
        super().__init__(sentence, fields={self.name: "Stands more than once"})


def read_json(text: str | bytes) -> Any:
    """Raises RepeatedName, else what `json.loads` does."""
    return json.loads(text, object_pairs_hook=_unrepeated)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise RepeatedName(next(name for name in times if times[name] > 1))
    return read


class UnrepeatedNames:
    """Refuses bodies of JSON in which a name stands twice, before the application reads them. What is no JSON it leaves
    to the application. Within `BodyLimit`, from which a body comes in one piece; a file that is streamed passes."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not any(map(_is_json, headers_named(scope, b"content-type"))):
            await self._app(scope, receive, send)
            return
        first = await receive()
        if first.get("body") and not first.get("more_body"):
            try:
                read_json(first["body"])
            except RepeatedName:
                raise
            except (ValueError, RecursionError):
                pass  # the application says so

        waiting = [first]

        async def next_message() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, next_message, send)


def _is_json(content_type: bytes) -> bool:
    """As FastAPI tells it, or wider."""
    kind = content_type.partition(b";")[0].strip().lower()
    return kind.startswith(b"application/") and kind.endswith(b"json")
