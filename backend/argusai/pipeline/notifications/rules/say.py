"""A rule as one plain sentence, and what an event had to say to each condition, in the language of the house. Pure."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.ports import Words
from argusai.pipeline.notifications.rules.tree import (
    DAYS,
    AttentionAtLeast,
    Cameras,
    Carrier,
    Count,
    Every,
    Groups,
    HoursPart,
    Labels,
    Lines,
    ModeIs,
    Node,
    Parcel,
    Score,
    Some,
    Stayed,
    Sun,
    TriggerIs,
    Unless,
    WordsContain,
    Zones,
)

_FALLBACK = "en"
# Read once, at import: part of the program like its code.
CATALOGUES: dict[str, dict[str, str]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "catalogue").glob("*.json"))
}
_KINDS = {
    "vehicle": frozenset({"bicycle", "car", "motorcycle", "bus", "truck"}),
    "animal": frozenset({"bird", "cat", "dog", "horse"}),
}
_WORKDAYS, _WEEKEND = frozenset(DAYS[:5]), frozenset(DAYS[5:])


@dataclass(frozen=True, slots=True)
class Names:
    """What people call what a rule names by its id; and the zones and lines that any camera has, which rules name by
    their names; None: nobody knows."""

    people: Mapping[UUID, str] = field(default_factory=dict)
    cameras: Mapping[UUID, str] = field(default_factory=dict)
    groups: Mapping[UUID, str] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[UUID, str] = field(default_factory=dict)
    zones: Collection[str] | None = None
    lines: Collection[str] | None = None


class Speaker:
    """Says rules in the language of `words` (English when there is no catalogue for it)."""

    def __init__(self, words: Words, names: Names) -> None:
        self.words = words
        self.names = names
        self._catalogue = CATALOGUES.get(words.language, CATALOGUES[_FALLBACK])

    def text(self, key: str, **words: object) -> str:
        return self._catalogue[key].format_map(words)

    def rule(self, content: Content) -> str:
        people = content.people
        whom = (
            self.text("everybody")
            if people is None
            else self.joined("and", [self.names.people.get(each, self.text("gone")) for each in people])
        )
        form = "rule_urgent" if content.urgent else "rule"
        said = self.text(form, when=self._whole(content.tree), whom=whom, how=self._how(content))
        return said if content.enabled else self.text("off", rule=said)

    def _how(self, content: Content) -> str:
        """Whatever else decides on what people hear."""
        said = ""
        if content.channels:
            known = self.names.channels
            names = [self.text("quoted", word=known[each]) for each in content.channels if each in known]
            gone = len(content.channels) - len(names)
            names += [self.text("gone_channel")] * (gone > 0)
            said += self.text("by", channels=self.joined("and", names))
        if content.cooldown_seconds:
            said += self.text("then_quiet", duration=self._length(content.cooldown_seconds))
        return said + (self.text("even_disarmed") if content.even_disarmed else "")

    def _length(self, seconds: int) -> str:
        """As `words.duration`, and whole hours as such: nobody reckons what 1440 minutes are."""
        hours, left = divmod(seconds, 3600)
        return self.text("hours_long", hours=hours) if hours > 1 and not left else self.words.duration(seconds)

    def clause(self, node: Node) -> str:
        """“a person is seen”: one condition, or several that hang together."""
        if isinstance(node, Every):
            return self.joined("and", [self._nested(each) for each in node.of]) if node.of else self.text("anything")
        if isinstance(node, Some):
            clauses = self.joined("or", [self._nested(each) for each in node.of])
            return self.text("either", clauses=clauses) if len(node.of) > 1 else clauses
        if isinstance(node, Unless):
            return self.text("not", clause=self._nested(node.of))
        return _CLAUSES[type(node)](self, node)

    def joined(self, how: str, parts: Sequence[str]) -> str:
        """“a, b and c”. `parts` holds at least one."""
        said = parts[0]
        for part in parts[1:-1]:
            said = self.text(f"{how}_more", first=said, second=part)
        return said if len(parts) == 1 else self.text(how, first=said, second=parts[-1])

    def any_of(self, names: Iterable[str]) -> str:
        return self.joined("or", list(names))

    def percent(self, share: float) -> str:
        return self.text("percent", value=round(share * 100))

    def _whole(self, tree: Node) -> str:
        """What must not be stands at the end, where it reads best."""
        if not isinstance(tree, Every):
            return self.clause(tree)
        wanted = [each for each in tree.of if not isinstance(each, Unless)]
        when = self.clause(Every(kind="all", of=tuple(wanted)))
        for each in tree.of:
            if isinstance(each, Unless):
                when = self.text("unless", when=when, clause=self._nested(each.of))
        return when

    def _nested(self, node: Node) -> str:
        """In brackets where the sentence would be read in another way without them."""
        clause = self.clause(node)
        several = isinstance(node, Every | Some) and len(node.of) > 1
        return f"({clause})" if several else clause


def _labels(speaker: Speaker, node: Labels) -> str:
    """Who asks for every vehicle says so, and does not list them."""
    labels, said = list(node.any_of), []
    for kind, members in _KINDS.items():
        if members <= set(labels):
            labels = [label for label in labels if label not in members]
            said.append(speaker.text(f"every_{kind}"))
    return speaker.text("labels", labels=speaker.any_of([*(speaker.words.subject(each, 1) for each in labels), *said]))


def _words(speaker: Speaker, node: WordsContain) -> str:
    return speaker.text("words", words=speaker.any_of(speaker.text("quoted", word=word) for word in node.any_of))


def _cameras(speaker: Speaker, node: Cameras) -> str:
    names = [speaker.names.cameras.get(each, speaker.text("gone_camera")) for each in node.any_of]
    return speaker.text("cameras", cameras=speaker.any_of(names))


def _groups(speaker: Speaker, node: Groups) -> str:
    names = [speaker.names.groups.get(each, speaker.text("gone_group")) for each in node.any_of]
    return speaker.text("groups", groups=speaker.any_of(names))


def _modes(speaker: Speaker, node: ModeIs) -> str:
    names = [speaker.names.modes.get(each, speaker.text("gone_mode")) for each in node.any_of]
    return speaker.text("mode", modes=speaker.any_of(names))


def _hours(speaker: Speaker, node: HoursPart) -> str:
    chosen = frozenset(node.days)
    if chosen == _WORKDAYS:
        days = speaker.text("workdays")
    elif chosen == _WEEKEND:
        days = speaker.text("weekend")
    else:
        days = speaker.any_of(speaker.text(day) for day in DAYS if day in chosen)
    daily, all_day = len(chosen) == len(DAYS), node.begins == node.ends == "00:00"
    if all_day:
        return speaker.text("always" if daily else "hours_days", days=days)
    return speaker.text("hours_daily" if daily else "hours", days=days, begins=node.begins, ends=node.ends)


def _count(speaker: Speaker, node: Count) -> str:
    return speaker.text("count", events=node.events, duration=speaker.words.duration(node.minutes * 60))


_CLAUSES: dict[type, Callable[[Speaker, Any], str]] = {
    Labels: _labels,
    Parcel: lambda speaker, node: speaker.text(f"parcel_{node.change}"),
    AttentionAtLeast: lambda speaker, node: speaker.text(f"attention_{node.at_least}"),
    WordsContain: _words,
    Carrier: lambda speaker, node: speaker.text("carrier", carriers=speaker.any_of(node.any_of)),
    Cameras: _cameras,
    Groups: _groups,
    Zones: lambda speaker, node: speaker.text("zones", zones=speaker.any_of(node.any_of)),
    Lines: lambda speaker, node: speaker.text("lines", lines=speaker.any_of(node.any_of)),
    HoursPart: _hours,
    Sun: lambda speaker, node: speaker.text(f"sun_{node.it_is}"),
    ModeIs: _modes,
    Stayed: lambda speaker, node: speaker.text("stayed", duration=speaker.words.duration(node.seconds)),
    Count: _count,
    Score: lambda speaker, node: speaker.text("score", percent=speaker.percent(node.at_least)),
    TriggerIs: lambda speaker, node: speaker.any_of(speaker.text(f"trigger_{each}") for each in node.any_of),
}
