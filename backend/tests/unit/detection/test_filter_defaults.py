"""Our defaults hold what people, vehicles and animals look like; the owner's numbers replace them one by one."""

import math

import pytest

from argusai.pipeline.capture.cameras.contract import LabelFilter, WatchRules
from argusai.pipeline.detection.decisions.defaults import default_filter, default_filters, filter_for
from argusai.pipeline.detection.objects.labels import LABELS

pytestmark = pytest.mark.covers("E8")


@pytest.mark.parametrize("label", [*LABELS, "something else"])
def test_a_default_is_complete_and_possible(label: str) -> None:
    each = default_filter(label)
    assert each.label == label
    assert each.told
    assert None not in (each.least_score, each.dwell_seconds)
    assert each.least_height is not None
    assert each.most_height is not None
    assert each.least_height < each.most_height
    assert each.least_ratio is not None
    assert each.most_ratio is not None
    assert each.least_ratio < each.most_ratio


@pytest.mark.parametrize(
    ("label", "width_metres", "height_metres"),
    [
        ("person", 0.5, 1.75),
        ("person", 0.9, 1.1),
        ("person", 1.75, 0.4),
        ("car", 1.8, 1.45),
        ("car", 4.6, 1.45),
        ("truck", 12, 3.8),
        ("bicycle", 0.6, 1.7),
        ("motorcycle", 2.1, 1.1),
        ("cat", 0.5, 0.3),
        ("dog", 0.3, 0.6),
        ("bird", 0.6, 0.2),
    ],
)
def test_things_as_they_are_pass(label: str, width_metres: float, height_metres: float) -> None:
    """Seen whole at 8 m by a camera of 90° across."""
    each = default_filter(label)
    assert each.least_ratio is not None
    assert each.most_ratio is not None
    assert each.least_height is not None
    assert each.least_ratio < width_metres / height_metres < each.most_ratio
    assert height_metres / (2 * 8 * math.tan(math.radians(29.5))) > each.least_height


def test_only_what_the_owner_set_replaces_the_default() -> None:
    rules = WatchRules(filters=(LabelFilter("dog", told=False), LabelFilter("cat", least_height=0.2)))
    default, chosen = default_filter("cat"), filter_for("cat", rules)
    assert chosen.least_height == 0.2
    assert (chosen.least_score, chosen.most_ratio, chosen.told) == (default.least_score, default.most_ratio, True)
    assert not filter_for("dog", rules).told
    assert filter_for("person", rules) == default_filter("person")


def test_defaults_are_listed_by_name() -> None:
    assert [each.label for each in default_filters({"person", "car"})] == ["car", "person"]
