"""Finds the JSON object in what a model said, and mends what is usually wrong with it. Pure."""

import re
from typing import Any

from pydantic_core import from_json

_FENCE = re.compile(r"```[a-zA-Z0-9]*\s*(.*?)(?:```|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_LOOSE_COMMA = re.compile(r",(\s*[}\]])")
_COMMENT = re.compile(r"(?m)^\s*//.*$")
_SINGLE = re.compile(r"(?<=[{\[,:])\s*'((?:[^'\\\n]|\\.|'(?!\s*[,:}\]]))*)'(?=\s*[,:}\]])")
_BARE_KEY = re.compile(r"([{,]\s*)([A-Za-z_]+)(\s*:)")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"'})
_WORDS = {"True": "true", "False": "false", "None": "null"}
_PYTHON_WORD = re.compile(r"(?<=[:\[,])\s*(True|False|None)(?=\s*[,}\]])")
# Where models put the sentence when they forget the name that they were told.
_TEXTS = ("text", "description", "summary", "caption", "sentence")
_MOST_STARTS = 5
# Keys of an answer that begins like one: told from prose that only holds braces.
_LIKE_ONE = re.compile(r"[{\[]\s*(?:[\"'“]|$)|[{]\s*[a-z_]+\s*:")


class NotShaped(Exception):
    """It is meant to be JSON, but nothing can be made of it."""


def shaped(said: str) -> dict[str, Any] | None:
    """The fields, the sentence under "text"; None for mere words. Raises NotShaped."""
    text = _THOUGHT.sub("", said.removeprefix("\ufeff")).strip()
    if not text:
        raise NotShaped("empty")
    bodies = [match.strip() for match in _FENCE.findall(text)] + [text]
    for body in bodies:
        for place in _starts(body):
            fields = _object(body[place:])
            if fields is not None:
                return fields
    if any(_LIKE_ONE.search(body[place:]) for body in bodies for place in _starts(body)):
        raise NotShaped("broken JSON")
    return None


def _starts(body: str) -> list[int]:
    return [match.start() for match in re.finditer(r"[{\[]", body)][:_MOST_STARTS]


def _object(body: str) -> dict[str, Any] | None:
    for mended in _mendings(body):
        for part in (mended, mended[: mended.rfind("}") + 1]):
            try:
                found = from_json(part, allow_partial="trailing-strings")
            except ValueError:
                continue
            fields = _named(found)
            if fields is not None:
                return fields
    return None


def _mendings(body: str) -> list[str]:
    """As it is, and with more and more taken for slips."""
    straight = _COMMENT.sub("", _LOOSE_COMMA.sub(r"\1", body))
    python = _PYTHON_WORD.sub(lambda match: _WORDS[match[1]], straight)
    double = _SINGLE.sub(lambda match: '"' + match[1].replace("\\'", "'").replace('"', '\\"') + '"', python)
    keyed = _BARE_KEY.sub(r'\1"\2"\3', double)
    one_line = re.sub(r"[\r\n\t]+", " ", keyed)
    return list(dict.fromkeys((body, straight, python, double, keyed, one_line, one_line.translate(_CURLY))))


def _named(found: object) -> dict[str, Any] | None:
    """The fields of an answer, also one level down; None when there are none."""
    if isinstance(found, list):
        found = found[0] if found else None
    if not isinstance(found, dict):
        return None
    fields = {str(name).strip().lower(): value for name, value in found.items()}
    for name in _TEXTS:
        if isinstance(fields.get(name), str):
            return {**fields, "text": fields[name]}
    inner = next((value for value in fields.values() if isinstance(value, dict)), None)
    return _named(inner) if inner is not None else None
