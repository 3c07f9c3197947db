"""From what a person set to rules that can be obeyed. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.contract import LabelFilter, Line, Polygon, WatchRules, Zone
from argusai.pipeline.capture.cameras.polygon import fault_of, fault_of_line
from argusai.pipeline.capture.cameras.rule_schemas import (
    LEAST_CORNERS,
    LEAST_POINTS,
    MOST_CORNERS,
    MOST_LINES,
    MOST_MASKS,
    MOST_ZONES,
    LabelFilterIn,
    LineIn,
    RulesIn,
    ZoneIn,
)

# A field of the input and what is wrong with it.
_Fault = tuple[str, str]
_RANGES = (("least_height", "most_height", "height"), ("least_ratio", "most_ratio", "shape"))


def rules_from(given: RulesIn, defaults: Sequence[LabelFilter]) -> WatchRules:
    """`defaults`: complete filters of all labels that are known. Raises BadInput with every fault by its field."""
    faults = dict([*_faults_in_filters(given.filters, defaults), *_faults_in_places(given, defaults)])
    if faults:
        first = next(iter(faults.values()))
        raise BadInput(f"{first} Correct it and save again.", slug="bad-rules", fields=faults)
    return WatchRules(
        filters=tuple(LabelFilter(**each.model_dump()) for each in given.filters),
        zones=tuple(map(_zone, given.zones)),
        lines=tuple(map(_line, given.lines)),
        masks=tuple(_polygon(mask) for mask in given.masks),
        zones_required=given.zones_required,
    )


def _zone(given: ZoneIn) -> Zone:
    own = {"name": _tidy(given.name), "polygon": _polygon(given.polygon), "labels": frozenset(given.labels)}
    return Zone(**{**given.model_dump(), **own})


def _line(given: LineIn) -> Line:
    names = {name: _tidy(getattr(given, name).strip()) for name in ("name", "left", "right")}
    own = {**names, "points": _polygon(given.points), "labels": frozenset(given.labels)}
    return Line(**{**given.model_dump(), **own})


def _faults_in_filters(filters: Sequence[LabelFilterIn], defaults: Sequence[LabelFilter]) -> Iterator[_Fault]:
    known = {each.label: each for each in defaults}
    seen: set[str] = set()
    for number, each in enumerate(filters):
        place = f"rules.filters.{number}"
        default = known.get(each.label)
        if default is None:
            yield f"{place}.label", f"{_quoted(each.label)} is not known. Known are: {', '.join(known)}."
            continue
        if each.label in seen:
            yield f"{place}.label", f"{_quoted(each.label)} has two filters."
        seen.add(each.label)
        for least, most, what in _RANGES:
            if _or_default(each, default, least) > _or_default(each, default, most):
                yield f"{place}.{most}", f"The smallest {what} of {_quoted(each.label)} is above the greatest."


def _or_default(own: LabelFilterIn, default: LabelFilter, name: str) -> float:
    value: float | None = getattr(own, name)
    return float(getattr(default, name) or 0.0) if value is None else value


def _faults_in_places(given: RulesIn, defaults: Sequence[LabelFilter]) -> Iterator[_Fault]:
    counts = ("zones", given.zones, MOST_ZONES), ("lines", given.lines, MOST_LINES), ("masks", given.masks, MOST_MASKS)
    for name, places, most in counts:
        if len(places) > most:
            yield f"rules.{name}", f"There may be at most {most} {name}."
    if given.zones_required and not given.zones:
        yield "rules.zones_required", "Without a zone nothing could ever stand in one."
    known = {each.label for each in defaults}
    yield from _faults_in_names("zone", given.zones)
    yield from _faults_in_names("line", given.lines)
    named: tuple[tuple[str, Sequence[ZoneIn | LineIn]], ...] = ("zones", given.zones), ("lines", given.lines)
    for kind, of_kind in named:
        for number, place in enumerate(of_kind):
            for label in place.labels:
                if label not in known:
                    yield f"rules.{kind}.{number}.labels", f"{_quoted(label)} is not known."
    for number, zone in enumerate(given.zones):
        if fault := fault_in_corners(_polygon(zone.polygon), MOST_CORNERS):
            yield f"rules.zones.{number}.polygon", f"The zone {_quoted(zone.name)} {fault}."
    for number, line in enumerate(given.lines):
        if fault := _fault_in_line(_polygon(line.points)):
            yield f"rules.lines.{number}.points", f"The line {_quoted(line.name)} {fault}."
    for number, mask in enumerate(given.masks):
        if fault := fault_in_corners(_polygon(mask), MOST_CORNERS):
            yield f"rules.masks.{number}", f"Mask {number + 1} {fault}."


def _faults_in_names(kind: str, places: Sequence[ZoneIn | LineIn]) -> Iterator[_Fault]:
    seen: set[str] = set()
    for number, place in enumerate(places):
        field = f"rules.{kind}s.{number}"
        if (key := _tidy(place.name).casefold()) in seen:
            yield f"{field}.name", f"Two {kind}s are named {_quoted(place.name)}."
        seen.add(key)


def _fault_in_line(points: Polygon) -> str:
    if len(points) < LEAST_POINTS:
        return f"needs at least {LEAST_POINTS} points"
    return f"may have at most {MOST_CORNERS} points" if len(points) > MOST_CORNERS else fault_of_line(points)


def fault_in_corners(polygon: Polygon, most: int) -> str:
    """As `fault_of`, with the count of corners."""
    if len(polygon) < LEAST_CORNERS:
        return f"needs at least {LEAST_CORNERS} corners"
    if len(polygon) > most:
        return f"may have at most {most} corners"
    return fault_of(polygon)


def _polygon(corners: Sequence[Sequence[float]]) -> Polygon:
    return tuple((x, y) for x, y in corners)


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _quoted(text: str) -> str:
    return f"“{text}”"
