"""Bodies of webhooks in the receiver's own words: text with {{ names }} in it. Pure.

There are no expressions, loops or calls, so there is nothing to break out of: a name is looked up in plain values, and
what it stands for is written as a JSON string writes it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

MOST_TEXT = 10_000
MOST_BODY = 65_536
_FIELD = re.compile(r"\{\{\s*([a-z_]{1,40}(?:\.[a-z_]{1,40}){0,3})\s*\}\}")
_FIELDS = (
    "version",
    "type",
    "id",
    "sent_at",
    "notice.title",
    "notice.text",
    "notice.urgent",
    "notice.happened_at",
    "event.id",
    "event.camera_id",
    "event.camera_name",
    "event.labels",
    "event.zones",
    "rules",
    "links.event",
    "links.picture",
)


def read_template(text: str) -> list[str]:
    """The names in it. Raises ValueError with a sentence for a person."""
    if len(text) > MOST_TEXT:
        raise ValueError(f"It is longer than {MOST_TEXT:,} letters")
    names = _FIELD.findall(text)
    if unknown := [name for name in names if name not in _FIELDS]:
        raise ValueError(f"There is nothing called {unknown[0]}. There are: {', '.join(_FIELDS)}")
    if "{{" in _FIELD.sub("", text):
        raise ValueError("Between {{ and }} stands one name, such as {{ notice.text }}")
    return names


def fill(text: str, values: Mapping[str, Any]) -> str:
    """Raises ValueError when it grows beyond MOST_BODY."""
    body = _FIELD.sub(lambda found: _written(_value(values, found[1].split("."))), text)
    if len(body) > MOST_BODY:
        raise ValueError("The body grows too long with this template")
    return body


def _value(values: Any, path: Sequence[str]) -> Any:
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def _written(value: Any) -> str:
    """As it stands between quotes in JSON; lists joined by commas."""
    if isinstance(value, list):
        value = ", ".join(str(each) for each in value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)[1:-1]
    return "" if value is None else json.dumps(value)
