"""Why people were told of an event, or not: every rule that looked, and what each of its conditions said."""

from collections.abc import Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.pipeline.notifications.rules.content import Rule
from argusai.pipeline.notifications.rules.evaluate import evaluate
from argusai.pipeline.notifications.rules.found import found
from argusai.pipeline.notifications.rules.models import FiringRow, LookRow
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.read import rules_of
from argusai.pipeline.notifications.rules.repository import LookRepository, RuleRepository, SurroundingsRepository
from argusai.pipeline.notifications.rules.retention import KEPT_DAYS
from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.schemas import ConditionOut, LookOut, LookStage, RuleWhyOut, WhyOut
from argusai.pipeline.notifications.rules.seen import Seen, seen_from_row

_MOST_RULES_SHOWN = 100


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
