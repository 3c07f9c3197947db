"""Event reports as plain JSON values, for the way between processes. What comes in is checked to the last field."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from argusai.kit.errors import BadInput
from argusai.pipeline.events.assembly.contract import EventReport, MediaFile, event_folder

_REPORT = TypeAdapter(EventReport)
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(jpg|mp4)")
_MOST_TRACKS = 10_000
_LONGEST_LABEL = 40
_MOST_PARCELS = 100
_LONGEST_MODEL = 200
_MOST_OPINIONS = 8
_MOST_SAID = 20
_LONGEST_NOTE = 500


def to_wire(report: EventReport) -> dict[str, Any]:
    plain: dict[str, Any] = _REPORT.dump_python(report, mode="json")
    return plain


def from_wire(plain: Mapping[str, Any]) -> EventReport:
    """Raises BadInput (slug `bad-report`) on anything that `to_wire` could not have made. Times come back in UTC."""
    try:
        report = _REPORT.validate_python(dict(plain))
    except (ValidationError, ValueError, TypeError, RecursionError) as error:
        raise _bad("its shape is wrong") from error
    for value in _leaves(report):
        if isinstance(value, float) and not math.isfinite(value):
            raise _bad("a number is not finite")
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise _bad("a time has no zone")
    _check_facts(report)
    for file in report.media:
        _check_file(report, file)
    in_utc: EventReport = _in_utc(report)
    return in_utc


def _check_facts(report: EventReport) -> None:
    facts = report.facts
    labels = {track.label for track in facts.tracks}
    if (
        (not facts.tracks and facts.trigger == "track")
        or len(facts.tracks) > _MOST_TRACKS
        or set(facts.most_at_once) != labels
    ):
        raise _bad("its tracks and counts do not fit together")
    opinions = [opinion for track in facts.tracks for opinion in track.opinions]
    if any(
        not label or len(label) > _LONGEST_LABEL
        for label in labels | {opinion.label for opinion in opinions} | set(facts.said)
    ):
        raise _bad("a label is empty or too long")
    if any(not 0 < len(opinion.model) <= _LONGEST_MODEL or not 0 <= opinion.score <= 1 for opinion in opinions):
        raise _bad("what a model said is out of range")
    if any(len(track.opinions) > _MOST_OPINIONS for track in facts.tracks):
        raise _bad("too many models spoke")
    if any(many < 1 for many in facts.most_at_once.values()) or min(facts.width, facts.height) < 1:
        raise _bad("a count or a size is below 1")
    if len(facts.said) > _MOST_SAID or len(facts.note) > _LONGEST_NOTE:
        raise _bad("its sender said too much")
    if len(facts.parcels) > _MOST_PARCELS or any(not 0 <= each.probability <= 1 for each in facts.parcels):
        raise _bad("its parcels make no sense")
    if (report.stage == "closed") != (facts.ended_at is not None):
        raise _bad("its stage and its end do not fit together")
    if facts.last_activity_at < facts.started_at or (facts.ended_at and facts.ended_at < facts.started_at):
        raise _bad("it ends before it starts")


def _check_file(report: EventReport, file: MediaFile) -> None:
    folder, _, name = file.path.rpartition("/")
    if folder != event_folder(report.facts.event_id, report.facts.started_at) or not _FILE_NAME.fullmatch(name):
        raise _bad("a file lies outside the event's folder")
    if file.content_type not in {"image/jpeg", "video/mp4"} or min(file.bytes, file.width, file.height) < 1:
        raise _bad("a file is described wrongly")


def _leaves(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _in_utc(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        return tuple(_in_utc(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{field.name: _in_utc(getattr(value, field.name)) for field in fields(value)})
    return value


def _bad(why: str) -> BadInput:
    return BadInput(f"This event report cannot be stored: {why}.", slug="bad-report")
