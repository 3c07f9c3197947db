"""What a sentence claims that tracks can prove or not, in English and German, the languages that are asked for; in
others it claims nothing. Pure."""

import re
from dataclasses import dataclass, field

from argusai.pipeline.events.description.providers.things import label_of

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "one single ein eine einen einer einzelne einzelner", "two zwei both beide couple pair", "three drei",
            "four vier", "five fünf", "six sechs", "seven sieben", "eight acht", "nine neun", "ten zehn", "eleven elf",
            "twelve zwölf",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# "A man" is one, but so is each of "a man and a woman": only a number that is said as one counts one.
_ARTICLES = {"ein", "eine", "einen", "einer"}
_NOT_COUNTED = frozenset({"and", "und", "in", "at", "with", "mit", "of", "a", "an", "the"})
_NOBODY = re.compile(
    r"\b(?:no (?:people|person|one|body)|nobody|no-one|noone|without (?:people|anyone)|niemand|"
    r"keine (?:person|menschen)|empty (?:scene|street|driveway|yard))\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"\b(\d{1,4}|[^\W\d_]+)\s+(second|minute|hour|sekunde|minute|stunde)(?:s|n)?\b", re.IGNORECASE)
_UNITS = {"second": 1, "sekunde": 1, "minute": 60, "hour": 3600, "stunde": 3600}
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?(?:\s*(am|pm|a\.m\.|p\.m\.))?(?=\W|$)(?!\s*%)", re.IGNORECASE)
_PARTS = {
    "night": r"\b(?:at night|during the night|midnight|nighttime|nachts|in der nacht)\b",
    "morning": r"\b(?:in the morning|this morning|morgens|am morgen|vormittags|am vormittag)\b",
    "noon": r"\b(?:at noon|midday|mittags|am mittag)\b",
    "afternoon": r"\b(?:in the afternoon|nachmittags|am nachmittag)\b",
    "evening": r"\b(?:in the evening|this evening|abends|am abend)\b",
}
_PARTS_OF_DAY = {name: re.compile(form, re.IGNORECASE) for name, form in _PARTS.items()}
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
    """`counts`: numbers that were said, by label. `seconds`: the longest time. `clocks`: hour and minute."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    labels: frozenset[str] = frozenset()
    nobody: bool = False
    seconds: float | None = None
    clocks: tuple[tuple[int, int], ...] = ()
    parts_of_day: tuple[str, ...] = ()


def claims_of(text: str) -> Claims:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    durations = [
        # As the pattern finds it: without regard to case, “mınute” and “ſecond” are units too.
        number * next(each for name, each in _UNITS.items() if re.fullmatch(name, unit, re.IGNORECASE))
        for said, unit in _DURATION.findall(text)
        if (number := _number(said, articles=True)) is not None
    ]
    return Claims(
        counts=_counts(text),
        labels=frozenset(label for word in words if (label := label_of(word))),
        nobody=bool(_NOBODY.search(text)),
        seconds=max(durations, default=None),
        clocks=tuple(_clocks(text)),
        parts_of_day=tuple(name for name, form in _PARTS_OF_DAY.items() if form.search(text)),
    )


def is_vague(text: str) -> bool:
    unspaced = len(_UNSPACED.findall(text))
    words = len(re.findall(r"[^\W_]+", _UNSPACED.sub(" ", text))) + unspaced / 2
    return words < _FEWEST_WORDS or bool(_STOCK.search(text))


def _counts(text: str) -> dict[str, int]:
    """The greatest number said of each label."""
    counts: dict[str, int] = {}
    text = _DURATION.sub(" ", _CLOCK.sub(" ", text))
    for match in re.finditer(r"\b(\d{1,2}|[^\W\d_]+)\b", text):
        number = _number(match[1], articles=False)
        if number is None:
            continue
        for word in re.findall(r"[^\W\d_]+", text[match.end() :])[:4]:
            if label := label_of(word):
                counts[label] = max(counts.get(label, 0), number)
                break
            if _number(word, articles=True) is not None or word.lower() in _NOT_COUNTED:
                break
    return counts


def _number(said: str, articles: bool) -> int | None:
    if said.isdecimal():
        return int(said)
    word = said.lower()
    return None if word in _ARTICLES and not articles else _NUMBERS.get(word)


def _clocks(text: str) -> list[tuple[int, int]]:
    found = []
    for hour_said, minute_said, half in _CLOCK.findall(text):
        hour, minute = int(hour_said), int(minute_said)
        if half:
            hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
        if hour < 24 and minute < 60:
            found.append((hour, minute))
    return found
