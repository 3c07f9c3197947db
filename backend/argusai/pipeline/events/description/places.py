"""What is said of zones and lines: where somebody stayed, what was crossed, and towards what."""

from collections.abc import Iterable, Sequence

from argusai.pipeline.events.description.cast import Group
from argusai.pipeline.events.description.members import Member
from argusai.pipeline.events.description.messages import Messages

# More would be a list, not a sentence.
_MOST_NAMED = 3


def deed(group: Group, words: Messages) -> str | None:
    """What `group` did at the owner's places, as the part of a sentence with its verb: crossed “Gate” towards “House”,
    stayed in “Door” for 20 seconds. None where there is nothing to say, or not of all of them."""
    if not group.members:
        return None
    crossed = [_crossed(member, words) for member in group.members]
    stayed = [_stayed(member, words) for member in group.members]
    parts = [said[0] for said in (crossed, stayed) if said[0] and all(each == said[0] for each in said)]
    if not parts:
        return None
    name = "crossed" if parts[0] == crossed[0] else "stayed_in"
    verbs = [words.text("places", name, group.count, what=parts[0])]
    if len(parts) > 1:
        verbs.append(words.text("places", "stayed_in", group.count, what=parts[1]))
    return words.join(verbs)


def with_deeds(sentence: str, groups: Sequence[Group], words: Messages) -> str:
    """`groups`: those of whom no deed is told yet. Each way over a line and each zone is told once, of all together."""
    return " ".join([sentence, *_crossings(groups, words), *_stays(groups, words)])


def with_zones(sentence: str, groups: Iterable[Group], words: Messages) -> str:
    """The zones in which anybody was; those in which one stayed are told already."""
    members = [member for group in groups for member in group.members]
    told = {stay.zone for member in members for stay in member.stays}
    zones = [zone for zone in dict.fromkeys(zone for member in members for zone in member.zones) if zone not in told]
    if not zones:
        return sentence
    named = words.join([words.text("places", "quoted", name=zone) for zone in zones[:_MOST_NAMED]])
    return f"{sentence} {words.text('places', 'seen_in', zones=named)}"


def _crossings(groups: Sequence[Group], words: Messages) -> list[str]:
    """A sentence for all ways that the same ones took."""
    takers: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, group in enumerate(groups):
        for number, member in enumerate(group.members):
            for way in _ways(member):
                takers.setdefault(way, []).append((place, number))
    ways_of: dict[tuple[tuple[int, int], ...], list[tuple[str, str]]] = {}
    for way, who in takers.items():
        ways_of.setdefault(tuple(who), []).append(way)
    said = []
    for those, ways in list(ways_of.items())[:_MOST_NAMED]:
        counts = [(group, sum(taker == place for taker, _ in those)) for place, group in enumerate(groups)]
        said.append(_deed_of(counts, "crossed", _said_ways(ways, words), words))
    return said


def _stays(groups: Sequence[Group], words: Messages) -> list[str]:
    """A sentence for each zone."""
    lasted = [[_seconds(member) for member in group.members] for group in groups]
    zones = dict.fromkeys(zone for members in lasted for seconds in members for zone in seconds)
    said = []
    for zone in list(zones)[:_MOST_NAMED]:
        counts = [
            (group, sum(zone in seconds for seconds in members)) for group, members in zip(groups, lasted, strict=True)
        ]
        seconds = [each[zone] for members in lasted for each in members if zone in each]
        several = sum(min(many, group.count) for group, many in counts) > 1
        said.append(_deed_of(counts, "stayed_in", _said_stay(zone, seconds, words, several=several), words))
    return said


def _deed_of(counts: Sequence[tuple[Group, int]], verb: str, what: str, words: Messages) -> str:
    """`counts`: how many tracks of each group did it; there were not more of it than were seen at once."""
    those = [(group.label, min(many, group.count)) for group, many in counts if many]
    subject = words.join([words.subject(label, many) for label, many in those])
    said = words.text("places", verb, sum(many for _, many in those), what=what)
    return words.text("places", "deed", subject=subject[0].upper() + subject[1:], verb=said)


def _said_stay(zone: str, seconds: list[float], words: Messages, *, several: bool) -> str:
    """`several`: more than one stayed. Of one who came back again and again the longest stay is told."""
    least, longest = words.duration(min(seconds)), words.duration(max(seconds))
    if least == longest:
        return words.text("places", "for", name=zone, duration=longest)
    if several:
        return words.text("places", "for_span", name=zone, duration=words.span(min(seconds), max(seconds)))
    return words.text("places", "for", name=zone, duration=words.text("duration", "up_to", duration=longest))


def _ways(member: Member) -> dict[tuple[str, str], None]:
    return dict.fromkeys((crossing.line, crossing.side) for crossing in member.crossings)


def _said_ways(ways: Iterable[tuple[str, str]], words: Messages) -> str:
    said = [words.text("places", "towards" if side else "quoted", name=line, side=side) for line, side in ways]
    return words.join(said[:_MOST_NAMED]) if said else ""


def _crossed(member: Member, words: Messages) -> str:
    return _said_ways(_ways(member), words)


def _seconds(member: Member) -> dict[str, float]:
    """In each zone, all its stays together."""
    lasted: dict[str, float] = {}
    for stay in member.stays:
        lasted[stay.zone] = lasted.get(stay.zone, 0.0) + stay.seconds
    return lasted


def _stayed(member: Member, words: Messages) -> str:
    said = [
        words.text("places", "for", name=zone, duration=words.duration(seconds))
        for zone, seconds in _seconds(member).items()
    ]
    return words.join(said[:_MOST_NAMED]) if said else ""
