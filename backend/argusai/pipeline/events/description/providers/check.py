"""Holds an answer against what the tracks prove. Pure.

count   another number of people, vehicles or animals than was seen
label   something else than was seen, or nobody where somebody was
zone    a zone of the camera in which nobody was
time    another hour or a much longer time
grave   a weapon, fire, a break-in or violence, or another danger that is called urgent: nothing that tracks can
        prove, so somebody has to look again
vague   says too little, or what could be said of any event
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from argusai.pipeline.detection.objects.contract import family_of
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.attention import attention, is_night
from argusai.pipeline.events.description.cast import groups
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.events.description.providers.claims import Claims, claims_of, is_vague
from argusai.pipeline.events.description.providers.contract import Answer
from argusai.pipeline.events.description.providers.grave import grave_claims
from argusai.pipeline.events.description.providers.people import People

# What each contradiction takes from the model's own confidence.
_COSTS = {"count": 25, "label": 30, "zone": 20, "time": 20, "grave": 20}
_VAGUE_AT_MOST = 35
# Durations are told roundly.
_LONGER = 1.6
_SPARE_SECONDS = 10.0
_SPARE_CLOCK = timedelta(minutes=3)
_SPARE_HOUR = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Scene:
    """`places`: the names of the camera's zones. `zone`: of the house; None: no wall time."""

    places: tuple[str, ...] = ()
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """`answer`: with lowered confidence, and with attention no higher than the facts give where it is vague and while a
    grave claim waits for its second look. `marks`: as above, each once."""

    answer: Answer
    marks: tuple[str, ...]
    needs_second_look: bool
    vague: bool


def check(answer: Answer, facts: EventFacts, scene: Scene = Scene()) -> Checked:
    said = claims_of(answer.text)
    marks = [
        mark
        for mark, wrong in (
            ("count", facts.looked and _miscounted(said, facts)),
            ("label", facts.looked and _mislabelled(said, answer.objects, facts)),
            ("zone", _misplaced(answer.text, facts, scene)),
            ("time", _mistimed(said, facts, scene)),
            ("grave", bool(_dangers(answer))),
        )
        if wrong
    ]
    vague = is_vague(answer.text)
    confidence = max(0, answer.confidence - sum(_COSTS[mark] for mark in marks))
    if vague:
        marks.append("vague")
        confidence = min(confidence, _VAGUE_AT_MOST)
    grave = "grave" in marks
    level = min(answer.attention, proven_attention(facts, scene)) if grave or vague else answer.attention
    return Checked(replace(answer, confidence=confidence, attention=level), tuple(marks), grave, vague)


def check_reply(answer: Answer, facts: EventFacts, scene: Scene = Scene()) -> Checked:
    """Of a reply to a question only what it says itself is held against the tracks: one word may be all that was asked
    for, and whoever asks for the colour of a car hears of nobody."""
    checked = check(answer, facts, scene)
    nobody = claims_of(answer.text).nobody and facts.looked
    wrong_label = nobody and "person" in {family_of(label) for label in facts.most_at_once}
    marks = tuple(mark for mark in checked.marks if mark != "vague" and (mark != "label" or wrong_label))
    confidence = max(0, answer.confidence - sum(_COSTS[mark] for mark in marks))
    return Checked(replace(answer, confidence=confidence), marks, needs_second_look=False, vague=False)


def second_look(first: Answer, second: Answer, facts: EventFacts, scene: Scene = Scene()) -> Checked:
    """`first` made a grave claim; `second` looked at other frames or is of another model. What both claim stands, with
    the attention of the first; else the second is taken, and its own new claims count no more than before."""
    if not same_claim(first, second):
        return replace(check(second, facts, scene), needs_second_look=False)
    checked = check(first, facts, scene)
    marks = tuple(mark for mark in checked.marks if mark != "grave")
    confidence = min(100, checked.answer.confidence + _COSTS["grave"])
    kept = replace(checked.answer, attention=first.attention, confidence=confidence)
    return Checked(kept, marks, False, checked.vague)


def same_claim(first: Answer, second: Answer) -> bool:
    """Whether both claim the same grave thing; one that is not named may be any."""
    claimed, again = _dangers(first), _dangers(second)
    return bool(claimed & again) or bool(claimed and again and "unsaid" in claimed | again)


