"""Why people were told of an event, or not: every rule that looked, and what each of its conditions said."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.pipeline.notifications.rules.content import Rule
from argusai.pipeline.notifications.rules.evaluate import evaluate
from argusai.pipeline.notifications.rules.found import found
from argusai.pipeline.notifications.rules.models import FiringRow, LookRow, RuleVersionRow
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.read import rule_of, rules_of
from argusai.pipeline.notifications.rules.repository import LookRepository, RuleRepository, SurroundingsRepository
from argusai.pipeline.notifications.rules.retention import KEPT_DAYS
from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.schemas import ConditionOut, LookOut, LookStage, RuleWhyOut, WhyOut
from argusai.pipeline.notifications.rules.seen import Seen, seen_from_row

_MOST_RULES_SHOWN = 100
_MOST_DECISIVE = 20


class WhyService:
    """Nothing is kept but what the rules saw and which version of them looked: the evaluator tells the rest again."""

    def __init__(self, database: Database, speakers: Speakers, clock: Clock) -> None:
        self._database = database
        self._speakers = speakers
        self._clock = clock

    async def why(self, event_id: UUID) -> WhyOut:
        """Looks at a growing event are told where a rule fired. Raises NotFound."""
        async with self._database.read() as session:
            if await SurroundingsRepository(session).event(event_id) is None:
                raise NotFound("There is no such event, or it was deleted.")
            speaker = await self._speakers.speaker(session)
            firings = await RuleRepository(session).firings_of(event_id)
            looks = [
                await _look(session, row, firings, speaker)
                for row in await LookRepository(session).of_event(event_id)
                if row.stage != "grown" or any(_first(firing, row) for firing in firings)
            ]
        kept_since = self._clock.now() - timedelta(days=KEPT_DAYS)
        return WhyOut(event_id=event_id, kept_since=kept_since, looks=looks)


async def _look(session: Session, row: LookRow, firings: Sequence[FiringRow], speaker: Speaker) -> LookOut:
    seen = seen_from_row(row.seen)
    rules = rules_of(await RuleRepository(session).at_revision(row.revision)) if row.revision is not None else []
    firing = {each.rule_id for each in firings if _first(each, row)}
    told = [_rule(rule, seen, rule.id in firing, speaker) for rule in rules if rule.content.enabled]
    told.sort(key=lambda rule: not rule.fired)
    return LookOut(
        stage=cast(LookStage, row.stage),
        at=row.at,
        looked_at=row.looked_at,
        mode=speaker.names.modes.get(seen.mode, speaker.text("gone_mode")),
        rules=told[:_MOST_RULES_SHOWN],
    )


async def decisive(session: Session, event_ids: Sequence[UUID], speaker: Speaker) -> dict[UUID, list[RuleWhyOut]]:
    """Of each event that rules looked at: each rule with the look at which it first fired, or else the last one. Those
    that fired come first, and no more than a few are told. The same few queries for one event as for many."""
    looks = [row for row in await LookRepository(session).of_events(event_ids) if row.revision is not None]
    fired = await RuleRepository(session).fired_looks(event_ids)
    last = {row.event_id: row for row in looks}
    revisions = [row.revision for row in (*looks, *(look for _, look in fired)) if row.revision is not None]
    if not revisions:
        return {}
    versions = await RuleRepository(session).between(min(revisions), max(revisions))
    told: dict[UUID, list[RuleWhyOut]] = {}
    for event_id, row in last.items():
        first = {firing.rule_id: look for firing, look in fired if firing.event_id == event_id}
        told[event_id] = _decisive(first, row, versions, speaker)
    return told


def _decisive(
    first: Mapping[UUID, LookRow], last: LookRow, versions: Sequence[RuleVersionRow], speaker: Speaker
) -> list[RuleWhyOut]:
    """`first`: the looks at which rules fired, by rule."""
    shown: list[RuleWhyOut] = []
    for fired in (True, False):
        for version in versions:
            look = first.get(version.rule_id)
            if (look is not None) != fired or not _counted(version, look or last):
                continue
            if len(shown) == _MOST_DECISIVE:
                return shown
            if (rule := rule_of(version)) is not None and rule.content.enabled:
                shown.append(_rule(rule, seen_from_row((look or last).seen), fired, speaker))
    return shown


def _counted(version: RuleVersionRow, look: LookRow) -> bool:
    """It was so when the rules looked."""
    revision = look.revision if look.revision is not None else 0
    return version.from_revision <= revision and (version.to_revision is None or version.to_revision > revision)


def _first(firing: FiringRow, row: LookRow) -> bool:
    """It was at this look that the rule first fired."""
    return firing.stage == row.stage and firing.fired_at == row.looked_at


def _rule(rule: Rule, seen: Seen, told: bool, speaker: Speaker) -> RuleWhyOut:
    evaluation = evaluate(rule, seen)
    mode = speaker.names.modes.get(seen.mode, speaker.text("gone_mode"))
    return RuleWhyOut(
        rule_id=rule.id,
        name=rule.content.name,
        version=rule.version,
        sentence=speaker.rule(rule.content),
        fired=evaluation.fired,
        told=told,
        silenced=speaker.text("silenced", mode=mode) if evaluation.silenced else "",
        conditions=[
            ConditionOut(
                clause=speaker.clause(each.node),
                holds=each.holds,
                depth=len(each.path) + 1,
                found=found(each.node, seen, speaker),
                measured=each.measured,
                needed=each.needed,
            )
            for each in evaluation.verdicts
        ],
    )
