"""Makes decisions of findings: one for what goes on alike at one place, and never more than can be kept and read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.ids import new_id
from argusai.pipeline.detection.decisions.boxes import near_any
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.decisions.findings import Finding

_NEAR = 0.5
# So long after the last finding the next one is a decision of its own, so that each names a time that somebody
# remembers; and none grows over more than this.
_QUIET = timedelta(seconds=60)
_LONGEST = timedelta(hours=1)
_BETWEEN_TELLS = timedelta(seconds=60)
# New decisions: so many at once, one more every minute (12 KB each, 1,440 a day: 17 MB), and always the first of its
# reason.
_AT_ONCE = 12
_ONE_MORE_AFTER = timedelta(seconds=60)
# They mean the whole picture, wherever their box is.
_PLACELESS = frozenset({"light", "budget", "detector"})


@dataclass(slots=True)
class _Entry:
    finding: Finding
    decision_id: UUID = field(default_factory=new_id)
    times: int = 1
    told_at: datetime | None = None
    changed: bool = True
    new_picture: bool = True


class Ledger:
    """For one camera, in one thread."""

    def __init__(self, camera_id: UUID) -> None:
        self._camera_id = camera_id
        self._entries: list[_Entry] = []
        self._allowed = _AT_ONCE
        self._counted_at: datetime | None = None

    def take(self, finding: Finding) -> None:
        entry = self._entry(finding)
        if entry is None:
            self._entries.append(_Entry(finding, times=max(1, finding.times)))
            return
        was = entry.finding
        better = finding if finding.worth > was.worth else was
        entry.new_picture |= better is finding
        entry.changed = True
        entry.times += finding.times
        entry.finding = Finding(
            was.reason, was.label, max(was.score, finding.score), better.box, min(was.began_at, finding.began_at),
            max(was.ended_at, finding.ended_at), better.numbers, better.worth, better.picture, 0,
        )  # fmt: skip

    def due(self, at: datetime, frame_size: tuple[int, int]) -> list[Decision]:
        """The new decisions, and, once a minute, those that changed."""
        decisions = []
        for entry in list(self._entries):
            closed = self._closed(entry, at)
            if entry.changed and (closed or entry.told_at is None or at - entry.told_at >= _BETWEEN_TELLS):
                decisions.append(self._decision(entry, at, frame_size))
            if closed:
                self._entries.remove(entry)
        return decisions

    def finish(self, at: datetime, frame_size: tuple[int, int]) -> list[Decision]:
        """What was not told yet; the ledger is empty then."""
        left, self._entries = self._entries, []
        return [self._decision(entry, at, frame_size) for entry in left if entry.changed]

    def has_open(self, reason: str) -> bool:
        return any(entry.finding.reason == reason for entry in self._entries)

    def _entry(self, finding: Finding) -> _Entry | None:
        """The decision that `finding` belongs to; when there are too many new ones, any of its reason."""
        alike = [entry for entry in self._entries if entry.finding.reason == finding.reason]
        for entry in alike:
            if finding.reason in _PLACELESS or self._is_same(entry.finding, finding):
                return entry
        self._refill(finding.ended_at)
        if self._allowed > 0 or not alike:
            self._allowed = max(0, self._allowed - 1)
            return None
        return alike[-1]

    def _refill(self, at: datetime) -> None:
        if self._counted_at is None or at < self._counted_at:
            self._counted_at = at
        more = (at - self._counted_at) // _ONE_MORE_AFTER
        self._counted_at += more * _ONE_MORE_AFTER
        self._allowed = min(_AT_ONCE, self._allowed + more)

    @staticmethod
    def _is_same(one: Finding, other: Finding) -> bool:
        return one.label == other.label and near_any(other.box, [one.box], _NEAR)

    @staticmethod
    def _closed(entry: _Entry, at: datetime) -> bool:
        return at - entry.finding.ended_at > _QUIET or entry.finding.ended_at - entry.finding.began_at > _LONGEST

    def _decision(self, entry: _Entry, at: datetime, frame_size: tuple[int, int]) -> Decision:
        finding = entry.finding
        numbers = {**finding.numbers, "times": float(entry.times)}
        picture = finding.picture if entry.new_picture else b""
        entry.told_at, entry.changed, entry.new_picture = at, False, False
        return Decision(
            entry.decision_id, self._camera_id, finding.reason, finding.label, finding.score, finding.box,
            frame_size[0], frame_size[1], finding.began_at, finding.ended_at, numbers, picture,
        )  # fmt: skip
