"""Rules to and from a file of the whole configuration, and back to what they were."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.errors import ArgusError, BadInput
from argusai.kit.faulty_inputs import placed, validated
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.rules.content import Content, NewName
from argusai.pipeline.notifications.rules.models import RuleVersionRow
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.read import content_to_row, rule_of
from argusai.pipeline.notifications.rules.repository import RuleRepository
from argusai.pipeline.notifications.rules.service import RulesService
from argusai.pipeline.notifications.rules.tree import (
    Cameras,
    Every,
    Groups,
    ModeIs,
    Node,
    Some,
    Unless,
    check_size,
)
from argusai.pipeline.notifications.rules.ways import trouble_of


class RuleItem(Content):
    id: UUID | None = None
    name: NewName

    def content(self) -> Content:
        return Content(**{name: getattr(self, name) for name in Content.model_fields})


class RulePorter:
    def __init__(self, rules: RulesService, speakers: Speakers) -> None:
        self._rules = rules
        self._speakers = speakers

    async def rows(self, session: Session) -> dict[str, dict[str, Any]]:
        """What each is now, by id."""
        return {str(row.rule_id): {"name": "?", **row.content} for row in await RuleRepository(session).current()}

    async def put(self, session: Session, rows: Mapping[UUID, Mapping[str, Any] | None]) -> None:
        """Make them so, by a new version each; None: delete it. Raises Conflict (slug `too-many-rules`)."""
        await self._rules.put_in(session, {key: None if row is None else dict(row) for key, row in rows.items()})

    async def written(self, session: Session) -> list[dict[str, Any]]:
        """Without those that another version made, which nobody could read."""
        known = [rule for row in await RuleRepository(session).current() if (rule := rule_of(row)) is not None]
        return [{"id": str(rule.id), **content_to_row(rule.content)} for rule in known]

    async def taken(self, session: Session, plain: Sequence[object], ids: Mapping[str, str]) -> list[str]:
        """A rule is found by its id, else by a name that only one has. Whom and what it names stays, also when that is
        not there: then it says so. Raises BadInput with the path of what is wrong."""
        items = [validated(RuleItem, each, f"rules.{place}") for place, each in enumerate(plain)]
        _refuse_twins(items)
        there = {row.rule_id: row for row in await RuleRepository(session).current()}
        found = _by_name(row for rule_id, row in there.items() if rule_id not in {item.id for item in items})
        changed: dict[UUID, Content] = {}
        for place, item in enumerate(items):
            content = item.content().model_copy(update={"tree": named_here(item.tree, ids)})
            try:
                check_size(content.tree, "tree")
            except ArgusError as error:
                raise placed(error, f"rules.{place}") from error
            rule_id = _id_here(item, there, found)
            if rule_id not in there or there[rule_id].content != content_to_row(content):
                changed[rule_id] = content
        try:
            await self._rules.put_in(session, {key: content_to_row(each) for key, each in changed.items()})
        except ArgusError as error:
            raise placed(error, "rules") from error
        return await self._notes(session, list(changed.values()))

    async def _notes(self, session: Session, changed: Sequence[Content]) -> list[str]:
        if not changed:
            return []
        ways, speaker = await RuleRepository(session).ways(), await self._speakers.speaker(session)
        told = [(each.name, trouble_of(each, ways, speaker)) for each in changed]
        return [f"{name}: {trouble}" for name, trouble in told if trouble]


def named_here(node: Node, ids: Mapping[str, str]) -> Node:
    """The same with the ids that cameras, groups and modes have here. Pure."""
    if isinstance(node, Every | Some):
        return node.model_copy(update={"of": tuple(named_here(each, ids) for each in node.of)})
    if isinstance(node, Unless):
        return node.model_copy(update={"of": named_here(node.of, ids)})
    if isinstance(node, Cameras | Groups):
        return node.model_copy(update={"any_of": tuple(UUID(ids.get(str(each), str(each))) for each in node.any_of)})
    if isinstance(node, ModeIs):
        return node.model_copy(update={"any_of": tuple(ids.get(each, each) for each in node.any_of)})
    return node


def _id_here(item: RuleItem, there: Collection[UUID], found: Mapping[str, UUID]) -> UUID:
    if item.id is not None and item.id in there:
        return item.id
    return found.get(item.name) or item.id or new_id()


def _by_name(rows: Iterable[RuleVersionRow]) -> dict[str, UUID]:
    """Of names that only one has."""
    names = {row.rule_id: str(row.content.get("name")) for row in rows}
    count = Counter(names.values())
    return {name: rule_id for rule_id, name in names.items() if count[name] == 1}


def _refuse_twins(items: Sequence[RuleItem]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for place, item in enumerate(items):
        what, key = ("id", str(item.id)) if item.id else ("name", item.name)
        if (first := seen.setdefault((what, key), place)) != place:
            sentence = f"The {what} of rules.{place} is that of rules.{first} too."
            raise BadInput(sentence, fields={f"rules.{place}.{what}": "stands twice"})
