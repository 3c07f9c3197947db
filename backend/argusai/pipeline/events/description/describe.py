"""The built-in describer: says what the tracks prove, and nothing else. Needs no key and no network."""

from datetime import datetime, timedelta, tzinfo

from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.attention import NIGHT_ENDS, NIGHT_STARTS, attention, is_night
from argusai.pipeline.events.description.cast import Group, groups
from argusai.pipeline.events.description.contract import Description
from argusai.pipeline.events.description.messages import Messages, messages
from argusai.pipeline.events.description.movement import route

BUILT_IN = "built-in"
# Standing shorter than this is not worth a word beside a movement.
_WORTH_SAYING_SECONDS = 5
_PARTS_OF_DAY = ((NIGHT_ENDS, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (NIGHT_STARTS, "evening"))
_NOW = {
    "left_right": "from_left",
    "left_middle": "from_left",
    "right_left": "from_right",
    "right_middle": "from_right",
    "towards": "towards",
    "away": "away",
}


def describe(facts: EventFacts, camera_name: str, language: str, zone: tzinfo, provisional: bool) -> Description:
    """`language`: a catalogue's name; English for an unknown one. `zone`: of the camera. `provisional`: the event goes
    on, so the sentence stands in the present and says no duration."""
    words = messages(language)
    local = facts.started_at.astimezone(zone)
    cast = groups(facts)
    level, reason = attention(cast, local, words)
    text = _now(cast, camera_name, local, words) if provisional else _past(cast, facts, camera_name, local, words)
    if facts.continues_id is not None:
        text = words.text("sentences", "continued", sentence=text)
    return Description(text, words.language, BUILT_IN, provisional, level, reason)


def _now(cast: list[Group], camera: str, local: datetime, words: Messages) -> str:
    if not cast:
        return words.text("sentences", "unknown", camera=camera)
    main, others = cast[0], cast[1:]
    name = _NOW.get(route(main.path) or "", "is_night" if is_night(local) else "is")
    sentence = words.text("sentences", name, main.count, subject=_subject(main, words), camera=camera)
    return _with_others(_capital(sentence), others, words)


def _past(cast: list[Group], facts: EventFacts, camera: str, local: datetime, words: Messages) -> str:
    if not cast:
        return words.text("sentences", "unknown", camera=camera)
    main, others = cast[0], cast[1:]
    way = route(main.path)
    ended_at = facts.ended_at or facts.last_activity_at
    parts = {
        "subject": _subject(main, words),
        "camera": camera,
        "day": words.text("day", part_of_day(local)),
        "duration": words.duration((ended_at - facts.started_at) / timedelta(seconds=1)),
    }
    if way is None:
        name = "stood" if main.still_seconds >= _WORTH_SAYING_SECONDS else "was"
        parts["verb"] = words.verb(main.kind, "stood", main.count)
    else:
        parts["verb"] = words.verb(main.kind, "moved", main.count)
        parts["route"] = words.text("route", way)
        name = "moved"
        if main.still_seconds >= _WORTH_SAYING_SECONDS:
            name = "moved_stayed"
            still = words.duration(main.still_seconds)
            parts["stayed"] = words.verb(main.kind, "stayed", main.count, duration=still)
    return _with_others(_capital(words.text("sentences", name, main.count, **parts)), others, words)


def part_of_day(local: datetime) -> str:
    """A key of the catalogue's `day` group."""
    return next((name for end, name in _PARTS_OF_DAY if local.hour < end), "night")


def _subject(group: Group, words: Messages) -> str:
    return words.subject(group.label, group.count, group.colours, worn=group.kind == "person")


def _with_others(sentence: str, others: list[Group], words: Messages) -> str:
    if not others:
        return sentence
    return words.text("sentences", "also", sentence=sentence, others=words.join([_subject(o, words) for o in others]))


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
