"""Which events may take over the words for another one, and which words (D10). Pure.

Only what nobody would miss anything of: routine, by day, without people and without parcels. Whatever cannot be proven
to be the same is asked for.
"""

import hashlib
import json
import re
from datetime import tzinfo
from typing import Any, Literal

from argusai.pipeline.detection.objects.contract import family_of
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.attention import is_night
from argusai.pipeline.events.description.cast import VEHICLES, Group, groups
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.movement import common_route
from argusai.pipeline.events.description.providers.check import Scene, check, proven_attention
from argusai.pipeline.events.description.providers.claims import claims_of
from argusai.pipeline.events.description.providers.contract import Answer

# Why the words for another event were taken over, or were not:
#
# reused      they were
# off         the owner wants each event described
# trigger     somebody or something asked for this event, or nobody looked at it
# attention   it is notable or urgent
# people, parcels, night
#             one is in it; it is then
# colours     a vehicle's colour is not clear
# none-alike  no model described an event of equal labels, counts, colours, places and ways within two hours
# settings    one was, by another describer or with other notes, language or number of pictures
# words       its words name what need not be so now: a time, a number, people, a direction that no track proves
# corrected   somebody said that its words are wrong, or chose others for it
# pictures    the pictures differ, or are gone
Why = Literal[
    "reused", "off", "trigger", "attention", "people", "parcels", "night", "colours", "none-alike", "settings", "words",
    "corrected", "pictures",
]  # fmt: skip
_SURE_ENOUGH = 50
# What people and parcels may do is never told by words for another event, and what is read is of one thing alone.
_UNTOLD = frozenset({"person", "parcel"})
_TIMES = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|o[’']clock|noon|midday|"
    r"midnight|dawn|dusk|sunrise|sunset|seconds?|minutes?|hours?|days?|weeks?|again|another|still|once more|"
    r"(?:first|second|third|last|next) time|ago|heute|gestern|morgens?|abends?|nachts?|mittags?|uhr|"
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sekunden?|minuten?|stunden?|tagen?|wochen?|wieder|erneut|"
    r"noch|nochmals?|weiter[ens]*)\b",
    re.IGNORECASE,
)
# Beside the words for people that `claims` knows.
_SOMEBODY = re.compile(
    r"\b(?:he|she|him|her|his|hers|figures?|silhouettes?|residents?|owners?|passengers?|occupants?|neighbou?rs?|"
    r"officers?|police\w*|family|mother|father|gestalt\w*|bewohner\w*|besitzer\w*|beifahrer\w*|nachbar\w*|"
    r"polizist\w*|familie|insass\w*)\b",
    re.IGNORECASE,
)
_WAYS = re.compile(
    r"\b(?:left|right|leftwards?|rightwards?|towards?|away|forwards?|backwards?|approach\w*|arriv\w*|leav\w*|depart\w*|"
    r"enter\w*|exit\w*|com(?:es|ing)|go(?:es|ing)|went|came|pull\w*|back(?:s|ed|ing)|revers\w*|pass(?:es|ed|ing)?|past|"
    r"across|through|along|into|onto|out|off|up|down|north\w*|south\w*|east\w*|west\w*|links|rechts|vorwärts|"
    r"rückwärts|näher\w*|komm\w*|geht|gehen|fährt|fahren|läuft|laufen|verläs\w*|verlassen|betritt|biegt|weg|fort|vorbei|"
    r"entlang|hinein|heraus|hinaus|herein|hinauf|hinunter|richtung)\b",
    re.IGNORECASE,
)


def unfit(facts: EventFacts, attention: Attention, zone: tzinfo | None) -> Why | None:
    """Why no words for another event will do, whatever they are. `attention`: as it is shown."""
    if facts.trigger != "track" or not facts.looked or not facts.tracks:
        return "trigger"
    if facts.parcels:
        return "parcels"
    if "person" in map(family_of, {*facts.most_at_once, *(track.label for track in facts.tracks)}):
        return "people"
    if attention > Attention.ROUTINE or proven_attention(facts, Scene(zone=zone)) > Attention.ROUTINE:
        return "attention"
    if zone is not None and is_night(facts.started_at.astimezone(zone)):
        return "night"
    if any(track.label in VEHICLES and not track.colours for track in facts.tracks):
        return "colours"
    return None


def scene_of(facts: EventFacts) -> str:
    """The same for events of one camera with equal labels, counts, colours, places, lines and ways."""
    cast = sorted((_member(group) for group in groups(facts)), key=lambda each: str(each["label"]))
    plain = [str(facts.camera_id), dict(sorted(facts.most_at_once.items())), cast]
    return digest(plain)


def _member(group: Group) -> dict[str, Any]:
    return {
        "label": group.label,
        "count": group.count,
        "tracks": len(group.members),
        "colours": sorted(list(member.colours) for member in group.members),
        "way": common_route([member.path for member in group.members]),
        "zones": sorted({zone for member in group.members for zone in member.zones}),
        "stays": sorted({stay.zone for member in group.members for stay in member.stays}),
        "lines": sorted(
            {(each.line, each.towards, each.side) for member in group.members for each in member.crossings}
        ),
    }


def digest(plain: Any) -> str:
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def words_hold(said: Answer, facts: EventFacts, scene: Scene) -> bool:
    """Whether what a model said of another event is true of this one, as far as tracks tell, and names nothing that
    they do not tell. `facts` and those of the other are of one scene."""
    text = f"{said.text} {said.attention_reason}"
    claims = claims_of(text)
    if said.attention > Attention.ROUTINE or said.carrier or said.confidence < _SURE_ENOUGH:
        return False
    if re.search(r"\d", text) or _TIMES.search(text) or _SOMEBODY.search(text) or claims.seconds is not None:
        return False
    if _UNTOLD & (claims.labels | set(said.objects)):
        return False
    if any(facts.most_at_once.get(label) != number for label, number in claims.counts.items()):
        return False
    if claims.parts_of_day and scene.zone is None:
        return False
    ways = [common_route([member.path for member in group.members]) for group in groups(facts)]
    if None in ways and _WAYS.search(text):
        return False
    return not check(said, facts, scene).marks
