"""Decisions travel between processes unchanged, and nothing else is let in (E12)."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.detection.decisions.wire import from_wire, to_wire
from tests.support.decisions import JPEG, T0, a_decision

pytestmark = pytest.mark.covers("E12")


def test_a_decision_comes_back_as_it_was() -> None:
    decision = a_decision()
    head, body = to_wire(decision)
    assert from_wire(json.loads(json.dumps(head)), body) == decision


def test_times_come_back_in_utc() -> None:
    head, body = to_wire(a_decision())
    began_at = from_wire({**head, "began_at": "2026-01-01T03:14:00+01:00"}, body).began_at
    assert (began_at, began_at.utcoffset()) == (T0, timedelta(0))


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kind": "parcel"},
        {"reason": "because"},
        {"label": "x" * 41},
        {"score": 1.5},
        {"score": "NaN"},
        {"width": 0},
        {"height": 10**9},
        {"box": None},
        {"box": {"left": "Infinity", "top": 0, "right": 1, "bottom": 1}},
        {"began_at": "2026-01-01T02:14:00"},
        {"began_at": "2026-01-01T05:14:00Z"},
        {"ended_at": "9999-12-31T23:59:59-14:00"},
        {"numbers": {"Bad Name": 1}},
        {"numbers": {f"n{n}": 1 for n in range(21)}},
        {"numbers": {"x": "NaN"}},
        {"decision_id": 7},
    ],
)
def test_anything_else_is_refused(spoilt: Mapping[str, Any]) -> None:
    head, body = to_wire(a_decision())
    with pytest.raises(BadInput) as refused:
        from_wire({**head, **spoilt}, body)
    assert refused.value.slug == "bad-note"


@pytest.mark.parametrize("body", [b"<html>", JPEG + bytes(12_000)])
def test_a_picture_that_is_none_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput):
        from_wire(to_wire(a_decision())[0], body)


def test_a_decision_without_a_picture_is_fine() -> None:
    assert from_wire(to_wire(a_decision(picture=b""))[0], b"").picture == b""
