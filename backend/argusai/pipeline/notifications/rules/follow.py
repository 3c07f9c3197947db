"""Lets the rules look at what was noted, once each, in the order in which it was."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.kit.pulses import no_beat
from argusai.pipeline.notifications.contract import Stage, Tell, Telling
from argusai.pipeline.notifications.rules.content import Rule
from argusai.pipeline.notifications.rules.evaluate import evaluate
from argusai.pipeline.notifications.rules.models import LookRow
from argusai.pipeline.notifications.rules.probe import Probe, ProbeFailed
from argusai.pipeline.notifications.rules.read import CurrentRules, still_on
from argusai.pipeline.notifications.rules.repository import LookRepository, RuleRepository
from argusai.pipeline.notifications.rules.seen import seen_from_row

_log = get_log("notifications.rules")
_PORTION = 100
# What is told again of an event of which the rule has told.
_LATER: dict[str, Stage] = {"words": "words", "closed": "closed"}
# Nobody has to be woken for what a killed program left; an unsent wake is made up for.
_LOOK_SECONDS = 5.0


class RuleFollower:
    """One for the process. A look, what fired and what is told are one transaction: all of it is kept, or it is done
    again."""

    def __init__(self, database: Database, tell: Tell, announce: Announce, clock: Clock) -> None:
        self._database = database
        self._tell = tell
        self._announce = announce
        self._clock = clock
        self._rules = CurrentRules()
        self._there = asyncio.Event()
        self._probes: list[Probe] = []
        self.beat = no_beat
        self._put_off: set[UUID] = set()  # events whose look failed: the others do not wait for them

    def wake(self) -> None:
        """Something was noted."""
        self._there.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._answer_probes()
                while await self.look_at_all():
                    self.beat()
            except Unavailable as error:
                _log.warning("rules cannot look for now", reason=error.detail)
            self.beat()
            self._put_off.clear()
            try:
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._there.wait()
            except TimeoutError:
                pass
            self._there.clear()

    async def look_at_all(self) -> int:
        """At what waits now; returns how much that was. Raises Unavailable."""
        async with self._database.read() as session:
            looks = await LookRepository(session).waiting(_PORTION, self._put_off)
        for look in looks:
            if look.event_id not in self._put_off:
                await self._look(look)
        return len(looks)

    async def ask(self, probe: Probe) -> int:
        """Lets the loop look at what is made up, and tell of it. How many rules looked. Raises ProbeFailed."""
        self._probes.append(probe)
        self.wake()
        return await probe.looked

    async def _answer_probes(self) -> None:
        while self._probes:
            probe = self._probes[0]
            if not probe.looked.done():  # else nobody waits any more
                answered = await self._tried(probe.seen.event_id, partial(self._probe, probe))
                if not answered and not probe.looked.done():
                    probe.looked.set_exception(ProbeFailed("The rules failed on it; the log says why."))
            self._probes.pop(0)

    async def _probe(self, probe: Probe, session: Session) -> None:
        _, rules = await self._rules.read(session)
        for rule in rules:
            evaluate(rule, probe.seen)
        if not evaluate(probe.rule, probe.seen).fired:
            raise ProbeFailed("Its rule did not fire.")
        await probe.tell(session)
        after_commit(session, lambda: None if probe.looked.done() else probe.looked.set_result(len(rules)))

    async def _look(self, look: LookRow) -> None:
        async def again(session: Session) -> None:
            row = await LookRepository(session).find(look.event_id, look.stage, look.number)
            if row is not None and row.revision is None:  # else deleted meanwhile
                await self._look_in(session, row)

        if not await self._tried(look.event_id, again):
            self._put_off.add(look.event_id)

    async def _tried(self, event_id: UUID, work: Callable[[Session], Awaitable[None]]) -> bool:
        """In a transaction. False when it failed, which is logged. Raises Unavailable."""
        try:
            async with self._database.write() as session:
                await work(session)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001 - the supervisor's edge: a notice that cannot be written is tried again
            _log.exception("rules could not look at an event; trying again", event_id=str(event_id))
            return False
        return True

    async def _look_in(self, session: Session, row: LookRow) -> None:
        revision, rules = await self._rules.read(session)
        repository, seen, now = RuleRepository(session), seen_from_row(row.seen), self._clock.now()
        # A change counts for the next event: at this one the rules go on looking as they were at its first look.
        first = await LookRepository(session).first_revision(row.event_id)
        if first is None or first == revision:
            first, of_then = revision, rules
        else:
            of_then = still_on(await repository.at_revision(first), rules)
        fired = [rule for rule in of_then if evaluate(rule, seen).fired]
        row.revision, row.looked_at, row.fired = first, now, [str(rule.id) for rule in fired]
        before = {firing.rule_id for firing in await repository.firings_of(row.event_id)}
        for rule in fired:
            if rule.id not in before and await repository.note_firing(
                rule_id=rule.id, event_id=row.event_id, version=rule.version, stage=row.stage, fired_at=now
            ):
                await self._tell_of(session, rule, row, "opened")
        if (stage := _LATER.get(row.stage)) is not None:
            for rule in rules:
                if rule.id in before:
                    await self._tell_of(session, rule, row, stage)
        if {rule.id for rule in fired} - before:
            await self._announce(session, "rules.fired", {"event_id": str(row.event_id)})

    async def _tell_of(self, session: Session, rule: Rule, row: LookRow, stage: Stage) -> None:
        people = await RuleRepository(session).people()
        chosen = rule.content.people
        listening = tuple(people) if chosen is None else tuple(each for each in chosen if each in people)
        if not listening:  # the house has nobody yet, or those whom it told were removed
            return
        await self._tell(
            session,
            Telling(
                rule_id=rule.id,
                rule_name=rule.content.name,
                event_id=row.event_id,
                camera_id=UUID(row.seen["camera_id"]),
                stage=stage,
                urgent=rule.content.urgent,
                person_ids=listening,
                channel_ids=rule.content.channels,
                fired_at=self._clock.now(),
                cooldown_seconds=rule.content.cooldown_seconds,
            ),
        )
