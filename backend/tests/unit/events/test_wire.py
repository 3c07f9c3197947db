"""Reports travel between processes unchanged, and nothing else is let in."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.detection.objects.contract import Opinion
from argusai.pipeline.events.assembly.contract import LabelledBox, MediaFile, clip_path
from argusai.pipeline.events.assembly.wire import from_wire, to_wire
from tests.support.events import BOX, T0, a_track, report, some_facts

pytestmark = pytest.mark.covers("F9", "F31")
FACTS = some_facts(
    UUID(int=7), a_track(colours=("red", "blue"), opinions=(Opinion("nanodet", "person", 0.8),)), a_track("dog", 2)
)
CLIP = MediaFile("clip", clip_path(FACTS.event_id, T0), "video/mp4", 9, 64, 36, T0, 5.0)
FRAME = MediaFile("frame", CLIP.path.replace("clip.mp4", "frame-2.jpg"), "image/jpeg", 9, 64, 36, T0, None,
                  (LabelledBox("person", 0.8, BOX),))  # fmt: skip
REPORT = report("closed", FACTS, FRAME, CLIP, continues_id=uuid4())


def test_a_report_comes_back_as_it_was() -> None:
    assert from_wire(json.loads(json.dumps(to_wire(REPORT)))) == REPORT


def test_times_come_back_in_utc() -> None:
    plain = to_wire(REPORT)
    plain["facts"]["started_at"] = "2026-01-01T12:00:00+01:00"
    started_at = from_wire(plain).facts.started_at
    assert started_at == T0
    assert started_at.utcoffset() == timedelta(0)


def change(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def apply(plain: dict[str, Any]) -> None:
        place: Any = plain
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return apply


@pytest.mark.parametrize(
    "spoil",
    [
        change("stage", to="burst"),
        change("facts", to=None),
        change("facts", "event_id", to="../../x"),
        change("facts", "started_at", to="2026-01-01T12:00:00"),
        change("facts", "started_at", to="yesterday"),
        change("facts", "ended_at", to=None),
        change("facts", "ended_at", to="1999-01-01T00:00:00Z"),
        change("facts", "tracks", to=[]),
        change("facts", "tracks", 0, "score", to=float("nan")),
        change("facts", "tracks", 0, "label", to="x" * 41),
        change("facts", "tracks", 0, "opinions", 0, "score", to=1.5),
        change("facts", "tracks", 0, "opinions", 0, "label", to=""),
        change("facts", "tracks", 0, "opinions", 0, "model", to="x" * 201),
        change("facts", "tracks", 0, "opinions", to=[{"model": "m", "label": "cat", "score": 0.5}] * 9),
        change("facts", "most_at_once", to={"person": 0, "dog": 1}),
        change("facts", "most_at_once", to={"person": 1}),
        change("facts", "focus", to=[0.1]),
        change("facts", "width", to=0),
        change("media", 0, "path", to="../../etc/passwd"),
        change("media", 0, "path", to="/etc/passwd"),
        change("media", 0, "path", to=FRAME.path.replace(str(FACTS.event_id), str(uuid4()))),
        change("media", 0, "path", to=FRAME.path + "/../x.jpg"),
        change("media", 0, "path", to=FRAME.path.replace("frame-2.jpg", "frame.html")),
        change("media", 0, "content_type", to="text/html"),
        change("media", 0, "kind", to="film"),
        change("media", 0, "bytes", to=-1),
    ],
)
def test_anything_else_is_refused(spoil: Callable[[dict[str, Any]], None]) -> None:
    plain = to_wire(REPORT)
    spoil(plain)
    with pytest.raises(BadInput) as refused:
        from_wire(plain)
    assert refused.value.slug == "bad-report"


@pytest.mark.parametrize("plain", [{}, {"stage": "opened"}, {"stage": 1, "facts": 2, "media": 3}])
def test_what_is_no_report_is_refused(plain: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        from_wire(plain)
