"""What the owner wants to hear of, told from tracks that walk through the picture."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from argusai.pipeline.capture.cameras.contract import LabelFilter, Line, Polygon, WatchRules, Zone
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.filters import Filters
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint

pytestmark = pytest.mark.covers("E8")

SIZE = (1000, 1000)
T0 = datetime(2026, 3, 3, 10, tzinfo=UTC)
FRAME = timedelta(seconds=0.2)
LEFT: Polygon = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
RIGHT: Polygon = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0))


@dataclass
class Walk:
    """One track under some rules. Steps are answered with the reason of the verdict, "" for none."""

    rules: WatchRules = field(default_factory=WatchRules)
    at: datetime = T0
    verdict: Verdict | None = None
    placed: TrackPoint | None = None
    filters: Filters = field(init=False)

    def __post_init__(self) -> None:
        self.filters = Filters(self.rules)

    def step(self, x: float, height: float = 200.0, width: float = 80.0, **changes: object) -> str:
        """`x`: of the foot, which stands at 700."""
        box = Box(x - width / 2, 700 - height, x + width / 2, 700)
        point = TrackPoint(1, "person", 0.8, 0.8, box, True, True, True, T0)
        for name, value in changes.items():
            object.__setattr__(point, name, value)
        self.at += FRAME
        self.verdict = self.filters.judge([point], SIZE, self.at).get(1)
        self.placed = None if self.verdict else self.filters.placed([point])[0]
        return self.verdict.reason if self.verdict else ""

    def stand(self, x: float, frames: int = 3, **changes: object) -> str:
        return [self.step(x, **changes) for _ in range(frames)][-1]  # type: ignore[arg-type]


def only(**wanted: object) -> WatchRules:
    return WatchRules(filters=(LabelFilter("person", **wanted),))  # type: ignore[arg-type]


def test_somebody_ordinary_is_told_at_once() -> None:
    assert Walk().step(500) == ""


@pytest.mark.parametrize(
    ("rules", "looks", "verdict"),
    [
        (only(told=False), {}, Verdict("filter")),
        (only(least_height=0.3), {}, Verdict("small", {"height_share": 0.2, "least_height_share": 0.3})),
        (only(most_height=0.1), {}, Verdict("small", {"height_share": 0.2, "most_height_share": 0.1})),
        (only(least_ratio=0.5), {}, Verdict("filter", {"ratio": 0.4, "least_ratio": 0.5})),
        (only(most_ratio=0.3), {}, Verdict("filter", {"ratio": 0.4, "most_ratio": 0.3})),
        (only(least_score=0.9), {}, Verdict("low-score", {"score": 0.8, "least_score": 0.9})),
        (only(dwell_seconds=5), {}, Verdict("filter", {"dwell_seconds": 0.2, "least_dwell_seconds": 5})),
        (
            WatchRules(),
            {"height": 30.0, "width": 12.0},
            Verdict("small", {"height_share": 0.03, "least_height_share": 0.04}),
        ),
        (WatchRules(), {"width": 10.0}, Verdict("filter", {"ratio": 0.05, "least_ratio": 0.12})),
        (WatchRules(), {"median_score": 0.3}, Verdict("low-score", {"score": 0.3, "least_score": 0.4})),
    ],
)
def test_what_is_not_wanted_is_said_with_what_was_measured(
    rules: WatchRules, looks: dict[str, float], verdict: Verdict
) -> None:
    walk = Walk(rules)
    walk.step(500, **looks)
    assert walk.verdict is not None
    assert walk.verdict.reason == verdict.reason
    assert walk.verdict.numbers == pytest.approx(dict(verdict.numbers))


def test_filters_are_of_one_label() -> None:
    walk = Walk(only(told=False))
    assert walk.step(500, label="dog", height=100.0) == ""
    assert walk.step(500) == "filter"


def test_one_wrong_box_neither_opens_nor_closes() -> None:
    walk = Walk(only(least_height=0.15))
    assert walk.stand(500, 5, height=100.0) == "small"
    assert walk.step(500, height=400.0) == "small"
    assert walk.stand(500, 9, height=200.0) == ""
    assert walk.stand(500, 9, height=100.0) == ""  # walks away: it is still his event


def test_what_is_cut_off_by_the_border_has_no_shape_yet() -> None:
    walk = Walk(only(least_ratio=0.3))
    assert walk.stand(10, 5, width=40.0) == ""
    assert Walk(only(least_ratio=0.3)).stand(500, 5, width=40.0) == "filter"


def test_who_stays_long_enough_is_told() -> None:
    walk = Walk(only(dwell_seconds=2))
    reasons = [walk.step(500) for _ in range(12)]
    assert reasons[:9] == ["filter"] * 9
    assert reasons[9:] == [""] * 3


def test_a_mask_holds_where_somebody_stands_not_where_his_head_is() -> None:
    walk = Walk(WatchRules(masks=(((0.0, 0.0), (1.0, 0.0), (1.0, 0.6), (0.0, 0.6)),)))
    assert walk.stand(500, height=650.0, width=250.0) == ""
    covered = Walk(WatchRules(masks=(((0.0, 0.6), (1.0, 0.6), (1.0, 1.0), (0.0, 1.0)),)))
    assert covered.stand(500) == "masked"


def test_who_walks_out_of_a_mask_counts_from_then() -> None:
    walk = Walk(WatchRules(masks=(LEFT,)))
    assert walk.stand(300, 10) == "masked"
    assert walk.stand(600, 5) == ""
    assert walk.placed is not None
    assert walk.placed.first_seen_at > T0 + 9 * FRAME
    first = walk.placed.first_seen_at
    walk.stand(300, 10)
    walk.stand(700, 10)
    assert walk.placed.first_seen_at == first  # one track keeps one beginning


def test_jitter_at_the_edge_of_a_mask_changes_nothing() -> None:
    outside, inside = Walk(WatchRules(masks=(LEFT,))), Walk(WatchRules(masks=(LEFT,)))
    outside.stand(560)
    inside.stand(440)
    near = [495, 508, 493, 507, 499, 502] * 10
    assert {outside.step(x) for x in near} == {""}
    assert {inside.step(x) for x in near} == {"masked"}


def test_where_zones_are_required_one_must_have_stood_in_one() -> None:
    walk = Walk(WatchRules(zones=(Zone("drive", RIGHT),), zones_required=True))
    assert walk.stand(300, 10) == "outside-zones"
    assert walk.step(600) == "outside-zones"  # one box is no proof
    assert walk.stand(600) == ""
    assert walk.placed is not None
    assert walk.placed.zones == ("drive",)
    assert walk.stand(300, 10) == ""  # still the one who was there
    assert not walk.placed.zones


def test_zones_may_be_for_some_labels_only() -> None:
    rules = WatchRules(zones=(Zone("drive", RIGHT, frozenset({"car"})), Zone("all", RIGHT)), zones_required=True)
    walk = Walk(rules)
    assert walk.stand(600) == ""
    assert walk.placed is not None
    assert walk.placed.zones == ("all",)
    assert Walk(WatchRules(zones=rules.zones[:1], zones_required=True)).stand(600) == "outside-zones"


def test_without_being_required_zones_only_name_places() -> None:
    walk = Walk(WatchRules(zones=(Zone("drive", RIGHT),)))
    assert walk.stand(300) == ""
    assert walk.placed is not None
    assert walk.placed.zones == ()


def test_new_rules_hold_from_the_next_frame_on() -> None:
    walk = Walk()
    assert walk.stand(500) == ""
    walk.filters.obey(only(told=False))
    assert walk.step(500) == "filter"
    walk.filters.obey(only(most_height=0.1))
    assert walk.step(500) == "small"
    walk.filters.obey(WatchRules(masks=(LEFT,)))
    assert walk.step(500) == "masked"  # on the very edge


def test_a_predicted_box_says_nothing_about_the_object() -> None:
    walk = Walk(only(least_height=0.15))
    assert walk.stand(500, 3, height=100.0) == "small"
    assert walk.stand(500, 20, height=300.0, detected=False) == "small"


def test_a_number_that_is_used_again_is_another_object() -> None:
    walk = Walk(only(dwell_seconds=1))
    walk.stand(500, 10)
    assert walk.step(500) == ""
    assert walk.step(500, first_seen_at=walk.at) == "filter"


def test_another_size_of_picture_begins_anew() -> None:
    filters = Filters(WatchRules(masks=(LEFT,)))
    point = TrackPoint(1, "person", 0.8, 0.8, Box(260, 100, 340, 300), True, True, True, T0)
    assert filters.judge([point], (1000, 1000), T0)[1].reason == "masked"
    assert filters.judge([point], (400, 400), T0 + FRAME) == {}


def test_motion_in_a_mask_is_not_looked_at() -> None:
    filters = Filters(WatchRules(masks=(LEFT,)))
    inside, across = MotionRegion(Box(100, 100, 300, 300), 0.5), MotionRegion(Box(400, 100, 700, 300), 0.5)
    assert filters.unmasked([inside, across], SIZE) == [across]
    assert Filters(WatchRules()).unmasked([inside, across], SIZE) == [inside, across]


GATE = Line("gate", ((0.5, 0.0), (0.5, 1.0)), left="house", right="street")


@pytest.mark.covers("C5")
def test_a_crossing_is_known_with_its_line_its_side_and_its_moment() -> None:
    walk = Walk(WatchRules(lines=(GATE,)))
    walk.stand(300)
    assert walk.placed is not None
    assert not walk.placed.crossings
    walk.stand(700)
    [crossing] = walk.placed.crossings
    assert (crossing.line, crossing.towards, crossing.side) == ("gate", "left", "house")
    assert T0 < crossing.at <= walk.at
    walk.stand(300)
    assert [each.towards for each in walk.placed.crossings] == ["left", "right"]


@pytest.mark.covers("C5")
@pytest.mark.parametrize(
    "line",
    [
        replace(GATE, direction="left_to_right"),
        replace(GATE, labels=frozenset({"car"})),
    ],
)
def test_a_crossing_the_other_way_or_of_another_label_does_not_count(line: Line) -> None:
    walk = Walk(WatchRules(lines=(line,)))
    walk.stand(300)
    walk.stand(700)
    assert walk.placed is not None
    assert walk.placed.crossings == ()


@pytest.mark.covers("C5")
def test_where_a_line_is_required_one_must_have_crossed_it() -> None:
    walk = Walk(WatchRules(lines=(replace(GATE, required=True),), zones=(Zone("any", LEFT),)))
    assert walk.stand(300, 10) == "outside-zones"
    assert walk.verdict == Verdict("outside-zones", {"lines": 1.0})
    assert walk.stand(700) == ""
    assert walk.placed is not None
    assert walk.placed.first_seen_at > T0 + 9 * FRAME
    either = Walk(WatchRules(lines=(replace(GATE, required=True),), zones=(Zone("drive", LEFT, required=True),)))
    assert either.stand(300) == ""


@pytest.mark.covers("C5")
def test_in_a_zone_for_loitering_is_only_who_stays() -> None:
    walk = Walk(WatchRules(zones=(Zone("door", RIGHT, loiter_seconds=2, required=True),)))
    reasons = [walk.step(600) for _ in range(12)]
    assert reasons == ["outside-zones"] * 10 + [""] * 2
    assert walk.placed is not None
    assert walk.placed.zones == ("door",)
    [stay] = walk.placed.stays
    assert stay.zone == "door"
    assert stay.since == T0 + FRAME
    assert walk.placed.first_seen_at == T0 + FRAME  # it counts from when he came, not from when he had stayed
    passing = Walk(WatchRules(zones=(Zone("door", RIGHT, loiter_seconds=2, required=True),)))
    passing.stand(600, 5)
    passing.step(600)
    assert passing.verdict is not None
    assert passing.verdict.numbers == pytest.approx({"stay_seconds": 1.0, "least_stay_seconds": 2})
    passing.stand(300, 5)
    assert passing.stand(600, 8) == "outside-zones"  # who comes back begins anew


@pytest.mark.covers("C5")
def test_trembling_at_the_edge_of_a_zone_does_not_end_a_stay() -> None:
    walk = Walk(WatchRules(zones=(Zone("door", RIGHT, loiter_seconds=2),)))
    for x in [505, 496, 503, 494, 507, 498] * 3:
        walk.stand(x)
    assert walk.placed is not None
    assert walk.placed.stays


@pytest.mark.covers("C5")
def test_a_zone_may_ask_for_a_size_of_its_own() -> None:
    rules = WatchRules(zones=(Zone("far", LEFT, required=True), Zone("near", RIGHT, least_height=0.3, required=True)))
    assert Walk(rules).stand(300) == ""
    near = Walk(rules)
    assert near.stand(700) == "small"
    assert near.verdict == Verdict("small", {"height_share": 0.2, "least_height_share": 0.3})
    assert near.stand(700, 9, height=400.0) == ""


@pytest.mark.covers("C5")
def test_a_zone_that_is_not_required_only_informs_beside_one_that_is() -> None:
    rules = WatchRules(zones=(Zone("lawn", LEFT), Zone("door", RIGHT, required=True)))
    walk = Walk(rules)
    assert walk.stand(300, 5) == "outside-zones"
    assert walk.stand(700) == ""
