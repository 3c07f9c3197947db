"""Rules as rows hold them, and the current ones in memory while nothing changes them."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from argusai.kit.db import Session
from argusai.kit.log import get_log
from argusai.pipeline.notifications.rules.content import Content, Rule
from argusai.pipeline.notifications.rules.models import RuleVersionRow
from argusai.pipeline.notifications.rules.repository import RuleRepository

_log = get_log("notifications.rules")


def rule_of(row: RuleVersionRow) -> Rule | None:
    """None: another version of the program wrote it, with conditions that this one does not know."""
    try:
        content = Content.model_validate(row.content)
    except ValidationError:
        return None
    return Rule(row.rule_id, row.version, content, row.at, row.who, row.from_revision)


def content_to_row(content: Content) -> dict[str, Any]:
    return content.model_dump(mode="json")


def rules_of(rows: Iterable[RuleVersionRow]) -> list[Rule]:
    return [rule for row in rows if (rule := rule_of(row)) is not None]


def still_on(rows: Iterable[RuleVersionRow], now: Iterable[Rule]) -> list[Rule]:
    """Of rules as they were those that were on, and are there and on `now`."""
    there = {rule.id for rule in now}
    return [rule for rule in rules_of(rows) if rule.content.enabled and rule.id in there]


class CurrentRules:
    """Read again when the revision has changed: with a thousand rules reading them takes longer than asking them."""

    def __init__(self) -> None:
        self._revision: int | None = None
        self._rules: list[Rule] = []

    async def read(self, session: Session) -> tuple[int, list[Rule]]:
        """The revision, and the rules that are switched on."""
        repository = RuleRepository(session)
        revision = await repository.revision()
        if revision != self._revision:
            rows = await repository.current()
            rules = rules_of(rows)
            if len(rules) < len(rows):
                _log.error("rules that this version does not understand never fire", rules=len(rows) - len(rules))
            self._rules = [rule for rule in rules if rule.content.enabled]
            self._revision = revision
        return revision, self._rules
