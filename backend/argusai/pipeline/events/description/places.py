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
    """`groups`: those of whom no deed is told yet. What only some of them did is said of as many."""
    for group in groups:
        for tell, name in ((_crossed, "crossed"), (_stayed, "stayed_in")):
            said = [part for member in group.members if (part := tell(member, words))]
            for part in dict.fromkeys(said):
                many = min(said.count(part), group.count)
                subject = words.subject(group.label, many)
                verb = words.text("places", name, many, what=part)
                deed_of = words.text("places", "deed", subject=subject[0].upper() + subject[1:], verb=verb)
                sentence = f"{sentence} {deed_of}"
    return sentence


def with_zones(sentence: str, groups: Iterable[Group], words: Messages) -> str:
    """The zones in which anybody was; those in which one stayed are told already."""
    members = [member for group in groups for member in group.members]
    told = {stay.zone for member in members for stay in member.stays}
    zones = [zone for zone in dict.fromkeys(zone for member in members for zone in member.zones) if zone not in told]
    if not zones:
        return sentence
    named = words.join([words.text("places", "quoted", name=zone) for zone in zones[:_MOST_NAMED]])
    return f"{sentence} {words.text('places', 'seen_in', zones=named)}"


def _crossed(member: Member, words: Messages) -> str:
    ways = dict.fromkeys((crossing.line, crossing.side) for crossing in member.crossings)
    said = [words.text("places", "towards" if side else "quoted", name=line, side=side) for line, side in ways]
    return words.join(said[:_MOST_NAMED]) if said else ""


def _stayed(member: Member, words: Messages) -> str:
    longest: dict[str, float] = {}
    for stay in member.stays:
        longest[stay.zone] = longest.get(stay.zone, 0.0) + stay.seconds
    said = [
        words.text("places", "for", name=zone, duration=words.duration(seconds)) for zone, seconds in longest.items()
    ]
    return words.join(said[:_MOST_NAMED]) if said else ""
