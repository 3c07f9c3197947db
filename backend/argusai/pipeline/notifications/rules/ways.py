"""Whether a rule still fires, and what it tells has a way to people. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.never import never_fires
from argusai.pipeline.notifications.rules.say import Speaker


@dataclass(frozen=True, slots=True)
class Way:
    """A channel that is there. `enabled`: its owner has it switched on."""

    name: str
    enabled: bool


def trouble_of(content: Content, ways: Mapping[UUID, Way], speaker: Speaker) -> str:
    """A sentence where what the rule asks for is gone, whom it tells, a channel that it names, or where none of its
    channels is on; else empty."""
    if never := never_fires(content.tree, speaker):
        return never
    if content.people is not None and not set(content.people) & speaker.names.people.keys():
        return speaker.text("people_gone")
    named = content.channels
    gone = [each for each in named if each not in ways]
    there = [ways[each] for each in named if each in ways]
    if gone:
        key = "ways_some_gone" if any(way.enabled for way in there) else "ways_gone"
        return speaker.text(key, count=len(gone))
    if there and not any(way.enabled for way in there):
        names = speaker.joined("and", [speaker.text("quoted", word=way.name) for way in there])
        return speaker.text("ways_off", names=names)
    return ""


def unknown(content: Content, ways: Mapping[UUID, Way]) -> list[UUID]:
    return [each for each in content.channels if each not in ways]
