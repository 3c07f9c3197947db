"""Dry runs: what a rule would have done with the events of the last days, by the same evaluator on what live
rules saw."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.pipeline.notifications.rules.content import Rule
from argusai.pipeline.notifications.rules.evaluate import Judged, evaluate
from argusai.pipeline.notifications.rules.models import LookRow
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.rules.read import rule_of
from argusai.pipeline.notifications.rules.repository import LookRepository, RuleRepository, SurroundingsRepository
from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.schemas import TrialEventOut, TrialIn, TrialOut
from argusai.pipeline.notifications.rules.seen import Seen, seen_from_row
from argusai.pipeline.notifications.rules.tree import check_size

DAYS = 7
_MOST_LOOKS = 20_000
_MOST_SHOWN = 50


@dataclass(slots=True)
class _Outcome:
    seen: Seen
    before: bool = False
    now: bool = False


def compare(looks: Iterable[Seen], tried: Judged, stored: Judged | None) -> dict[UUID, _Outcome]:
    """For each event whether either would have fired at any of its looks."""
    outcomes: dict[UUID, _Outcome] = {}
    for seen in looks:
        outcome = outcomes.setdefault(seen.event_id, _Outcome(seen))
        outcome.now = outcome.now or evaluate(tried, seen).fired
        outcome.before = outcome.before or (stored is not None and evaluate(stored, seen).fired)
    return outcomes


class RuleTrials:
    def __init__(self, database: Database, speakers: Speakers, clock: Clock) -> None:
        self._database = database
        self._speakers = speakers
        self._clock = clock

    async def run(self, given: TrialIn) -> TrialOut:
        """Raises BadInput, NotFound for an unknown `instead_of`."""
        check_size(given.rule.tree, "rule.tree")
        since = self._clock.now() - timedelta(days=DAYS)
        async with self._database.read() as session:
            stored = await _stored(session, given.instead_of)
            looks = await LookRepository(session).since(since, _MOST_LOOKS + 1)
            speaker = await self._speakers.speaker(session)
            outcomes = compare(_seen(looks[:_MOST_LOOKS]), given.rule, stored)
            shown = [(event_id, each) for event_id, each in outcomes.items() if each.now or each.before][:_MOST_SHOWN]
            texts = await SurroundingsRepository(session).texts(event_id for event_id, _ in shown)
        return TrialOut(
            sentence=speaker.rule(given.rule),
            since=since,
            looked_at=len(outcomes),
            complete=len(looks) <= _MOST_LOOKS,
            fires_now=sum(each.now for each in outcomes.values()),
            fired_before=sum(each.before for each in outcomes.values()),
            events=[_event(event_id, each, texts, speaker) for event_id, each in shown],
        )


def _seen(looks: Iterable[LookRow]) -> Iterable[Seen]:
    return (seen_from_row(look.seen) for look in looks)


async def _stored(session: Session, rule_id: UUID | None) -> Rule | None:
    if rule_id is None:
        return None
    row = await RuleRepository(session).find(rule_id)
    if row is None:
        raise NotFound("There is no such rule. It may have been deleted.", slug="rule-not-found")
    return rule_of(row)


def _event(event_id: UUID, outcome: _Outcome, texts: dict[UUID, str], speaker: Speaker) -> TrialEventOut:
    return TrialEventOut(
        event_id=event_id,
        camera=speaker.names.cameras.get(outcome.seen.camera_id, speaker.text("gone_camera")),
        started_at=outcome.seen.started_at,
        text=texts.get(event_id, outcome.seen.text),
        before=outcome.before,
        now=outcome.now,
    )
