"""Says a decision as one sentence, in the language of the house."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

from argusai.pipeline.events.decisions.ports import Words

_FALLBACK = "en"
# Read once, at import: part of the program like its code.
CATALOGUES: dict[str, dict[str, str]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "catalogue").glob("*.json"))
}
# These are also said of mere motion, without an object.
_KNOWN = frozenset({"masked", "light"})
# The sentence of a reason that says more, with the numbers that it needs. The first that holds is said.
_CLOSER: dict[str, tuple[tuple[str, str, str], ...]] = {
    "low-score": (("measured", "score", "least_score"),),
    "outside-zones": (("stay", "stay_seconds", "least_stay_seconds"),),
    "small": (("least", "height_share", "least_height_share"), ("most", "height_share", "most_height_share")),
    "filter": (
        ("dwell", "dwell_seconds", "least_dwell_seconds"),
        ("ratio", "ratio", "least_ratio"),
        ("ratio", "ratio", "most_ratio"),
    ),
}


def say(reason: str, label: str, numbers: Mapping[str, float], words: Words) -> str:
    """One sentence in the language of `words` (English when there is no catalogue for it)."""
    catalogue = CATALOGUES.get(words.language, CATALOGUES[_FALLBACK])
    subject = words.subject(label, 1) if label else catalogue["unknown"]
    said = {name: _number(name, value, words, catalogue) for name, value in numbers.items()}
    form = catalogue[_form(reason, label, numbers)]
    sentence = _capital(form.format_map({**said, "subject": subject}))
    times = int(numbers.get("times", 1))
    return catalogue["times"].format(sentence=sentence, times=times) if times > 1 else sentence


def language_of(words: Words) -> str:
    return words.language if words.language in CATALOGUES else _FALLBACK


def _form(reason: str, label: str, numbers: Mapping[str, float]) -> str:
    if reason in _KNOWN and label:
        return f"{reason}_known"
    if reason == "schedule" and numbers.get("paused"):
        return "schedule_paused"
    if reason == "outside-zones" and "lines" in numbers:
        return "outside-zones_lines"
    for variant, measured, limit in _CLOSER.get(reason, ()):
        if measured in numbers and limit in numbers and _fails(variant, numbers[measured], numbers[limit]):
            return f"{reason}_{variant}"
    return reason


def _fails(variant: str, measured: float, limit: float) -> bool:
    """Both limits of a size are told; only one of them was missed."""
    return variant == "ratio" or (measured > limit if variant == "most" else measured < limit)


def _number(name: str, value: float, words: Words, catalogue: Mapping[str, str]) -> str:
    if name.endswith("_seconds"):
        return words.duration(value)
    # What was measured is rounded down and a limit up: “50 %, and 50 % is needed” would be no reason.
    percent = math.ceil(value * 100 - 1e-6) if name.startswith("least_") else math.floor(value * 100 + 1e-6)
    return catalogue["percent"].format(value=percent)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
