"""The way of a made-up event: through the rules' own loop, into a notice, out by the deliverer, to the receiver."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.notices.delivery.compose import TEST
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository, Told, Wanted
from argusai.pipeline.notifications.notices.tell import News, Teller
from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.follow import RuleFollower
from argusai.pipeline.notifications.rules.probe import Probe, ProbeFailed
from argusai.pipeline.notifications.rules.seen import Seen
from argusai.pipeline.notifications.rules.tree import Labels
from argusai.pipeline.notifications.selftest.schemas import StepName, StepOut

_TITLE = "Self-test"
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each stage may take: the loops of a busy machine go around every few seconds."""

    rules_seconds: float = 30.0
    delivery_seconds: float = 60.0


class Stages:
    def __init__(self, database: Database, follower: RuleFollower, teller: Teller, clock: Clock) -> None:
        self._database = database
        self._follower = follower
        self._teller = teller
        self._clock = clock
        self.patience = Patience()

    async def go(self, run_id: UUID, channel: ChannelRow) -> list[StepOut]:
        """Up to the first that fails."""
        steps = [await self._through_rules(run_id, channel)]
        if steps[-1].passed:
            steps.append(await self._noticed(run_id, channel))
        if steps[-1].passed:
            steps.append(await self._delivered(run_id, channel))
        return steps

    async def _through_rules(self, run_id: UUID, channel: ChannelRow) -> StepOut:
        began, now = self._clock.monotonic(), self._clock.now()
        probe = Probe(_made_up(run_id, now), _RULE, lambda session: self._tell(session, run_id, channel, now))
        try:
            async with asyncio.timeout(self.patience.rules_seconds):
                count = await self._follower.ask(probe)
        except TimeoutError:
            late = f"The rules did not look at it within {self.patience.rules_seconds:g} seconds."
            return self._step("rules", began, late, passed=False)
        except ProbeFailed as error:
            return self._step("rules", began, str(error), passed=False)
        rules = "1 rule" if count == 1 else f"{count} rules"
        looked = f"{rules} looked at a made-up event; the rule of the test fired."
        return self._step("rules", began, looked, passed=True)

    async def _tell(self, session: Session, run_id: UUID, channel: ChannelRow, now: datetime) -> None:
        text = "This is the self-test: a made-up event came through the rules to this channel."
        news = News(_subject(run_id), _TITLE, text, now, only=channel.id, to=(channel.owner_id,))
        await self._teller.tell_news(session, news)

    async def _noticed(self, run_id: UUID, channel: ChannelRow) -> StepOut:
        began = self._clock.monotonic()
        told = await self._delivery(run_id, channel)
        if told is None:
            return self._step("notice", began, "No notice was written, or its channel is off.", passed=False)
        return self._step("notice", began, "The notice was written.", passed=True)

    async def _delivered(self, run_id: UUID, channel: ChannelRow) -> StepOut:
        began, told = self._clock.monotonic(), None
        try:
            async with asyncio.timeout(self.patience.delivery_seconds):
                while True:
                    told = await self._delivery(run_id, channel)
                    if told is None or _is_clear(told):
                        break
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            pass
        if told is not None and told.delivery.state == "sent":
            return self._step("delivery", began, f"“{channel.name}” said that it has it.", passed=True)
        if told is None:
            return self._step("delivery", began, "Its channel was removed meanwhile.", passed=False)
        late = f"it did not go out within {self.patience.delivery_seconds:g} seconds."
        why = told.delivery.fault or late
        async with self._database.write() as session:  # what comes hours later would tell nobody anything
            values = {"state": "failed", "fault": why}
            await DeliveryRepository(session).settle_if(told.delivery.id, "waiting", values)
        return self._step("delivery", began, f"“{channel.name}” did not get it: {why}", passed=False)

    async def _delivery(self, run_id: UUID, channel: ChannelRow) -> Told | None:
        async with self._database.read() as session:
            found = await DeliveryRepository(session).page(Wanted(channel_id=channel.id), None, 50)
        return next((told for told in found if told.notice.subject == _subject(run_id)), None)

    def _step(self, name: StepName, began: float, sentence: str, *, passed: bool) -> StepOut:
        return StepOut(name=name, passed=passed, sentence=sentence, seconds=round(self._clock.monotonic() - began, 2))


_RULE = Content(name=_TITLE, tree=Labels(kind="labels", any_of=("person",)), even_disarmed=True)


def _subject(run_id: UUID) -> str:
    return f"{TEST}{run_id}"


def _is_clear(told: Told) -> bool:
    """It arrived, or will not at once."""
    row = told.delivery
    return row.state in {"sent", "failed", "unknown"} or (row.state == "waiting" and row.fault != "")


def _made_up(run_id: UUID, now: datetime) -> Seen:
    return Seen(
        event_id=run_id, camera_id=run_id, trigger="track", started_at=now, weekday=now.weekday(),
        minute=now.hour * 60 + now.minute, dark=None, mode="home", silent=False, labels=("person",),
        text="A made-up person.", score=0.9,
    )  # fmt: skip
