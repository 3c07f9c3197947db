"""From what a model said to what a person may read. Pure; takes any text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.providers.contract import CARRIERS, Danger
from argusai.pipeline.events.description.providers.grave import grave_claims
from argusai.pipeline.events.description.providers.shapes import NotShaped, shaped
from argusai.pipeline.events.description.providers.talk import Talk, talk_of
from argusai.pipeline.events.description.providers.things import carrier_named, things_named
from argusai.pipeline.events.description.providers.wording import cleaned, sentences, shortened

# The JSON schema of an answer. Everything is required, as the strict modes of servers want it; "" is none.
SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "One or two plain sentences: what happened."},
        "confidence": {"type": "integer", "description": "0 to 100: how sure you are of the text."},
        "objects": {"type": "array", "items": {"type": "string"}, "description": "Who and what takes part."},
        "carrier": {"type": "string", "description": "Of a parcel, if its mark is legible; else empty."},
        "attention": {"type": "integer", "description": "0 routine, 1 notable, 2 urgent."},
        "attention_reason": {"type": "string", "description": "Why, in a few words."},
        "danger": {"type": "string", "description": "weapon, fire, break-in, violence, other; else empty."},
    },
    "required": ["text", "confidence", "objects", "carrier", "attention", "attention_reason", "danger"],
    "additionalProperties": False,
}
# Beyond this it is no answer, and would cost time to read.
_MOST_READ = 20_000
_MOST_TEXT = 480
# In scripts that part words: beyond these letters of Unicode begin those that do not.
_LONG_WORD = re.compile(r"[^\s\u0e00-\U0010ffff]{61,}")
_MOST_REASON = 160
_UNSURE = 50
_PROSE = 30
_LEVELS = {"routine": 0, "low": 0, "none": 0, "notable": 1, "medium": 1, "urgent": 2, "high": 2, "critical": 2}
_NO_DANGER = frozenset({"", "none", "no", "null", "false", "n/a", "0"})
_CONFIDENCES = {"low": 30, "medium": 60, "high": 85, "very high": 95, "certain": 95}
# A run of this many words of ours, or of a key of this length, is no chance.
_LEAKED_WORDS = 8
_SHORTEST_SECRET = 6


class NoAnswer(Exception):
    """Nothing of it may reach a person. `kind`: as in ProviderFailed. The message says why, for tests and logs."""

    def __init__(self, kind: Literal["refused", "unusable"], why: str) -> None:
        super().__init__(why)
        self.kind: Literal["refused", "unusable"] = kind


@dataclass(frozen=True, slots=True)
class Reading:
    """As in Answer."""

    text: str
    confidence: int
    objects: tuple[str, ...] = ()
    carrier: str | None = None
    attention: Attention = Attention.ROUTINE
    attention_reason: str = ""
    known: bool = True
    pictures: tuple[int, ...] = ()
    danger: Danger = ""


def read(said: str, hidden: Sequence[str] = (), carriers: Sequence[str] = CARRIERS) -> Reading:
    """`said`: as the model gave it: JSON, fenced, cut or faulty, or mere words. `hidden`: texts that must not come out
    again (our own words, the key). Raises NoAnswer."""
    if len(said) > _MOST_READ:
        raise NoAnswer("unusable", "too long")
    try:
        fields = shaped(said)
    except NotShaped as fault:
        raise NoAnswer("unusable", str(fault)) from None
    if fields is None:
        fields = {"text": said, "confidence": _PROSE}
    text = worth_reading(fields.get("text"), hidden)
    reason = _harmless(fields.get("attention_reason"), hidden)
    objects = fields.get("objects")
    named = objects if isinstance(objects, list) else str(objects or "").split(",")
    attention = _attention(fields.get("attention"))
    return Reading(
        text=text,
        confidence=confidence_of(fields.get("confidence")),
        objects=things_named([each for each in named if isinstance(each, str) and _is_thing(each, hidden)]),
        carrier=carrier_named(fields.get("carrier"), carriers),
        attention=attention,
        attention_reason=reason,
        danger=_danger(fields.get("danger"), attention),
    )


def worth_reading(said: object, hidden: Sequence[str], fewest_words: int = 2, *, asked: bool = False) -> str:
    """What of it a person may read. `asked`: by a person, so numbers that somebody could be called by stay, and that
    nothing can be seen is an answer. Raises NoAnswer."""
    if not isinstance(said, str):
        raise NoAnswer("unusable", "no text")
    text = cleaned(said, numbers=asked)
    # Judged whole, before parts are dropped: the rest of a leak is none of ours either.
    if leaks(said, hidden) or leaks(text, hidden):
        raise NoAnswer("unusable", "repeats what was hidden")
    kept: list[str] = []
    for sentence in sentences(text):
        talk = talk_of(sentence)
        if talk is Talk.REFUSAL:
            raise NoAnswer("refused", "declines")
        if talk is Talk.STORY or (asked and talk is Talk.NOTHING):
            kept.append(sentence)
    story = shortened(" ".join(kept), _MOST_TEXT)
    # One word is no description, but in scripts without spaces a sentence is one word.
    if len([word for word in story.split() if any(map(str.isalpha, word))]) < fewest_words and (
        story.strip("…").isascii() or len(story) < 4
    ):
        raise NoAnswer("unusable", "says nothing")
    if _stutters(story) or _LONG_WORD.search(story):
        raise NoAnswer("unusable", "repeats itself")
    return story


def _harmless(said: object, hidden: Sequence[str]) -> str:
    """Beside the text: left out when it is not fit, for the text stands without it."""
    if not isinstance(said, str) or leaks(said, hidden):
        return ""
    kept = [sentence for sentence in sentences(cleaned(said)) if talk_of(sentence) is Talk.STORY]
    return shortened(" ".join(kept), _MOST_REASON)


def _is_thing(named: str, hidden: Sequence[str]) -> bool:
    """One word that is a command in a sentence, such as phone or ring, is a thing among things."""
    talk = talk_of(named)
    is_word = talk is Talk.META and named.strip().isalpha()
    return not leaks(named, hidden) and (talk is Talk.STORY or is_word)


def leaks(text: str, hidden: Sequence[str]) -> bool:
    said = " ".join(text.lower().split())
    for secret in hidden:
        words = secret.lower().split()
        if len(words) == 1 and len(words[0]) >= _SHORTEST_SECRET and words[0] in said:
            return True
        runs = (" ".join(words[start : start + _LEAKED_WORDS]) for start in range(len(words) - _LEAKED_WORDS + 1))
        if any(run in said for run in runs):
            return True
    return False


def _stutters(text: str) -> bool:
    words = text.lower().split()
    return any(len(set(words[start : start + 5])) == 1 for start in range(len(words) - 4))


def confidence_of(said: object) -> int:
    """0–100. A share of one is taken for what it is."""
    number = _number(said)
    if number is None:
        return _CONFIDENCES.get(str(said).strip().lower(), _UNSURE)
    if isinstance(said, float) and 0 < said <= 1:
        number *= 100
    return round(min(max(number, 0.0), 100.0))


def _attention(said: object) -> Attention:
    """ROUTINE where it is none: attention rises only on a clear word."""
    number = _number(said)
    level = _LEVELS.get(str(said).strip().lower(), 0) if number is None else number
    return Attention(int(level)) if level in (0, 1, 2) else Attention.ROUTINE


def _danger(said: object, attention: Attention) -> Danger:
    """Who calls it urgent without a word of the danger, as models do that forget a field, may mean any."""
    words = " ".join(str(each).lower() for each in (said if isinstance(said, list) else [said]) if each)
    if found := grave_claims(words.replace("_", "-")):
        return sorted(found)[0]
    if words.strip() in _NO_DANGER:
        return "unsaid" if said is None and attention == Attention.URGENT else ""
    return "other"


def _number(said: object) -> float | None:
    if isinstance(said, str):
        text = said.strip().removesuffix("%").strip()
        said = float(text) if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) < 8 else None
    if isinstance(said, bool) or not isinstance(said, int | float) or said != said:
        return None
    return float(min(max(said, -1e6), 1e6))
