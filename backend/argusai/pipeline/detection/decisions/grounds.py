"""The owner's zones, lines and masks on frames of one size."""

import math
from collections.abc import Iterator

from argusai.pipeline.capture.cameras.contract import WatchRules, Zone
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.crossing import Fence
from argusai.pipeline.detection.decisions.geometry import Area, Cover, Point


class Grounds:
    """`required`: the names of the zones of which one must have stood in one, or crossed one of `required_lines`; both
    empty: nothing is required."""

    def __init__(self, rules: WatchRules, size: tuple[int, int]) -> None:
        self.size = size
        self.required = frozenset(zone.name for zone in rules.zones if zone.required or rules.zones_required)
        self.required_lines = frozenset(line.name for line in rules.lines if line.required)
        self.fences = [Fence(line, size) for line in rules.lines]
        self._zones = [(zone, Area(zone.polygon, size)) for zone in rules.zones]
        self._masks = [Area(mask, size) for mask in rules.masks]
        self._cover = Cover(rules.masks) if rules.masks else None

    @property
    def asks(self) -> bool:
        """Whether something must have been done to be told of."""
        return bool(self.required or self.required_lines)

    def hidden(self, box: Box) -> bool:
        """Whether a region of motion lies in the masks altogether."""
        return self._cover is not None and self._cover.hides(box, self.size)

    def mask_depth(self, foot: Point) -> float:
        """How far inside a mask, pixels; negative: outside all of them, by so much."""
        return max((mask.depth(foot) for mask in self._masks), default=-math.inf)

    def zones_for(self, label: str) -> Iterator[tuple[Zone, Area]]:
        """Where an object of `label` counts, as the owner ordered them."""
        return ((zone, area) for zone, area in self._zones if not zone.labels or label in zone.labels)
