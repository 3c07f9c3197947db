"""The self-test: on demand and by night; its failure is told by another channel than the one that it tests."""

import asyncio
from datetime import tzinfo
from typing import Protocol, cast
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, Conflict, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.tell import News, Teller
from argusai.pipeline.notifications.selftest.due import is_due
from argusai.pipeline.notifications.selftest.models import SelfTestRunRow
from argusai.pipeline.notifications.selftest.repository import CUT_OFF, SelfTestRepository
from argusai.pipeline.notifications.selftest.schemas import (
    RunState,
    SelfTestIn,
    SelfTestOut,
    SelfTestRunOut,
    StepOut,
)
from argusai.pipeline.notifications.selftest.stages import Stages

_log = get_log("notifications.selftest")
_SHOWN = 20
_LOOK_SECONDS = 30.0
_TITLE = "Self-test"


class ZoneNow(Protocol):
    async def __call__(self, session: Session) -> tzinfo: ...


class SelfTests:
    def __init__(self, database: Database, stages: Stages, teller: Teller, zone: ZoneNow, clock: Clock) -> None:
        self._database = database
        self.stages = stages
        self._teller = teller
        self._zone = zone
        self._clock = clock
        self._running = asyncio.Lock()

    async def read(self) -> SelfTestOut:
        async with self._database.read() as session:
            repository = SelfTestRepository(session)
            row, runs, zone = await repository.get(), await repository.runs(_SHOWN), await self._zone(session)
        return SelfTestOut(
            channel_id=row.channel_id if row else None,
            nightly=row.nightly if row else False,
            minute=row.minute if row else 180,
            zone=str(zone),
            runs=[_shown(run) for run in runs],
        )

    async def change(self, given: SelfTestIn) -> SelfTestOut:
        """Raises BadInput (slug unknown-channel), and where it shall run by night without a channel."""
        async with self._database.write() as session:
            known = given.channel_id is None or await ChannelRepository(session).get(given.channel_id)
            if not known:
                there = "There is no such channel. It may have been removed"
                raise BadInput(f"{there}.", slug="unknown-channel", fields={"channel_id": there})
            if given.nightly and given.channel_id is None:
                raise BadInput("Choose a channel first.", fields={"channel_id": "Needed for the nightly test"})
            now = self._clock.now()
            row = await SelfTestRepository(session).made(now)
            row.channel_id, row.nightly, row.minute, row.looked_at = given.channel_id, given.nightly, given.minute, now
        return await self.read()

    async def run_now(self, who: str) -> SelfTestRunOut:
        """Until it ended: within two minutes. Raises Conflict (slugs no-channel, self-test-running)."""
        if self._running.locked():
            raise Conflict("A self-test is running. Wait until it has ended.", slug="self-test-running")
        async with self._running:
            return await self._run(who)

    async def start(self) -> None:
        """A test that a kill cut off has failed."""
        async with self._database.write() as session:
            for run in await SelfTestRepository(session).cut_off():
                run.state, run.ended_at = "failed", self._clock.now()
                stopped = StepOut(name="rules", passed=False, sentence=CUT_OFF, seconds=0)
                run.steps = [stopped.model_dump(mode="json")]

    async def run(self) -> None:
        """Until cancelled: the nightly one."""
        begun = False
        while True:
            try:
                if not begun:
                    await self.start()
                    begun = True
                if await self.is_due():
                    await self.run_now("")
            except (Unavailable, Conflict) as error:
                _log.warning("the self-test was put off", reason=error.detail)
            await asyncio.sleep(_LOOK_SECONDS)

    async def is_due(self) -> bool:
        """True once a night."""
        now = self._clock.now()
        async with self._database.read() as session:
            row, zone = await SelfTestRepository(session).get(), await self._zone(session)
            if row is None or not row.nightly:
                return False
            if row.looked_at <= now and not is_due(row.minute, row.looked_at, now, zone):
                return False
        async with self._database.write() as session:
            row = await SelfTestRepository(session).made(now)
            row.looked_at = min(row.looked_at, now)  # the clock may have been set back
            if not row.nightly or not is_due(row.minute, row.looked_at, now, zone):
                return False
            row.looked_at = now
        return True

    async def _run(self, who: str) -> SelfTestRunOut:
        run_id = new_id()
        async with self._database.write() as session:
            repository = SelfTestRepository(session)
            row = await repository.get()
            if row is None or row.channel_id is None:
                raise Conflict("Choose first by which channel it shall go.", slug="no-channel")
            channel = await ChannelRepository(session).get(row.channel_id)
            name = channel.name if channel else ""
            await repository.add(
                SelfTestRunRow(
                    id=run_id, began_at=self._clock.now(), ended_at=None, who=who, channel_name=name, state="running",
                    steps=[],
                )
            )  # fmt: skip
        steps = [_gone()] if channel is None else await self.stages.go(run_id, channel)
        return await self._end(run_id, channel, steps)

    async def _end(self, run_id: UUID, channel: ChannelRow | None, steps: list[StepOut]) -> SelfTestRunOut:
        state: RunState = "passed" if steps[-1].passed else "failed"
        async with self._database.write() as session:
            repository = SelfTestRepository(session)
            before = await repository.last_state()
            run = await repository.run(run_id)
            if run is None:  # hundreds were begun meanwhile
                raise Conflict("The self-test was forgotten.", slug="no-channel")
            run.state, run.ended_at = state, self._clock.now()
            run.steps = [step.model_dump(mode="json") for step in steps]
            await session.flush()
            if state == "failed" and before != "failed":
                failed = f"The self-test failed. {steps[-1].sentence}"
                await self._tell(session, run_id, channel, failed, urgent=True)
            if state == "passed" and before == "failed":
                await self._tell(session, run_id, channel, "The self-test passes again.", urgent=False)
            return _shown(run)

    async def _tell(
        self, session: Session, run_id: UUID, channel: ChannelRow | None, sentence: str, *, urgent: bool
    ) -> None:
        """Administrators, and whose channel it is, by all of their other channels: once going, once returning, also in
        quiet hours. Urgent, because whoever is not told of a burglar is not told that he would not be, either."""
        people = dict.fromkeys(await NoticeRepository(session).administrators())
        if channel is not None:
            people[channel.owner_id] = None
        but_not = channel.id if channel is not None else None
        news = News(
            f"selftest-ended:{run_id}", _TITLE, sentence, self._clock.now(), but_not=but_not, everywhere=True,
            urgent=urgent, passes=True, to=tuple(people),
        )  # fmt: skip
        await self._teller.tell_news(session, news)


def _gone() -> StepOut:
    return StepOut(name="delivery", passed=False, sentence="Its channel was removed. Choose another.", seconds=0)


def _shown(run: SelfTestRunRow) -> SelfTestRunOut:
    return SelfTestRunOut(
        id=run.id, began_at=run.began_at, ended_at=run.ended_at, who=run.who, channel_name=run.channel_name,
        state=cast(RunState, run.state), steps=[StepOut.model_validate(step) for step in run.steps],
    )  # fmt: skip
