"""The owner's zones and masks on frames of one size."""

import math

from argusai.pipeline.capture.cameras.contract import WatchRules
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.geometry import Area, Cover, Point


class Grounds:
    def __init__(self, rules: WatchRules, size: tuple[int, int]) -> None:
        self.size = size
        self.zones_required = rules.zones_required
        self._zones = [(zone, Area(zone.polygon, size)) for zone in rules.zones]
        self._masks = [Area(mask, size) for mask in rules.masks]
        self._cover = Cover(rules.masks) if rules.masks else None

    def hidden(self, box: Box) -> bool:
        """Whether a region of motion lies in the masks altogether."""
        return self._cover is not None and self._cover.hides(box, self.size)

    def mask_depth(self, foot: Point) -> float:
        """How far inside a mask, pixels; negative: outside all of them, by so much."""
        return max((mask.depth(foot) for mask in self._masks), default=-math.inf)

    def zones_of(self, foot: Point, label: str) -> tuple[str, ...]:
        """The names of the zones in which an object of `label` counts and stands, as the owner ordered them."""
        return tuple(
            zone.name
            for zone, area in self._zones
            if (not zone.labels or label in zone.labels) and area.depth(foot) >= 0
        )
