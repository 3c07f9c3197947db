"""From what a model said to a question to what a person may read. Pure; takes any text."""

from collections.abc import Sequence
from typing import Any

from argusai.pipeline.events.description.providers.answer import NoAnswer, Reading, confidence_of, worth_reading
from argusai.pipeline.events.description.providers.shapes import NotShaped, shaped

# Everything is required, as the strict modes of servers want it.
SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "One or two plain sentences: the answer."},
        "known": {"type": "boolean", "description": "Whether the pictures show what was asked for."},
        "confidence": {"type": "integer", "description": "0 to 100: how sure you are of the text."},
        "pictures": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "The pictures that show it, the first is 1.",
        },
    },
    "required": ["text", "known", "confidence", "pictures"],
    "additionalProperties": False,
}
_MOST_READ = 20_000
_PROSE = 30


def read_reply(said: str, hidden: Sequence[str], pictures: int) -> Reading:
    """`said`, `hidden`: as of a description. `pictures`: so many were shown. Raises NoAnswer."""
    if len(said) > _MOST_READ:
        raise NoAnswer("unusable", "too long")
    try:
        fields = shaped(said)
    except NotShaped as fault:
        raise NoAnswer("unusable", str(fault)) from None
    if fields is None:
        fields = {"text": said, "confidence": _PROSE}
    known = str(fields.get("known")).strip().lower() != "false"
    return Reading(
        text=_text(fields.get("text"), hidden, known=known),
        confidence=confidence_of(fields.get("confidence")),
        known=known,
        pictures=_places(fields.get("pictures"), pictures) if known else (),
    )


def _text(said: object, hidden: Sequence[str], *, known: bool) -> str:
    """Who says that it cannot be seen may say so in words that would be a refusal elsewhere: then there are none."""
    try:
        return worth_reading(said, hidden, fewest_words=1, asked=True)
    except NoAnswer:
        if known:
            raise
        return ""


def _places(said: object, most: int) -> tuple[int, ...]:
    """From 0; what is no picture is left out."""
    named = said if isinstance(said, list) else [said]
    numbers = [int(each) for each in named if isinstance(each, int | float | str) and _is_whole(each)]
    return tuple(sorted({number - 1 for number in numbers if 1 <= number <= most}))


def _is_whole(said: float | str) -> bool:
    if isinstance(said, str):
        return said.isascii() and said.isdigit() and len(said) < 4
    return not isinstance(said, bool) and said == said and abs(said) < 1_000
