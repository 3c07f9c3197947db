"""What an event had to say to a condition. Pure."""

from collections.abc import Callable
from typing import Any

from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.seen import Seen
from argusai.pipeline.notifications.rules.tree import (
    DAYS,
    AttentionAtLeast,
    Cameras,
    Carrier,
    Count,
    Groups,
    HoursPart,
    Labels,
    Lines,
    ModeIs,
    Node,
    Parcel,
    Score,
    Stayed,
    Sun,
    TriggerIs,
    WordsContain,
    Zones,
)


def found(node: Node, seen: Seen, speaker: Speaker) -> str:
    """“a person and a car”; empty for what only joins others."""
    tell = _FOUND.get(type(node))
    return tell(node, seen, speaker) if tell is not None else ""


def _all(speaker: Speaker, names: list[str]) -> str:
    return speaker.joined("and", names) if names else speaker.text("found_nothing")


def _labels(_node: Labels, seen: Seen, speaker: Speaker) -> str:
    return _all(speaker, [speaker.words.subject(label, 1) for label in seen.labels])


def _parcel(_node: Parcel, seen: Seen, speaker: Speaker) -> str:
    return _all(speaker, [speaker.text(f"found_parcel_{change}") for change in seen.parcels])


def _groups(_node: Groups, seen: Seen, speaker: Speaker) -> str:
    return _all(speaker, [speaker.names.groups.get(each, speaker.text("gone_group")) for each in seen.group_ids])


def _sun(_node: Sun, seen: Seen, speaker: Speaker) -> str:
    if seen.dark is None:
        return speaker.text("found_no_place")
    return speaker.text("found_dark" if seen.dark else "found_light")


def _time(_node: HoursPart, seen: Seen, speaker: Speaker) -> str:
    time = f"{seen.minute // 60:02}:{seen.minute % 60:02}"
    return speaker.text("found_time", day=speaker.text(DAYS[seen.weekday]), time=time)


def _count(node: Count, seen: Seen, speaker: Speaker) -> str:
    count = sum(seconds <= node.minutes * 60 for seconds in seen.recent)
    return speaker.text("found_count", count=count, duration=speaker.words.duration(node.minutes * 60))


_FOUND: dict[type, Callable[[Any, Seen, Speaker], str]] = {
    Labels: _labels,
    Parcel: _parcel,
    AttentionAtLeast: lambda node, seen, speaker: speaker.text(f"found_attention_{seen.attention}"),
    WordsContain: lambda node, seen, speaker: speaker.text("quoted", word=seen.text),
    Carrier: lambda node, seen, speaker: seen.carrier or speaker.text("found_no_carrier"),
    Cameras: lambda node, seen, speaker: speaker.names.cameras.get(seen.camera_id, speaker.text("gone_camera")),
    Groups: _groups,
    Zones: lambda node, seen, speaker: _all(speaker, list(seen.zones)),
    Lines: lambda node, seen, speaker: _all(speaker, list(seen.lines)),
    HoursPart: _time,
    Sun: _sun,
    ModeIs: lambda node, seen, speaker: speaker.names.modes.get(seen.mode, speaker.text("gone_mode")),
    Stayed: lambda node, seen, speaker: speaker.words.duration(seen.stayed_seconds),
    Count: _count,
    Score: lambda node, seen, speaker: speaker.percent(seen.score),
    TriggerIs: lambda node, seen, speaker: speaker.text(f"trigger_{seen.trigger}"),
}
