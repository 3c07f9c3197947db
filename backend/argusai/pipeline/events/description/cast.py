"""Who took part in an event: tracks gathered by label, with what is known of them together."""

from dataclasses import dataclass
from datetime import timedelta

from argusai.pipeline.events.assembly.contract import EventFacts, TrackFacts, without_fragments
from argusai.pipeline.events.description.members import Member, members
from argusai.pipeline.events.description.movement import extent

VEHICLES = frozenset({"bicycle", "car", "motorcycle", "bus", "train", "truck", "van", "boat"})
ANIMALS = frozenset({"cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"})
# Who was seen this recently is taken to be there still: a track pauses behind a tree.
_STILL_THERE = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Group:
    """All of one label. `count`: the most at once, since an identity switch splits one object into two tracks."""

    label: str
    count: int
    members: tuple[Member, ...]

    @property
    def kind(self) -> str:
        """The group of verbs."""
        if self.label == "person":
            return "person"
        if self.label in VEHICLES:
            return "vehicle"
        return "animal" if self.label in ANIMALS else "thing"

    @property
    def changing(self) -> bool:
        """There were more of them than at any one time."""
        return len(self.members) > self.count

    @property
    def still_seconds(self) -> float:
        """Of the one that stood longest."""
        return max(member.still_seconds for member in self.members)

    @property
    def colours(self) -> tuple[str, ...]:
        """Only of a single one: of several it is not known which."""
        return self.members[0].colours if len(self.members) == 1 else ()

    @property
    def seconds(self) -> float:
        """From first to last sight."""
        first = min(member.first_seen_at for member in self.members)
        return (max(member.last_seen_at for member in self.members) - first) / timedelta(seconds=1)

    @property
    def reach(self) -> float:
        return max(extent(member.path) for member in self.members)


def groups(facts: EventFacts, now: bool = False) -> list[Group]:
    """The one that the sentence is about first: people, else what moved farthest. `now`: only who is still there."""
    tracks = list(without_fragments(facts.tracks))
    if now:
        present = [track for track in tracks if facts.last_activity_at - track.last_seen_at <= _STILL_THERE]
        tracks = present or tracks
    gathered: dict[str, list[TrackFacts]] = {}
    for track in sorted(tracks, key=lambda track: track.first_seen_at):
        gathered.setdefault(track.label, []).append(track)
    found = []
    for label, all_ in gathered.items():
        count = max(1, min(facts.most_at_once.get(label, 1), len(all_)))
        found.append(Group(label, count, members(all_)))
    return sorted(found, key=lambda group: (group.label != "person", -group.reach, group.label))
