"""The owner's rules inside the chain from frames to tracks that matter, on real footage with the real detector."""

from collections.abc import Iterator, Sequence

import pytest

from argusai.flow.watching import Analysis
from argusai.pipeline.capture.cameras.contract import Camera, LabelFilter, Polygon, Source, WatchRules, Zone
from argusai.pipeline.capture.streams.contract import Box, Frame, Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.tracking.contract import TrackPoint
from tests.support.footage import CAMERA, courtyard, cut, detector, frames

pytestmark = pytest.mark.covers("E8")

WHOLE: Polygon = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
RULES = WatchRules(zones=(Zone("yard", WHOLE),))


class Counting:
    """Looks with the real detector, and counts how often."""

    def __init__(self) -> None:
        self.looks = 0

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        self.looks += 1
        return detector().detect(picture, areas)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> list[Frame]:
    """Five seconds of people in the courtyard, every second picture."""
    return list(frames(cut(courtyard(), tmp_path_factory.mktemp("rules") / "visit.mp4", 1, 50), step=2))


def told(analysis: Analysis, visit: Sequence[Frame]) -> Iterator[TrackPoint]:
    for frame in visit:
        yield from (point for point in analysis.see(frame).points if point.confirmed and point.moving)


def analysis_of(rules: WatchRules, looking: Counting) -> Analysis:
    return Analysis(Camera(CAMERA, "Yard", Source("file", "/v/a.mp4"), rules), looking)


def test_people_are_told_with_the_zone_in_which_they_stand_until_the_rules_change(visit: list[Frame]) -> None:
    analysis = analysis_of(RULES, Counting())
    seen = list(told(analysis, visit[:18]))
    assert {point.label for point in seen} == {"person"}
    assert {point.zones for point in seen} == {("yard",)}
    analysis.obey(WatchRules(filters=(LabelFilter("person", told=False),)))
    assert list(told(analysis, visit[18:])) == []


def test_motion_in_a_mask_is_not_looked_at(visit: list[Frame]) -> None:
    looking = Counting()
    assert list(told(analysis_of(WatchRules(masks=(WHOLE,)), looking), visit)) == []
    assert looking.looks <= len(visit) // 10  # what stands there is looked at now and then all the same
