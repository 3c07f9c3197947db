"""Rules as plain JSON, on their way to the database and to a capture process."""

import json
from dataclasses import replace

import pytest

from argusai.pipeline.capture.cameras.contract import (
    LabelFilter,
    Line,
    Source,
    WatchRules,
    Zone,
    read_rules,
    write_rules,
)
from argusai.pipeline.capture.streams.wire import read_camera, write_camera
from tests.support.capture import a_camera

pytestmark = pytest.mark.covers("E8")

CORNERS = ((0.0, 0.0), (1.0, 0.25), (0.5, 1.0))
RULES = WatchRules(
    filters=(LabelFilter("dog", told=False), LabelFilter("person", least_score=0.3, dwell_seconds=2.0)),
    zones=(Zone("Drive", CORNERS, frozenset({"person", "car"})), Zone("Door", CORNERS, loiter_seconds=9.0)),
    masks=(CORNERS,),
    zones_required=True,
    lines=(Line("Gate", CORNERS[:2], "left_to_right", frozenset({"car"}), "street", "house", required=True, tone=2),),
)


@pytest.mark.parametrize("rules", [RULES, WatchRules()])
def test_what_is_written_is_read_again(rules: WatchRules) -> None:
    assert read_rules(json.loads(json.dumps(write_rules(rules)))) == rules


def test_what_another_version_wrote_is_read_as_far_as_it_is_known() -> None:
    plain = write_rules(RULES)
    plain["filters"][0]["mood"] = "calm"
    plain["zones"][0]["mood"] = "calm"
    # As the first version with zones wrote them.
    plain["zones"][1] = {name: plain["zones"][1][name] for name in ("name", "polygon")}
    del plain["zones_required"], plain["lines"]
    zones = (RULES.zones[0], Zone("Door", CORNERS))
    assert read_rules(plain) == replace(RULES, zones=zones, zones_required=False, lines=())
    assert read_rules({}) == WatchRules()


def test_a_camera_takes_its_rules_along() -> None:
    camera = replace(a_camera(Source("file", "/v/a.mp4")), rules=RULES)
    assert read_camera(json.loads(json.dumps(write_camera(camera)))) == camera


def test_other_rules_are_the_same_stream_and_another_address_is_not() -> None:
    camera = a_camera(Source("file", "/v/a.mp4"))
    assert replace(camera, rules=RULES).same_stream(camera)
    assert not replace(camera, source=Source("file", "/v/b.mp4")).same_stream(camera)
    assert replace(camera, name="other").same_stream(camera)
    assert not camera.same_stream(None)
