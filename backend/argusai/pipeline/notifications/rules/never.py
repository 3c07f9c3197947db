"""Whether a rule asks for something that is not there any more, so that it never fires. Pure."""

from collections.abc import Collection

from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.tree import (
    Cameras,
    Every,
    Groups,
    Lines,
    ModeIs,
    Node,
    Some,
    Zones,
)


def never_fires(tree: Node, speaker: Speaker) -> str:
    """A sentence that says what is gone; empty where it may fire. What a rule must *not* see may be gone."""
    if isinstance(tree, Every | Some):
        said = [never_fires(each, speaker) for each in tree.of]
        hopeless = bool(said) and all(said) if isinstance(tree, Some) else any(said)
        return next(each for each in said if each) if hopeless else ""
    there = _there(tree, speaker)
    if there is None:
        return ""
    kind, known = there
    wanted: Collection[object] = getattr(tree, "any_of", ())
    if any(each in known for each in wanted):
        return ""
    names = speaker.any_of(speaker.text("quoted", word=each) for each in wanted)
    return speaker.text(f"never_{kind}" if len(wanted) == 1 else f"never_{kind}s", names=names)


def _there(node: Node, speaker: Speaker) -> tuple[str, Collection[object]] | None:
    """What there is of what `node` asks for; None: it asks for nothing that goes, or nobody knows."""
    names = speaker.names
    if isinstance(node, Cameras):
        return "camera", names.cameras
    if isinstance(node, Groups):
        return "group", names.groups
    if isinstance(node, ModeIs):
        return "mode", names.modes
    if isinstance(node, Zones) and names.zones is not None:
        return "zone", names.zones
    if isinstance(node, Lines) and names.lines is not None:
        return "line", names.lines
    return None
