"""How long and when, as a sentence says it, in English and German. Pure."""

import re

from argusai.pipeline.events.description.providers.numbers import number_said

_AMOUNTS = {
    "a": 1.0, "an": 1.0, "einem": 1.0, "half": 0.5, "half a": 0.5, "half an": 0.5, "halbe": 0.5, "halben": 0.5,
    "halber": 0.5, "quarter of an": 0.25, "three quarters of an": 0.75, "couple of": 2.0, "anderthalb": 1.5,
}  # fmt: skip
_DURATION = re.compile(
    # "Thirty miles an hour" is no hour, and "a second man" no second.
    r"(?<!km )(?<!miles )(?<!kilometres )(?<!kilometers )(?<!once )(?<!times )"
    r"\b(?!an? second\b)(half an?|three quarters of an|quarter of an|couple of|\d{1,4}(?:[.,]\d)?|[^\W\d_]+)[\s-]+"
    r"(second|minute|hour|sekunde|minute|stunde)(?:s|n)?\b",
    re.IGNORECASE,
)
_UNITS = {"second": 1, "sekunde": 1, "minute": 60, "hour": 3600, "stunde": 3600}
_PART_OF_AN_HOUR = re.compile(r"\b(dreiviertel|viertel|halb)stunden?\b", re.IGNORECASE)
_MINUTES = {"viertel": 15, "halb": 30, "dreiviertel": 45}
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?(?:\s*(am|pm|a\.m\.|p\.m\.))?(?=\W|$)(?!\s*%)", re.IGNORECASE)
# "Haus 11 am Weg" is German.
_HOUR = re.compile(
    r"(?<![:.\d])\b(?:(\d{1,2})\s?(am(?!\s+(?-i:[A-ZÄÖÜ]))|pm|a\.m\.|p\.m\.)|(\d{1,2}|[^\W\d_]+)\s(?:uhr|o['’]clock))(?=\W|$)",
    re.IGNORECASE,
)
_PARTS = {
    "night": r"\b(?:at night|during the night|midnight|nighttime|nachts|in der nacht)\b",
    "morning": r"\b(?:in the morning|this morning|morgens|am morgen|vormittags|am vormittag)\b",
    "noon": r"\b(?:at noon|midday|mittags|am mittag)\b",
    "afternoon": r"\b(?:in the afternoon|nachmittags|am nachmittag)\b",
    "evening": r"\b(?:in the evening|this evening|abends|am abend)\b",
}
_PARTS_OF_DAY = {name: re.compile(form, re.IGNORECASE) for name, form in _PARTS.items()}


def seconds_said(text: str) -> float | None:
    """The longest time."""
    lengths = [
        # As the pattern finds it: without regard to case, “mınute” and “ſecond” are units too.
        amount * next(each for name, each in _UNITS.items() if re.fullmatch(name, unit, re.IGNORECASE))
        for said, unit in _DURATION.findall(text)
        if (amount := _amount(said)) is not None
    ]
    lengths += [_MINUTES[part.lower()] * 60 for part in _PART_OF_AN_HOUR.findall(text)]
    return max(lengths, default=None)


def clocks_said(text: str) -> tuple[tuple[int, int], ...]:
    """Hour and minute."""
    found = []
    for hour_said, minute_said, half in _CLOCK.findall(text):
        hour, minute = _of_day(int(hour_said), half), int(minute_said)
        if hour < 24 and minute < 60:
            found.append((hour, minute))
    return tuple(found)


def hours_said(text: str) -> tuple[tuple[int, ...], ...]:
    """Of each hour that is said without minutes, those of the day that it may be: "9 o'clock" is 9 or 21."""
    found = []
    for halved, half, whole in _HOUR.findall(_CLOCK.sub(" ", text)):
        hour = number_said(halved or whole, articles=False)
        if hour is None or hour > 24:
            continue
        may_be = (_of_day(hour, half),) if half else (hour % 24, (hour + 12) % 24) if hour <= 12 else (hour % 24,)
        found.append(may_be)
    return tuple(found)


def parts_of_day_said(text: str) -> tuple[str, ...]:
    return tuple(name for name, form in _PARTS_OF_DAY.items() if form.search(text))


def without_times(text: str) -> str:
    """So that what is counted is no minute and no hour."""
    return _DURATION.sub(" ", _HOUR.sub(" ", _CLOCK.sub(" ", text)))


def _amount(said: str) -> float | None:
    if said[0].isdecimal():
        return float(said.replace(",", "."))
    amount = _AMOUNTS.get(" ".join(said.lower().split()))
    return amount if amount is not None else number_said(said, articles=True)


def _of_day(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.lower().startswith("p") else 0) if half else hour
