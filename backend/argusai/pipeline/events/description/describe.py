"""The built-in describer: says what the tracks prove, and nothing else. Needs no key and no network."""

from datetime import datetime, timedelta, tzinfo

from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.attention import NIGHT_ENDS, NIGHT_STARTS, attention, is_night
from argusai.pipeline.events.description.cast import Group, groups
from argusai.pipeline.events.description.contract import BUILT_IN, Description
from argusai.pipeline.events.description.messages import Messages, messages
from argusai.pipeline.events.description.movement import common_route, nearly_all
from argusai.pipeline.events.description.places import deed, with_deeds, with_zones

# Standing shorter than this is not worth a word beside a movement.
_WORTH_SAYING_SECONDS = 5
# Who stood for less than this share of the event did other things too.
_ALL_THE_TIME = 0.8
_PARTS_OF_DAY = (
    *((NIGHT_ENDS, "night"), (9, "early"), (11, "morning"), (14, "noon"), (18, "afternoon")),
    (NIGHT_STARTS, "evening"),
)
_AIMLESS = frozenset({"around", "various"})
_NOW = {
    "left_right": "from_left",
    "left_middle": "from_left",
    "right_left": "from_right",
    "right_middle": "from_right",
    "towards": "towards",
    "away": "away",
}


def describe(facts: EventFacts, camera_name: str, language: str, zone: tzinfo | None, provisional: bool) -> Description:
    """`language`: a catalogue's name; English for an unknown one. `zone`: of the camera; None leaves the time of day
    out (a file has no wall time). `provisional`: the event goes on, so the sentence stands in the present and says no
    duration. What is said of several holds for nearly all of them."""
    words = messages(language)
    local = facts.started_at.astimezone(zone) if zone is not None else None
    cast = groups(facts)
    level, reason = attention(cast, facts, local, words)
    if facts.trigger != "track":
        text = _shown(cast, facts, camera_name, words)
    elif not cast:
        text = words.text("sentences", "unknown", camera=camera_name)
    elif provisional:
        text = _now(groups(facts, now=True), camera_name, local, words)
    else:
        text = _past(cast, facts, camera_name, local, words)
    text = _with_parcels(text, facts, words)
    if facts.continues_id is not None:
        text = words.text("sentences", "continued", sentence=text)
    return Description(text, words.language, BUILT_IN, provisional, level, reason)


def _shown(cast: list[Group], facts: EventFacts, camera: str, words: Messages) -> str:
    """Somebody asked what there is: a list, for one look proves no movement."""
    asked = facts.trigger
    if asked == "doorbell" and not facts.width:
        return words.text("sentences", "doorbell_blind", camera=camera)
    if not facts.looked:
        return words.text("sentences", f"{asked}_unlooked", camera=camera)
    if not cast:
        return words.text("sentences", f"{asked}_nothing", camera=camera)
    seen = words.join([_subject(group, words) for group in cast])
    return words.text("sentences", f"{asked}_seen", camera=camera, seen=seen)


def _now(cast: list[Group], camera: str, local: datetime | None, words: Messages) -> str:
    main = cast[0]
    subject = words.subject(main.label, main.count, main.colours, worn=main.kind == "person")
    if (did := deed(main, words)) is not None:
        sentence = words.text("places", "did_now", subject=subject, deed=did, camera=camera)
        return with_zones(
            _with_others(_capital(sentence), [_subject(group, words) for group in cast[1:]], words), cast, words
        )
    night = local is not None and is_night(local)
    way = common_route([member.path for member in main.members])
    name = _NOW.get(way or "", "is_night" if night else "is")
    sentence = words.text("sentences", name, main.count, subject=subject, camera=camera)
    others = [words.subject(group.label, group.count, group.colours) for group in cast[1:]]
    return with_zones(_with_others(_capital(sentence), others, words), cast, words)


def _past(cast: list[Group], facts: EventFacts, camera: str, local: datetime | None, words: Messages) -> str:
    main = cast[0]
    seconds = ((facts.ended_at or facts.last_activity_at) - facts.started_at) / timedelta(seconds=1)
    parts = {
        "subject": _subject(main, words),
        "camera": camera,
        "day": f" {words.text('day', part_of_day(local))}" if local is not None else "",
        "duration": words.duration(seconds),
    }
    did = deed(main, words)
    told = words.text("places", "did", **parts, deed=did) if did is not None else _told(main, seconds, parts, words)
    sentence = _with_others(_capital(told), [_subject(group, words) for group in cast[1:]], words)
    return with_zones(with_deeds(sentence, cast if did is None else cast[1:], words), cast, words)


def _told(group: Group, seconds: float, parts: dict[str, str], words: Messages) -> str:
    """What `group` did. `seconds`: how long the event lasted. `parts`: what every sentence may name."""
    if group.count == 1 and group.changing:
        return words.text("sentences", "never_several", **parts)
    way = common_route([member.path for member in group.members])
    stood = [member.still_seconds for member in group.members if member.still_seconds >= _WORTH_SAYING_SECONDS]
    all_stood = nearly_all(len(stood), len(group.members))
    if way is None and all_stood and min(stood) >= _ALL_THE_TIME * seconds:
        verb = words.verb(group.kind, "stood", group.count)
        return words.text("sentences", "stood", group.count, **parts, verb=verb)
    name = "was"
    if way is not None:
        parts["route"] = words.text("route", way)
        parts["verb"] = words.verb(group.kind, "moved", group.count)
        name = "moved_about" if way in _AIMLESS else "moved"
        if stood and all_stood and name == "moved":
            stayed = words.verb(group.kind, "stayed", group.count, duration=_span(stood, words))
            return words.text("sentences", "moved_stayed", group.count, **parts, stayed=stayed)
    sentence = words.text("sentences", name, group.count, **parts)
    return _with_standing(_capital(sentence), group, stood, words) if stood and group.count > 1 else sentence


def _with_standing(sentence: str, group: Group, stood: list[float], words: Messages) -> str:
    """Who of several stood still. Of tracks that came and went it is not known how many people they were."""
    many = len(stood)
    part = words.some_of(group.label, many if many == 1 or not group.changing else None)
    stayed = words.verb(group.kind, "stayed", many, duration=_span(stood, words))
    return words.text("sentences", "part_stayed", sentence=sentence, part=_capital(part), stayed=stayed)


def _span(stood: list[float], words: Messages) -> str:
    """One duration for all that stood."""
    longest = words.duration(max(stood))
    return longest if longest == words.duration(min(stood)) else words.text("duration", "up_to", duration=longest)


def part_of_day(local: datetime) -> str:
    """A key of the catalogue's `day` group."""
    return next((name for end, name in _PARTS_OF_DAY if local.hour < end), "night")


def _subject(group: Group, words: Messages) -> str:
    if group.changing and group.count > 1:
        return words.up_to(group.label, group.count)
    return words.subject(group.label, group.count, group.colours, worn=group.kind == "person")


def _with_others(sentence: str, others: list[str], words: Messages) -> str:
    if not others:
        return sentence
    return words.text("sentences", "also", sentence=sentence, others=words.join(others))


def _with_parcels(sentence: str, facts: EventFacts, words: Messages) -> str:
    """It is never certain, and the sentence says so."""
    for change in ("left", "taken"):
        many = sum(parcel.change == change for parcel in facts.parcels)
        if many:
            count = _capital(words.number(many))
            sentence = words.text("sentences", f"parcel_{change}", many, sentence=sentence, first_count=count)
    return sentence


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