def proven_attention(facts: EventFacts, scene: Scene) -> Attention:
    """What the built-in describer gives it."""
    local = facts.started_at.astimezone(scene.zone) if scene.zone is not None else None
    level, _ = attention(groups(facts), facts, local, messages("en"))
    return level


def _dangers(answer: Answer) -> frozenset[str]:
    """By its words, and by what it names in whatever language. "other" may be a word for a weapon that is none of ours,
    so where it would raise attention it is one too."""
    nothing = {""} if answer.attention == Attention.URGENT else {"", "other"}
    named = {answer.danger} - nothing
    said = grave_claims(_whole(answer)) | named
    return said - {"unsaid"} or said


def _whole(answer: Answer) -> str:
    return f"{answer.text} {answer.attention_reason} {' '.join(answer.objects)}"


def _miscounted(said: Claims, facts: EventFacts) -> bool:
    """Only numbers that were said, and people who were named one by one: "people" alone may be any number of them.
    What stands still was perhaps never a track, so more vehicles may be there than moved."""
    tracks = Counter(family_of(track.label) for track in facts.tracks)
    at_once: Mapping[str, int] = facts.most_at_once
    ranges = {label: People(number, number) for label, number in said.counts.items()}
    if said.people is not None:
        ranges["person"] = said.people
    for label, people in ranges.items():
        fewest = max((count for name, count in at_once.items() if family_of(name) == family_of(label)), default=0)
        most = max(tracks[family_of(label)], fewest)
        too_few = people.most is not None and people.most < fewest
        too_many = people.fewest > most and family_of(label) not in {"vehicle", "two-wheeler"}
        if most and (too_few or too_many):
            return True
    return False


def _mislabelled(said: Claims, objects: tuple[str, ...], facts: EventFacts) -> bool:
    seen = {family_of(label) for label in facts.most_at_once}
    if not seen:
        return False
    if said.nobody and "person" in seen:
        return True
    named = {family_of(label) for label in said.labels | set(objects)}
    # Who moved is missing; or somebody came in whom no track knows. Things and parked vehicles are never tracks.
    invented = {label for label in named - seen if label == "person"}
    return bool(named) and (not named & seen or bool(invented))


def _misplaced(text: str, facts: EventFacts, scene: Scene) -> bool:
    plain = text.casefold()
    been = {zone.casefold() for track in facts.tracks for zone in (*track.zones, *(stay.zone for stay in track.stays))}
    lines = {crossing.line.casefold() for track in facts.tracks for crossing in track.crossings}
    quoted = [
        place.casefold()
        for place in scene.places
        if f"“{place.casefold()}”" in plain or f'"{place.casefold()}"' in plain
    ]
    return any(place not in been | lines for place in quoted)


def _mistimed(said: Claims, facts: EventFacts, scene: Scene) -> bool:
    ended = facts.ended_at or facts.last_activity_at
    lasted = (ended - facts.started_at) / timedelta(seconds=1)
    if said.seconds is not None and said.seconds > lasted * _LONGER + _SPARE_SECONDS:
        return True
    if scene.zone is None:
        return False
    began, closed = facts.started_at.astimezone(scene.zone), ended.astimezone(scene.zone)
    if any(not _between(began, closed, hour, minute) for hour, minute in said.clocks):
        return True
    if any(not any(_between(began, closed, hour, 0, _SPARE_HOUR) for hour in may_be) for may_be in said.hours):
        return True
    return any(not _in_part(part, began) for part in said.parts_of_day)


def _between(began: datetime, closed: datetime, hour: int, minute: int, spare: timedelta = _SPARE_CLOCK) -> bool:
    at = began.replace(hour=hour, minute=minute, second=0, microsecond=0)
    near = (at + timedelta(days=days) for days in (-1, 0, 1))
    return any(began - spare <= each <= closed + spare for each in near)


def _in_part(part: str, local: datetime) -> bool:
    """Wide: where the night begins is a matter of the season and of taste."""
    if part == "night":
        return is_night(local) or local.hour >= 18 or local.hour < 8
    hours = {"morning": range(4, 13), "noon": range(11, 15), "afternoon": range(11, 19), "evening": range(16, 24)}
    return local.hour in hours[part]
