"""From what a person set to rules that can be obeyed. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.address import refuse_control_characters
from argusai.pipeline.capture.cameras.contract import LabelFilter, Polygon, WatchRules, Zone
from argusai.pipeline.capture.cameras.polygon import fault_of
from argusai.pipeline.capture.cameras.rule_schemas import (
    LEAST_CORNERS,
    MOST_CORNERS,
    MOST_MASKS,
    MOST_ZONES,
    LabelFilterIn,
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
        zones=tuple(Zone(_tidy(zone.name), _polygon(zone.polygon), frozenset(zone.labels)) for zone in given.zones),
        masks=tuple(_polygon(mask) for mask in given.masks),
        zones_required=given.zones_required,
    )


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
    for name, count, most in (("zones", len(given.zones), MOST_ZONES), ("masks", len(given.masks), MOST_MASKS)):
        if count > most:
            yield f"rules.{name}", f"There may be at most {most} {name}."
    if given.zones_required and not given.zones:
        yield "rules.zones_required", "Without a zone nothing could ever stand in one."
    known = {each.label for each in defaults}
    yield from _faults_in_names(given.zones)
    for number, zone in enumerate(given.zones):
        for label in zone.labels:
            if label not in known:
                yield f"rules.zones.{number}.labels", f"{_quoted(label)} is not known."
        if fault := fault_in_corners(_polygon(zone.polygon), MOST_CORNERS):
            yield f"rules.zones.{number}.polygon", f"The zone {_quoted(zone.name)} {fault}."
    for number, mask in enumerate(given.masks):
        if fault := fault_in_corners(_polygon(mask), MOST_CORNERS):
            yield f"rules.masks.{number}", f"Mask {number + 1} {fault}."


def _faults_in_names(zones: Sequence[ZoneIn]) -> Iterator[_Fault]:
    seen: set[str] = set()
    for number, zone in enumerate(zones):
        place = f"rules.zones.{number}.name"
        try:
            refuse_control_characters(zone.name, place)
        except BadInput as error:
            yield place, error.detail
        if (key := _tidy(zone.name).casefold()) in seen:
            yield place, f"Two zones are named {_quoted(zone.name)}."
        seen.add(key)


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
