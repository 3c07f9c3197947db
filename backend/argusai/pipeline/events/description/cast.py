"""Who took part in an event: tracks gathered by label, with what is known of them together."""

from dataclasses import dataclass
from datetime import timedelta

from argusai.pipeline.events.assembly.contract import EventFacts, TrackFacts
from argusai.pipeline.events.description.movement import Path, extent

VEHICLES = frozenset({"bicycle", "car", "motorcycle", "bus", "train", "truck", "van", "boat"})
ANIMALS = frozenset({"cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"})


@dataclass(frozen=True, slots=True)
class Group:
    """All of one label. `count`: the most at once, since an identity switch splits one object into two tracks."""

    label: str
    count: int
    tracks: tuple[TrackFacts, ...]

    @property
    def kind(self) -> str:
        """The group of verbs."""
        if self.label == "person":
            return "person"
        if self.label in VEHICLES:
            return "vehicle"
        return "animal" if self.label in ANIMALS else "thing"

    @property
    def path(self) -> Path:
        """Of a single one all its tracks, one after the other; of several the one that led farthest."""
        if self.count == 1:
            return tuple(point for track in self.tracks for point in track.path)
        return max((track.path for track in self.tracks), key=extent)

    @property
    def still_seconds(self) -> float:
        each = [track.still_seconds for track in self.tracks]
        return sum(each) if self.count == 1 else max(each)

    @property
    def colours(self) -> tuple[str, ...]:
        known = [track for track in self.tracks if track.colours]
        return max(known, key=lambda track: track.score).colours if known else ()

    @property
    def seconds(self) -> float:
        """From first to last sight."""
        first = min(track.first_seen_at for track in self.tracks)
        return (max(track.last_seen_at for track in self.tracks) - first) / timedelta(seconds=1)


def groups(facts: EventFacts) -> list[Group]:
    """The one that the sentence is about first: people, else what moved farthest."""
    gathered: dict[str, list[TrackFacts]] = {}
    for track in sorted(facts.tracks, key=lambda track: track.first_seen_at):
        gathered.setdefault(track.label, []).append(track)
    found = [Group(label, max(1, facts.most_at_once.get(label, 1)), tuple(all_)) for label, all_ in gathered.items()]
    return sorted(found, key=lambda group: (group.label != "person", -extent(group.path), group.label))
