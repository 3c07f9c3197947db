"""Decisions on their way between processes: a plain JSON head and the picture. What comes in is checked."""

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any

from pydantic import TypeAdapter, ValidationError

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.contract import MOST_PICTURE_BYTES, Decision

_DECISION = TypeAdapter(Decision)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_NUMBERS = 20
_LONGEST_LABEL = 40
_LONGEST_SIDE = 100_000
_JPEG = b"\xff\xd8\xff"


def to_wire(decision: Decision) -> tuple[dict[str, Any], bytes]:
    """The head and the body of a note."""
    plain: dict[str, Any] = _DECISION.dump_python(replace(decision, picture=b""), mode="json")
    return {"kind": "decision", **plain}, decision.picture


def from_wire(note: Mapping[str, Any], body: bytes) -> Decision:
    """Raises BadInput (slug `bad-note`) on anything that `to_wire` could not have made. Times come back in UTC."""
    plain = {**note}
    if plain.pop("kind", None) != "decision":
        raise _bad("it is of another kind")
    try:
        decision = _DECISION.validate_python(plain)
    except (ValidationError, ValueError, TypeError, RecursionError) as error:
        raise _bad("its shape is wrong") from error
    _check_times(decision)
    _check_numbers(decision)
    if len(body) > MOST_PICTURE_BYTES or (body and not body.startswith(_JPEG)):
        raise _bad("its picture is too large or no JPEG")
    try:
        began_at, ended_at = decision.began_at.astimezone(UTC), decision.ended_at.astimezone(UTC)
    except OverflowError as error:
        raise _bad("a time lies outside the calendar") from error
    return replace(decision, picture=body, began_at=began_at, ended_at=ended_at)


def _check_times(decision: Decision) -> None:
    if decision.began_at.utcoffset() is None or decision.ended_at.utcoffset() is None:
        raise _bad("a time has no zone")
    if decision.ended_at < decision.began_at:
        raise _bad("it ends before it begins")


def _check_numbers(decision: Decision) -> None:
    box: Box = decision.box
    values = (decision.score, box.left, box.top, box.right, box.bottom, *decision.numbers.values())
    if not all(map(math.isfinite, values)):
        raise _bad("a number is not finite")
    if not 0 <= decision.score <= 1 or len(decision.label) > _LONGEST_LABEL:
        raise _bad("its score or label is out of range")
    if not (1 <= decision.width <= _LONGEST_SIDE and 1 <= decision.height <= _LONGEST_SIDE):
        raise _bad("its size is out of range")
    if len(decision.numbers) > _MOST_NUMBERS or not all(map(_NAME.fullmatch, decision.numbers)):
        raise _bad("its numbers are too many or named wrongly")


def _bad(why: str) -> BadInput:
    return BadInput(f"This decision cannot be stored: {why}.", slug="bad-note")
