"""Whether a rule holds for what was seen, and what each of its conditions says. Pure: the same for a live event, a dry
run and an explanation afterwards."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from argusai.pipeline.notifications.rules.seen import Seen
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
    children,
)


class Judged(Protocol):
    """What of a rule is evaluated."""

    @property
    def tree(self) -> Node: ...

    @property
    def even_disarmed(self) -> bool: ...


class Verdict(NamedTuple):
    """Of one condition. `path`: its place in the tree, child by child. `measured` and `needed`: where it counts."""

    path: tuple[int, ...]
    node: Node
    holds: bool
    measured: float | None = None
    needed: float | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`fired`: the tree holds and the mode does not keep it silent. `verdicts`: of every condition, parents first."""

    fired: bool
    silenced: bool
    verdicts: tuple[Verdict, ...]


_Answer = tuple[bool, float | None, float | None]
# Stands for a part until those in it have answered.
_ASKED = Verdict((), Every(kind="all", of=()), False)


def evaluate(rule: Judged, seen: Seen) -> Evaluation:
    verdicts: list[Verdict] = []
    holds = _judge(rule.tree, seen, (), verdicts)
    silenced = seen.silent and not _says_otherwise(rule, seen.mode)
    return Evaluation(holds and not silenced, silenced, tuple(verdicts))


def _says_otherwise(rule: Judged, mode: str) -> bool:
    """By its switch, or because it asks for this very mode."""
    if rule.even_disarmed:
        return True
    return _asks_for(rule.tree, mode)


def _asks_for(node: Node, mode: str, wanted: bool = True) -> bool:
    """What stands inside “not” says when the rule is not to fire."""
    if isinstance(node, ModeIs):
        return wanted and mode in node.any_of
    return any(_asks_for(each, mode, wanted != isinstance(node, Unless)) for each in children(node))


def _judge(node: Node, seen: Seen, path: tuple[int, ...], verdicts: list[Verdict]) -> bool:
    """Every condition is asked, also where the answer is clear without it: somebody may want to know."""
    judge = _JUDGES.get(type(node))
    if judge is not None:
        holds, measured, needed = judge(node, seen)
        verdicts.append(Verdict(path, node, holds, measured, needed))
        return holds
    place, below = len(verdicts), children(node)
    verdicts.append(_ASKED)
    said = [_judge(each, seen, (*path, number), verdicts) for number, each in enumerate(below)]
    holds = any(said) if isinstance(node, Some) else all(said) != isinstance(node, Unless)
    verdicts[place] = Verdict(path, node, holds)
    return holds


def _one_of(wanted: Iterable[object], there: Collection[object]) -> _Answer:
    for each in wanted:
        if each in there:
            return True, None, None
    return False, None, None


def _at_least(measured: float, needed: float) -> _Answer:
    return measured >= needed, measured, needed


def _says(words: Iterable[str], text: str) -> _Answer:
    folded = text.casefold()
    return any(word.casefold() in folded for word in words), None, None


def _is_named(names: Iterable[str], name: str) -> _Answer:
    return name != "" and name.casefold() in {each.casefold() for each in names}, None, None


def _parcel(node: Parcel, seen: Seen) -> _Answer:
    return (bool(seen.parcels) if node.change == "either" else node.change in seen.parcels), None, None


def _count(node: Count, seen: Seen) -> _Answer:
    return _at_least(sum(seconds <= node.minutes * 60 for seconds in seen.recent), node.events)


def _sun(node: Sun, seen: Seen) -> _Answer:
    return seen.dark is not None and seen.dark == (node.it_is == "dark"), None, None


def _hours(node: HoursPart, seen: Seen) -> _Answer:
    begins, ends = _minutes(node.begins), _minutes(node.ends)
    days = [DAYS.index(day) for day in node.days]
    if begins < ends:
        return seen.weekday in days and begins <= seen.minute < ends, None, None
    this_day = seen.weekday in days and seen.minute >= begins
    night_before = (seen.weekday - 1) % 7 in days and seen.minute < ends
    return this_day or night_before, None, None


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


_JUDGES: dict[type, Callable[[Any, Seen], _Answer]] = {
    Labels: lambda node, seen: _one_of(node.any_of, seen.labels),
    Parcel: _parcel,
    AttentionAtLeast: lambda node, seen: _at_least(seen.attention, node.at_least),
    Carrier: lambda node, seen: _is_named(node.any_of, seen.carrier),
    WordsContain: lambda node, seen: _says(node.any_of, seen.text),
    Cameras: lambda node, seen: _one_of(node.any_of, (seen.camera_id,)),
    Groups: lambda node, seen: _one_of(node.any_of, seen.group_ids),
    Zones: lambda node, seen: _one_of(node.any_of, seen.zones),
    Lines: lambda node, seen: _one_of(node.any_of, seen.lines),
    HoursPart: _hours,
    Sun: _sun,
    ModeIs: lambda node, seen: _one_of(node.any_of, (seen.mode,)),
    Stayed: lambda node, seen: _at_least(seen.stayed_seconds, node.seconds),
    Count: _count,
    Score: lambda node, seen: _at_least(seen.score, node.at_least),
    TriggerIs: lambda node, seen: _one_of(node.any_of, (seen.trigger,)),
}
