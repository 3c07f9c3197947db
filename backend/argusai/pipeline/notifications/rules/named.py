"""What a rule names by its id, and whether it is there. Pure."""

from collections.abc import Collection, Iterator

from argusai.kit.errors import BadInput
from argusai.pipeline.notifications.rules.say import Names
from argusai.pipeline.notifications.rules.tree import Cameras, Groups, ModeIs, Node, walk


def check_named(tree: Node, before: Node | None, names: Names) -> None:
    """A rule that asks for what never was would be silent without a word. What it named `before` may have gone since,
    and stays named. Raises BadInput (slugs unknown-camera, unknown-group, unknown-mode)."""
    there: dict[str, Collection[object]] = {"camera": names.cameras, "group": names.groups, "mode": names.modes}
    known = set(_named(before)) if before is not None else set()
    for kind, each in _named(tree):
        if each not in there[kind] and (kind, each) not in known:
            gone = f"There is no {kind} {each}. It may have been deleted: choose another"
            raise BadInput(f"{gone}.", slug=f"unknown-{kind}", fields={"tree": gone})


def _named(tree: Node) -> Iterator[tuple[str, object]]:
    for node, _ in walk(tree):
        if isinstance(node, Cameras):
            yield from (("camera", each) for each in node.any_of)
        elif isinstance(node, Groups):
            yield from (("group", each) for each in node.any_of)
        elif isinstance(node, ModeIs):
            yield from (("mode", each) for each in node.any_of)
