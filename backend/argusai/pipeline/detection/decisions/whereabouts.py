"""In which zones one track is, and which lines it crossed."""

from dataclasses import dataclass
from datetime import datetime

from argusai.pipeline.detection.decisions.crossing import Approach
from argusai.pipeline.detection.decisions.geometry import Point
from argusai.pipeline.detection.decisions.grounds import Grounds
from argusai.pipeline.detection.tracking.contract import Crossing, Stay

# Edges of boxes tremble by some hundredths of the object: who stays in a zone may stand on its edge.
_MARGIN = 0.05
# To have crossed a line one must be clear of it: by so much of one's own height, and of the frame's.
_CLEAR, _CLEAR_LEAST = 0.1, 0.01
# Nobody crosses lines more often in one event that means anything.
_MOST_CROSSINGS = 50


@dataclass(frozen=True, slots=True)
class Look:
    """`foot`: where it stands, pixels. `height`: of its box, pixels; `share`: of the frame, median. `sure`: more than a
    first glance. `counts`: not in a mask."""

    label: str
    foot: Point
    height: float
    share: float
    sure: bool
    counts: bool
    at: datetime


class Whereabouts:
    """`zones`: in which it is now. `stays`: of those in which one must stay for a while. `admitted`: it did what the
    owner requires, since `admitted_since`."""

    def __init__(self) -> None:
        self.zones: tuple[str, ...] = ()
        self.stays: tuple[Stay, ...] = ()
        self.crossings: tuple[Crossing, ...] = ()
        self.admitted_since: datetime | None = None
        self.short: dict[str, float] = {}
        self._since: dict[str, datetime] = {}
        self._approaches: dict[str, Approach] = {}

    @property
    def admitted(self) -> bool:
        return self.admitted_since is not None

    def see(self, look: Look, grounds: Grounds) -> None:
        """`short` then says what it lacks to be in a required zone in whose bounds it is."""
        self._see_zones(look, grounds)
        crossed = self._see_lines(look, grounds)
        if self.admitted:
            return
        begun = [stay.since for stay in self.stays if stay.zone in grounds.required]
        if crossed & grounds.required_lines:
            self.admitted_since = look.at
        elif look.sure and not grounds.required.isdisjoint(self.zones):
            self.admitted_since = min(begun, default=look.at)

    def _see_zones(self, look: Look, grounds: Grounds) -> None:
        zones, stays = [], []
        self.short = {}
        inside: dict[str, datetime] = {}
        for zone, area in grounds.zones_for(look.label):
            depth = area.depth(look.foot)
            if depth < (-_MARGIN * look.height if zone.name in self._since else 0):
                continue
            required = zone.name in grounds.required
            if look.share < zone.least_height:
                if required:
                    self.short = {"height_share": look.share, "least_height_share": zone.least_height}
                continue
            if zone.loiter_seconds <= 0:
                zones.append(zone.name)
                continue
            since = inside[zone.name] = self._since.get(zone.name, look.at)
            stayed = max(0.0, (look.at - since).total_seconds())
            if stayed >= zone.loiter_seconds:
                zones.append(zone.name)
                stays.append(Stay(zone.name, since))
            elif required:
                self.short = {"stay_seconds": stayed, "least_stay_seconds": zone.loiter_seconds}
        self._since = inside
        self.zones, self.stays = tuple(zones), tuple(stays)

    def _see_lines(self, look: Look, grounds: Grounds) -> set[str]:
        """Those that it crossed just now, in a direction that counts."""
        margin = max(_CLEAR * look.height, _CLEAR_LEAST * grounds.size[1])
        crossed = set()
        for fence in grounds.fences:
            line = fence.line
            towards = self._approaches.setdefault(line.name, Approach()).see(look.foot, fence, margin)
            if towards is None or not look.counts or (line.labels and look.label not in line.labels):
                continue
            if line.direction == ("right_to_left" if towards == "right" else "left_to_right"):
                continue
            crossed.add(line.name)
            if len(self.crossings) < _MOST_CROSSINGS:
                side = line.right if towards == "right" else line.left
                self.crossings = (*self.crossings, Crossing(line.name, towards, side, look.at))
        return crossed
