"""The owner's filters, zones and masks, applied to tracks.

A track is judged anew until it passes; what it was like later cannot take that back, or somebody who walks away from
the camera would become too small for his own event. Masks are the exception: they hold wherever it goes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from argusai.pipeline.capture.cameras.contract import LabelFilter, WatchRules
from argusai.pipeline.detection.decisions.defaults import filter_for
from argusai.pipeline.detection.decisions.grounds import Grounds
from argusai.pipeline.detection.decisions.record import Record
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint

# Longer than any tracker keeps an identity.
_FORGET = timedelta(seconds=60)


class Filters:
    """For one camera, in one thread."""

    def __init__(self, rules: WatchRules) -> None:
        self._rules = rules
        self._grounds = Grounds(rules, (1, 1))
        self._records: dict[int, Record] = {}
        self._filters: dict[str, LabelFilter] = {}

    def obey(self, rules: WatchRules) -> None:
        """From the next frame on. Every track is judged anew, unless nothing changed."""
        if rules == self._rules:
            return
        self._rules = rules
        self._grounds = Grounds(rules, self._grounds.size)
        self._filters = {}
        for record in self._records.values():
            record.begin_anew()

    def unmasked(self, regions: Sequence[MotionRegion], frame_size: tuple[int, int]) -> list[MotionRegion]:
        """The regions that lie outside every mask, at least in part."""
        grounds = self._grounds_on(frame_size)
        return [region for region in regions if not grounds.hidden(region.box)]

    def judge(self, points: Sequence[TrackPoint], frame_size: tuple[int, int], at: datetime) -> dict[int, Verdict]:
        """Which of `points` (by track id) the owner does not want to hear of. `at`: the frame's time.

        `numbers` of a verdict: what was measured and its limit, `height_share` with `least_height_share` or
        `most_height_share`, `ratio` with `least_ratio` or `most_ratio`, `score` with `least_score`, `dwell_seconds`
        with `least_dwell_seconds`; for outside-zones `stay_seconds` with `least_stay_seconds` of a zone it left too
        soon, or `lines` where only lines are required; none for masked, and `filter` where the label is switched off.
        """
        grounds = self._grounds_on(frame_size)
        self._records = {n: record for n, record in self._records.items() if at - record.seen_at <= _FORGET}
        verdicts = {}
        for point in points:
            record = self._record_of(point, at)
            if point.detected or record.empty:
                record.see(point, grounds, at)
            if verdict := self._verdict(point, record, at):
                verdicts[point.track_id] = verdict
            elif point.confirmed:
                record.passed_as = point.label
        return verdicts

    def placed(self, points: Sequence[TrackPoint]) -> list[TrackPoint]:
        """`points`, which were judged, with the zones in which they stand, and seen for the first time when they first
        counted: what happened in a mask is not told."""
        placed = []
        for point in points:
            record = self._records[point.track_id]
            first_seen_at = max(point.first_seen_at, record.counted_from or point.first_seen_at)
            places = record.places
            placed.append(
                replace(
                    point,
                    zones=places.zones,
                    stays=places.stays,
                    crossings=places.crossings,
                    first_seen_at=first_seen_at,
                )
            )
        return placed

    def _grounds_on(self, frame_size: tuple[int, int]) -> Grounds:
        if self._grounds.size != frame_size:
            self._grounds = Grounds(self._rules, frame_size)
            self._records.clear()
        return self._grounds

    def _record_of(self, point: TrackPoint, at: datetime) -> Record:
        record = self._records.get(point.track_id)
        if record is None or record.born_at != point.first_seen_at:
            record = self._records[point.track_id] = Record(point.first_seen_at, at)
        return record

    def _verdict(self, point: TrackPoint, record: Record, at: datetime) -> Verdict | None:
        if point.label not in self._filters:
            self._filters[point.label] = filter_for(point.label, self._rules)
        wanted = self._filters[point.label]
        if not wanted.told:
            return Verdict("filter")
        if record.masked:
            return Verdict("masked")
        if self._grounds.asks and not record.places.admitted:
            return _outside(record, self._grounds)
        if record.passed_as == point.label:
            return None
        return _unlike(point, record, wanted) or _too_brief(record, wanted, at)


def _outside(record: Record, grounds: Grounds) -> Verdict:
    short = record.places.short
    if short:
        return Verdict("small" if "height_share" in short else "outside-zones", short)
    return Verdict("outside-zones", {} if grounds.required else {"lines": float(len(grounds.required_lines))})


def _unlike(point: TrackPoint, record: Record, wanted: LabelFilter) -> Verdict | None:
    height, ratio, score = record.height, record.ratio, point.median_score
    if height < (least := wanted.least_height or 0.0):
        return Verdict("small", {"height_share": height, "least_height_share": least})
    if wanted.most_height is not None and height > wanted.most_height:
        return Verdict("small", {"height_share": height, "most_height_share": wanted.most_height})
    if ratio is not None and ratio < (least := wanted.least_ratio or 0.0):
        return Verdict("filter", {"ratio": ratio, "least_ratio": least})
    if ratio is not None and wanted.most_ratio is not None and ratio > wanted.most_ratio:
        return Verdict("filter", {"ratio": ratio, "most_ratio": wanted.most_ratio})
    if score < (least := wanted.least_score or 0.0):
        return Verdict("low-score", {"score": score, "least_score": least})
    return None


def _too_brief(record: Record, wanted: LabelFilter, at: datetime) -> Verdict | None:
    least = wanted.dwell_seconds or 0.0
    lasted = max(0.0, (at - record.counted_from).total_seconds()) if record.counted_from else 0.0
    if lasted >= least:
        return None
    return Verdict("filter", {"dwell_seconds": lasted, "least_dwell_seconds": least})
