"""Compares the events of a clip with what really happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from statistics import median
from typing import Protocol

from argusai.evaluation.match_identities import Identities
from argusai.pipeline.detection.objects.contract import family_of


class Visited(Protocol):
    @property
    def label(self) -> str: ...

    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...


class Told(Protocol):
    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...

    @property
    def labels(self) -> list[str]: ...

    @property
    def reported_at(self) -> float: ...


@dataclass(slots=True)
class Tally:
    """What can be added up over clips. `true_events`: overlap a visit in time, with a fitting label. `repeats`: events
    all of whose visits had been told before. `strange_labels`: labels in events during which nothing fitting came.
    `latencies`: seconds from a visit's start until its event was told, where none was open already. `nuisance_seconds`,
    `nuisance_events`: of clips without a visit. `parcel_changes`: how often one was left or taken; `parcels_told` of
    them, and `parcels_false` that were told and did not happen."""

    clips: int = 0
    seconds: float = 0.0
    visits: int = 0
    found: int = 0
    events: int = 0
    true_events: int = 0
    repeats: int = 0
    strange_labels: int = 0
    nuisance_seconds: float = 0.0
    nuisance_events: int = 0
    parcel_changes: int = 0
    parcels_told: int = 0
    parcels_false: int = 0
    latencies: list[float] = field(default_factory=list)
    identities: Identities = field(default_factory=Identities)
    looks: int = 0
    remembered: int = 0
    wall_seconds: float = 0.0
    decode_cpu: float = 0.0
    detector_cpu: float = 0.0
    other_cpu: float = 0.0

    def figures(self) -> dict[str, float | None]:
        """By name, units in the name; None: nothing to divide by."""
        cpu = self.decode_cpu + self.detector_cpu + self.other_cpu
        hours = self.nuisance_seconds / 3600
        return {
            "clips": self.clips,
            "visits": self.visits,
            "events": self.events,
            "recall": _share(self.found, self.visits),
            "precision": _share(self.true_events, self.events),
            "false_events": self.events - self.true_events,
            "false_events_per_nuisance_hour": _share(self.nuisance_events, hours),
            "nuisance_hours": round(hours, 4),
            "repeats_per_visit": _share(self.repeats, self.visits),
            "strange_labels": self.strange_labels,
            "latency_median_seconds": median(self.latencies) if self.latencies else None,
            "latency_worst_seconds": max(self.latencies, default=None),
            "parcel_recall": _share(self.parcels_told, self.parcel_changes),
            "parcels_false": self.parcels_false,
            "idf1": self.identities.idf1,
            "id_switches": self.identities.switches if self.identities.truths else None,
            "mota": self.identities.mota,
            "wall_per_video_second": _share(self.wall_seconds, self.seconds),
            "cpu_per_video_second": _share(cpu, self.seconds),
            "decode_cpu_per_video_second": _share(self.decode_cpu, self.seconds),
            "detector_cpu_per_video_second": _share(self.detector_cpu, self.seconds),
            "other_cpu_per_video_second": _share(self.other_cpu, self.seconds),
            "looks_per_second": _share(self.looks, self.seconds),
            "remembered_looks": _share(self.remembered, self.looks),
        }


def score_events(visits: Sequence[Visited], events: Sequence[Told], seconds: float) -> Tally:
    """`seconds`: how long the clip is."""
    tally = Tally(clips=1, seconds=seconds, visits=len(visits), events=len(events))
    told: set[int] = set()
    for event in sorted(events, key=lambda each: each.reported_at):
        fitting = {index for index, visit in enumerate(visits) if _overlap(visit, event) and _fits(visit, event.labels)}
        tally.strange_labels += sum(
            1 for label in event.labels if not any(_overlap(visit, event) and _fits(visit, [label]) for visit in visits)
        )
        if fitting:
            tally.true_events += 1
            tally.repeats += fitting <= told
        for index in fitting - told:
            if event.reported_at >= visits[index].start:
                tally.latencies.append(round(event.reported_at - visits[index].start, 3))
        told |= fitting
    tally.found = len(told)
    if not visits:
        tally.nuisance_seconds, tally.nuisance_events = seconds, len(events)
    return tally


def add_up(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        for each in fields(Tally):
            setattr(whole, each.name, getattr(whole, each.name) + getattr(tally, each.name))
    return whole


def _overlap(visit: Visited, event: Told) -> bool:
    return event.start <= visit.end and event.end >= visit.start


def _fits(visit: Visited, labels: Sequence[str]) -> bool:
    return family_of(visit.label) in {family_of(label) for label in labels}


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
