"""What an object must be like where the owner said nothing: from the size and shape of things, not from any footage.

Heights follow from a usual lens: 59° from top to bottom (90° across at 16:9) sees h metres at d metres as
h / (2 · d · tan 29.5°) = 0.88 · h / d of the picture. Shapes are width by height of the whole thing seen from any side.
"""

from collections.abc import Iterable
from dataclasses import fields

from argusai.pipeline.capture.cameras.contract import LabelFilter, WatchRules
from argusai.pipeline.detection.objects.contract import family_of

_BY_FAMILY = {
    # 1.7 m at 37 m: beyond it no garden reaches. From a body seen from the side, arms close (0.25 m by 1.7 m), to one
    # that lies across. Missing a person costs more than one doubtful event, so the least score is the lowest.
    "person": LabelFilter("", least_score=0.4, least_height=0.04, least_ratio=0.12, most_ratio=5.0),
    # 1.5 m at 33 m. From a car below the camera that points up the picture (1.8 m by 4.5 m) to an articulated lorry
    # from the side (16 m by 2.6 m).
    "vehicle": LabelFilter("", least_score=0.5, least_height=0.04, least_ratio=0.3, most_ratio=7.0),
    # 1.1 m, with a rider 1.7 m, at 32 m. From the front (0.5 m by 1.7 m) to the side without a rider (2.2 m by 0.8 m).
    "two-wheeler": LabelFilter("", least_score=0.5, least_height=0.03, least_ratio=0.2, most_ratio=3.5),
    # A cat of 0.3 m at 13 m. From one that stands upright to a stretched one. Leaves, bags and shadows look like
    # animals sooner than like anything else.
    "animal": LabelFilter("", least_score=0.5, least_height=0.02, least_ratio=0.25, most_ratio=4.5),
    # 0.2 m at 9 m; wings folded or spread.
    "bird": LabelFilter("", least_score=0.5, least_height=0.02, least_ratio=0.2, most_ratio=6.0),
    # From a mast to a rowing boat.
    "boat": LabelFilter("", least_score=0.5, least_height=0.03, least_ratio=0.1, most_ratio=9.0),
}
_ANY = LabelFilter("", least_score=0.5, least_height=0.0, least_ratio=0.0, most_ratio=100.0)


def default_filter(label: str) -> LabelFilter:
    """Complete: nothing in it is None."""
    base = _BY_FAMILY.get(family_of(label), _ANY)
    return LabelFilter(label, base.least_score, base.least_height, 1.0, base.least_ratio, base.most_ratio, 0.0)


def default_filters(labels: Iterable[str]) -> tuple[LabelFilter, ...]:
    return tuple(default_filter(label) for label in sorted(labels))


def filter_for(label: str, rules: WatchRules) -> LabelFilter:
    """The owner's filter with our defaults where there is none."""
    default = default_filter(label)
    own = next((each for each in rules.filters if each.label == label), default)
    chosen = {
        each.name: getattr(default, each.name) if getattr(own, each.name) is None else getattr(own, each.name)
        for each in fields(LabelFilter)
    }
    return LabelFilter(**chosen)
