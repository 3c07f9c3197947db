"""Facts as the plain JSON values of a row, and back."""

from typing import Any

from pydantic import TypeAdapter

from argusai.pipeline.events.assembly.contract import EventFacts, LabelledBox

_FACTS = TypeAdapter(EventFacts)
_BOXES = TypeAdapter(tuple[LabelledBox, ...])


def facts_to_row(facts: EventFacts) -> dict[str, Any]:
    plain: dict[str, Any] = _FACTS.dump_python(facts, mode="json")
    return plain


def facts_from_row(plain: dict[str, Any]) -> EventFacts:
    return _FACTS.validate_python(plain)


def boxes_to_row(boxes: tuple[LabelledBox, ...]) -> list[dict[str, Any]]:
    plain: list[dict[str, Any]] = _BOXES.dump_python(boxes, mode="json")
    return plain


def boxes_from_row(plain: list[dict[str, Any]]) -> tuple[LabelledBox, ...]:
    return _BOXES.validate_python(plain)


def places_of(facts: EventFacts) -> tuple[tuple[str, str], ...]:
    """Each zone that was entered and each line that was crossed, once: kind and name."""
    zones = (("zone", zone) for track in facts.tracks for zone in track.zones)
    lines = (("line", crossing.line) for track in facts.tracks for crossing in track.crossings)
    return tuple(dict.fromkeys((*zones, *lines)))
