"""What became of events and notices: the rules that looked, and what went to the person who asks."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from argusai.kit.db import Session
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository, Told
from argusai.pipeline.notifications.notices.models import NoticeRow
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.schemas import ToldOut
from argusai.pipeline.notifications.notices.show import show_delivery, show_told
from argusai.pipeline.notifications.rules.repository import RuleRepository
from argusai.pipeline.notifications.rules.say import Speaker
from argusai.pipeline.notifications.rules.schemas import RuleWhyOut
from argusai.pipeline.notifications.rules.why import decisive
from argusai.pipeline.notifications.silence.contract import Line
from argusai.pipeline.notifications.silence.outcome import outcome_of
from argusai.pipeline.notifications.silence.repository import SilenceRepository
from argusai.pipeline.notifications.silence.say import Teller
from argusai.pipeline.notifications.silence.schemas import FateOut

_MOST_DELIVERIES = 2000


class Fates:
    """In one transaction, for one person."""

    def __init__(self, session: Session, person_id: UUID, speaker: Speaker, teller: Teller) -> None:
        self._session = session
        self._person_id = person_id
        self._speaker = speaker
        self._teller = teller

    async def of(self, lines: Sequence[Line]) -> dict[UUID, FateOut]:
        """By the id of the event or notice."""
        events = [line.id for line in lines if line.kind == "event"]
        alone = [line.id for line in lines if line.kind == "notice"]
        rules = await decisive(self._session, events, self._speaker)
        rows = await NoticeRepository(self._session).of_person(self._person_id, events, alone)
        told = await self._told(rows)
        fates, at = {}, {line.id: line.at for line in lines}
        for subject_id in (*events, *alone):
            own = [told[row.id] for row in rows if subject_id in {row.event_id, row.id}]
            looked = rules.get(subject_id)
            outcome = outcome_of(looked, own)
            key = f"outcome_{outcome}" if outcome != "others" else await self._why_others(at[subject_id], looked or [])
            sentence = self._teller.text(key)
            fates[subject_id] = FateOut(outcome=outcome, sentence=sentence, rules=looked or [], told=own)
        return fates

    async def _why_others(self, at: datetime, rules: Sequence[RuleWhyOut]) -> str:
        """Why a rule that fired for what happened then did not tell this person."""
        named = [
            await RuleRepository(self._session).people_of(each.rule_id, each.version) for each in rules if each.fired
        ]
        if not any(people is None or str(self._person_id) in people for people in named):
            return "outcome_others"
        joined = await SilenceRepository(self._session).joined_at(self._person_id)
        return "others_before" if joined is not None and joined > at else "others_unknown"

    async def _told(self, rows: Sequence[NoticeRow]) -> dict[UUID, ToldOut]:
        found = await DeliveryRepository(self._session).of_notices([row.id for row in rows], _MOST_DELIVERIES)
        name = self._speaker.names.people.get(self._person_id, "")
        return {row.id: show_told(row, name, [show_delivery(each) for each in found if _of(each, row)]) for row in rows}


def _of(told: Told, row: NoticeRow) -> bool:
    return told.notice.id == row.id
