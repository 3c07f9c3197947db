"""Where one track was since an event began, by the owner's names."""

from datetime import datetime, timedelta

from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.contract import LineCrossing, ZoneStay


class Places:
    """`significant`: how many zones, stays and crossings there are; it grows with each that is news."""

    def __init__(self) -> None:
        self._zones: dict[str, None] = {}
        self._stays: dict[str, float] = {}
        self._crossings: tuple[LineCrossing, ...] = ()

    def see(self, at: datetime, point: TrackPoint) -> None:
        self._zones.update(dict.fromkeys(point.zones))
        for stay in point.stays:
            seconds = (at - stay.since) / timedelta(seconds=1)
            self._stays[stay.zone] = max(seconds, self._stays.get(stay.zone, 0.0))
        if len(point.crossings) != len(self._crossings):
            self._crossings = tuple(LineCrossing(c.line, c.towards, c.side, c.at) for c in point.crossings)

    @property
    def zones(self) -> tuple[str, ...]:
        return tuple(self._zones)

    @property
    def stays(self) -> tuple[ZoneStay, ...]:
        return tuple(ZoneStay(zone, round(seconds, 1)) for zone, seconds in self._stays.items())

    def since(self, began_at: datetime) -> tuple[LineCrossing, ...]:
        """What was crossed in this event."""
        return tuple(crossing for crossing in self._crossings if crossing.at >= began_at)

    @property
    def significant(self) -> int:
        return len(self._zones) + len(self._stays) + len(self._crossings)
