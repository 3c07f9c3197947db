"""What a sentence claims that tracks can prove or not, in English and German, the languages that are asked for; in
others it claims nothing. Pure."""

import re
from dataclasses import dataclass, field

from argusai.pipeline.events.description.providers.numbers import number_said
from argusai.pipeline.events.description.providers.people import People, people_said
from argusai.pipeline.events.description.providers.things import label_of
from argusai.pipeline.events.description.providers.times import (
    clocks_said,
    hours_said,
    parts_of_day_said,
    seconds_said,
    without_times,
)

_NOT_COUNTED = frozenset({"and", "und", "in", "at", "with", "mit", "of", "a", "an", "the"})
_NOBODY = re.compile(
    r"\b(?:no (?:people|person|one|body)|nobody|no-one|noone|without (?:people|anyone)|niemand|"
    r"keine (?:person|menschen)|empty (?:scene|street|driveway|yard))\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 10
# Scripts without spaces: about two of their characters make a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_STOCK = re.compile(
    r"\b(?:(?:motion|movement|activity|(?:a|an|one) (?:person|object|vehicle|figure)|something) (?:is|was|has been) "
    r"(?:detected|seen|visible|captured|observed|noticed)|something (?:moved|happened)|nothing unusual|no unusual|"
    r"normal activity|typical (?:scene|day)|various (?:objects|items|activities)|some (?:activity|movement|motion)|"
    r"(?:bewegung|aktivität|eine person|etwas) (?:wurde|wird) (?:erkannt|gesehen|erfasst)|nichts ungewöhnliches)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claims:
    """`counts`: numbers that were said, by label. `people`: how many there are by these, and by who is named.
    `seconds`: the longest time. `clocks`: hour and minute. `hours`: without minutes, those that each may be."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    people: People | None = None
    labels: frozenset[str] = frozenset()
    nobody: bool = False
    seconds: float | None = None
    clocks: tuple[tuple[int, int], ...] = ()
    hours: tuple[tuple[int, ...], ...] = ()
    parts_of_day: tuple[str, ...] = ()


def claims_of(text: str) -> Claims:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    counts = _counts(text)
    return Claims(
        counts=counts,
        people=people_said(without_times(text), counts.get("person", 0)),
        labels=frozenset(label for word in words if (label := label_of(word))),
        nobody=bool(_NOBODY.search(text)),
        seconds=seconds_said(text),
        clocks=clocks_said(text),
        hours=hours_said(text),
        parts_of_day=parts_of_day_said(text),
    )


def is_vague(text: str) -> bool:
    unspaced = len(_UNSPACED.findall(text))
    words = len(re.findall(r"[^\W_]+", _UNSPACED.sub(" ", text))) + unspaced / 2
    return words < _FEWEST_WORDS or bool(_STOCK.search(text))


def _counts(text: str) -> dict[str, int]:
    """The greatest number said of each label."""
    counts: dict[str, int] = {}
    text = without_times(text)
    for match in re.finditer(r"\b(\d{1,2}|[^\W\d_]+)\b", text):
        number = number_said(match[1], articles=False)
        if number is None:
            continue
        for word in re.findall(r"[^\W\d_]+", text[match.end() :])[:4]:
            if label := label_of(word):
                counts[label] = max(counts.get(label, 0), number)
                break
            if number_said(word, articles=True) is not None or word.lower() in _NOT_COUNTED:
                break
    return counts
