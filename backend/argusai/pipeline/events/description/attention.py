"""How much an event matters, from its facts alone.

2 urgent   a person stays 60 seconds or longer at night (22:00 to 6:00 where the camera is)
1 notable  somebody rang the doorbell; a parcel left or taken; a person at night; a person who stays 30 seconds or
           longer, or stands still for 15; three or more people
0 routine  everything else: somebody who passes by day, vehicles, animals
"""

from datetime import datetime

from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.cast import Group
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.messages import Messages

NIGHT_STARTS = 22
NIGHT_ENDS = 6
_URGENT_STAY_SECONDS = 60
_NOTABLE_STAY_SECONDS = 30
_NOTABLE_STILL_SECONDS = 15
_SEVERAL = 3


def is_night(local: datetime) -> bool:
    return local.hour >= NIGHT_STARTS or local.hour < NIGHT_ENDS


def attention(cast: list[Group], facts: EventFacts, local: datetime | None, words: Messages) -> tuple[Attention, str]:
    """The level and its reason in the language of `words`. `local`: when it began, in the camera's zone;
    None when it has no wall time, which is then taken for day."""
    level, reason = _of_people(cast, local, words)
    if not cast and not facts.looked:
        reason = words.text("attention", "unlooked")
    parcels = facts.parcels
    if facts.trigger == "doorbell" and level < Attention.URGENT:
        return Attention.NOTABLE, words.text("attention", "doorbell")
    if parcels and level < Attention.URGENT:
        # That it went matters more than that it came.
        taken = sum(parcel.change == "taken" for parcel in parcels)
        change, many = ("taken", taken) if taken else ("left", len(parcels))
        return Attention.NOTABLE, words.text("attention", f"parcel_{change}", many)
    return level, reason


def _of_people(cast: list[Group], local: datetime | None, words: Messages) -> tuple[Attention, str]:
    people = next((group for group in cast if group.label == "person"), None)
    if people is None:
        return Attention.ROUTINE, words.text("attention", "no_person")
    stay = words.duration(people.seconds)
    # Of several tracks, never two at once, nobody knows whether they were one person who stayed.
    stayed = "somebody" if people.count == 1 and people.changing else "stays"
    night = local is not None and is_night(local)
    if night and people.seconds >= _URGENT_STAY_SECONDS:
        return Attention.URGENT, words.text("attention", f"{stayed}_at_night", people.count, duration=stay)
    if night:
        return Attention.NOTABLE, words.text("attention", "night", people.count)
    if people.count >= _SEVERAL:
        subject = words.subject("person", people.count)
        return Attention.NOTABLE, words.text("attention", "several", subject=subject)
    if people.seconds >= _NOTABLE_STAY_SECONDS or people.still_seconds >= _NOTABLE_STILL_SECONDS:
        return Attention.NOTABLE, words.text("attention", stayed, people.count, duration=stay)
    return Attention.ROUTINE, words.text("attention", "passing")
