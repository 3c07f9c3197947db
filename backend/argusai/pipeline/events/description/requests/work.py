"""One request as a durable job: choose, reserve, call, store. Safe at a kill between any two steps."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.jobs import Steps
from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.describers.roster import Roster, read_roster
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.requests.asking import Asking
from argusai.pipeline.events.description.requests.call import Calls
from argusai.pipeline.events.description.requests.chain import Tried, may_succeed_later, next_turn
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.follow import as_asked, frames_of, order_for, shown_to
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.nobody import Nobody, nobody_may
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.plan import Planner
from argusai.pipeline.events.description.requests.repository import HELD, RequestRepository
from argusai.pipeline.events.description.requests.reuse import Reuse, Wanted
from argusai.pipeline.events.description.requests.showing import UNSHOWABLE, showable
from argusai.pipeline.events.description.requests.versions import VersionWriter
from argusai.pipeline.events.description.requests.when import LONGEST_WAIT, TOO_OLD
from argusai.pipeline.events.description.workers.repository import UNCLAIMED

JOB = "describe"
# Pictures are stored after the event that they show, later on a busy machine.
_PICTURES_COME = timedelta(seconds=60)
_PICTURES_WAIT = 3.0
_FIRST_WAIT = timedelta(minutes=2)
# Calls that hold money last a few seconds, and who waits is told of their end; those of another program are looked for.
_MONEY_COMES, _MONEY_LOOKED_FOR = timedelta(seconds=10), timedelta(minutes=1)
_SWEPT_AT_ONCE = 50
_FAULT = "ArgusAI itself failed; its log says why."
_MOST_TURNS = 40
_URGENT = 2  # by `when.priority`: worth attention, and more
# What is urgent comes back so much sooner than others that wait for the same place. No clock's rounding is longer.
_HEAD_START, _SURELY_FREE = 1.0, 0.01

Plain = dict[str, Any]


class DescriptionWork:
    def __init__(self, parts: Parts, planner: Planner, calls: Calls, asking: Asking) -> None:
        self._parts = parts
        self._planner = planner
        self._calls = calls
        self._asking = asking
        self._versions = VersionWriter(parts, asking)
        self._reuse = Reuse(parts, asking)
        self.nobody = Nobody(parts)

    def wanted(self) -> bool:
        return self._parts.wanted()

    async def job(self, steps: Steps, request_id: str, number: int) -> str:
        """Its result names what became of the request."""
        tried: list[list[str]] = []
        for _ in range(_MOST_TURNS):
            turn = await steps.run("choose", self.choose, request_id, number, tried)
            tried = turn["tried"]
            if "answered" in turn:
                return await steps.run("store", self._versions.store, request_id, turn["answered"])
            if "end" in turn:
                return await steps.run("end", self.end, request_id, turn)
            if turn["pause"]:
                await steps.sleep(turn["pause"])
            kind = await steps.run("call", self._calls.call, request_id, turn)
            if kind == "answer":
                return await steps.run("store", self._versions.store, request_id, turn["key"])
            tried = [*tried, [turn["describer_id"], kind]]
        over = {"end": "given-up", "why": "too many tries", "number": number}
        return await steps.run("end", self.end, request_id, over)

    async def choose(self, request_id: str, number: int, tried: Sequence[Sequence[str]]) -> Plain:
        """Whom to ask, with what, after how long; its money is reserved then. Or that nobody is left, and why."""
        settled = self._parts.treasury.settled
        known: Plain = {"tried": [list(each) for each in tried], "number": number, "settled": settled}
        async with self._parts.database.read() as session:
            request = await RequestRepository(session).find(UUID(request_id))
            if request is None or request.state not in {"waiting", "put-off"} or request.number != number:
                return {**known, "end": "over", "why": ""}
            if number > 1 and not tried and (call := await CallRepository(session).answered(f"{request_id}:")):
                return {**known, "answered": call.key}  # whoever asked was gone before it was stored
            event = await self._parts.events.read(session, request.event_id)
            if event is None:
                return {**known, "end": "over", "why": ""}
            roster = await read_roster(session, self._parts.vault, request.camera_id, request.describer_id)
            known["seen"] = await frames_of(session, request.follows)
        event, roster = showable(event, roster.house), as_asked(request, roster)
        if not event.pictures:
            return {**known, **self._without_pictures(event, roster)}
        order = order_for(request, roster.order)
        if not order:
            return {**known, **nobody_may(request, wanted=self.wanted())}
        if not tried and await self._reuse.take_over(Wanted(request, event, roster, self._first(order))):
            return {**known, "end": "over", "why": ""}
        return await self._take_turn(request, number, (event, roster, order), known)

    def _first(self, order: Sequence[Describer]) -> Describer:
        """Who would be asked."""
        return next((each for each in order if self._parts.breakers.ready(each)), order[0])

    async def _take_turn(
        self,
        request: DescriptionRequestRow,
        number: int,
        known: tuple[StoredEvent, Roster, Sequence[Describer]],
        state: Plain,
    ) -> Plain:
        event, roster, order = known
        ids, tried = [each.id for each in order], [Tried(UUID(who), kind) for who, kind in state["tried"]]
        by_hand = request.reason == "asked"
        ready = self._parts.breakers.readiness(order, by_hand=by_hand)
        while True:
            turn = next_turn(ids, tried, ready, random.random())  # noqa: S311 - spreads tries
            if turn is None:
                over = self._paced(request, order, tried) or _why(ids, tried, request, event)
                return {**state, **_plain(tried), **over}
            describer = next(each for each in order if each.id == turn.describer_id)
            seen = shown_to(event, request, describer, state["seen"])
            if not seen.pictures:
                tried.append(Tried(describer.id, "no-other-frames"))
                continue
            key = f"{request.id}:{number}:{len(tried)}:{describer.id.hex[-8:]}"
            planned = await self._planner.plan(key, seen, roster, describer, request.model)
            if isinstance(planned, str):
                tried.append(Tried(describer.id, planned))
                continue
            return {
                **_plain(tried),
                "key": key,
                "describer_id": str(describer.id),
                "model": request.model,
                "by_hand": by_hand,
                "as_usual": request.model is None and request.pictures is None,
                "pictures": planned,
                "pause": turn.pause_seconds,
            }

    def _paced(
        self, request: DescriptionRequestRow, order: Sequence[Describer], tried: Sequence[Tried]
    ) -> Plain | None:
        """It waits for a place of a describer that had its calls of this minute; what is urgent, for the first one."""
        failed = {each.describer_id for each in tried if each.kind != "unready"}
        held = [each for each in order if each.id not in failed]
        urgent = request.priority >= _URGENT
        wait = None if request.reason == "asked" else self._parts.breakers.wait_for_pace(held, first=urgent)
        start = 0 if urgent else _HEAD_START
        return None if wait is None else {"end": "put-off", "why": "paced", "paced": wait + start + _SURELY_FREE}

    def _without_pictures(self, event: StoredEvent, roster: Roster) -> Plain:
        ended_at = event.facts.ended_at
        if ended_at is None or self._parts.clock.now() - ended_at < _PICTURES_COME:
            return {"end": "put-off", "why": "No picture of it is stored yet.", "wait": _PICTURES_WAIT}
        why = UNSHOWABLE if roster.house.subject_only else "No picture of it is kept, so nobody can be shown one."
        return {"end": "given-up", "why": why}

    async def end(self, request_id: str, turn: Plain) -> str:
        """Nobody answered: the built-in words stand, for now or for good."""
        async with self._parts.database.write() as session:
            request = await RequestRepository(session).find(UUID(request_id))
            if request is not None and turn.get("number", request.number) != request.number:
                return "over"  # another program has it
            await CallRepository(session).remove_reserved(f"{request_id}:")
            if request is None or request.state not in {"waiting", "put-off"} or turn["end"] == "over":
                return "over"
            now = self._parts.clock.now()
            state = turn["end"]
            if state == "put-off" and now - request.asked_at > TOO_OLD:
                state = "given-up"
            await self._end(session, request, (state, turn["why"]), self._wait(request, turn))
        return str(state)

    def _wait(self, request: DescriptionRequestRow, turn: Plain) -> timedelta:
        """Until it is tried again. What was held when it was chosen may be free by now."""
        if "paced" in turn:
            return min(LONGEST_WAIT, timedelta(seconds=turn["paced"]))
        doubled: int = 2 ** min(request.tries, 6)
        if HELD in turn["why"]:
            settled = self._parts.treasury.settled != turn.get("settled")
            return timedelta(0) if settled else min(_MONEY_LOOKED_FOR, _MONEY_COMES * doubled)
        first = timedelta(seconds=turn["wait"]) if "wait" in turn else _FIRST_WAIT
        return min(LONGEST_WAIT, first * doubled)

    async def _end(
        self, session: Session, request: DescriptionRequestRow, outcome: tuple[str, str], wait: timedelta
    ) -> None:
        (state, why), before = outcome, request.state
        now = self._parts.clock.now()
        values: Plain = {"state": state, "outcome": why[:300], "tries": request.tries + 1}
        if state == "put-off":
            values |= {"number": request.number + 1, "due_at": now + wait, **UNCLAIMED}
        else:
            values["ended_at"] = now
        await RequestRepository(session).change(request.id, **values)
        if request.batch_id is not None:
            await self._parts.batch_changed(session)
        elif state != before:
            await self._parts.changed(session, request.event_id)

    async def left_open(self, request_id: UUID, number: int) -> bool:
        """Whether its job of that number ended long ago, in a time of which only what jobs remember is left: the
        records are from a back-up, say."""
        async with self._parts.database.read() as session:
            request = await RequestRepository(session).find(request_id)
        return request is not None and request.state in {"waiting", "put-off"} and request.number == number

    async def put_off(self, request_id: UUID, number: int, until: datetime) -> None:
        """Its job of that number failed for a reason of ours: another one later, as long as somebody waits for it."""
        async with self._parts.database.write() as session:
            request = await RequestRepository(session).find(request_id)
            if request is None or request.state not in {"waiting", "put-off"} or request.number != number:
                return
            now = self._parts.clock.now()
            if now - request.asked_at > TOO_OLD:
                await self._end(session, request, ("given-up", _FAULT), _FIRST_WAIT)
                return
            values = {
                "state": "put-off",
                "number": number + 1,
                "due_at": until,
                "tries": request.tries + 1,
                **UNCLAIMED,
            }
            await RequestRepository(session).change(request_id, **values)

    async def sweep(self) -> int:
        """Requests for recent events that have none, as a fault came between. How many. Events from before there was a
        describer stay as they are: nobody agreed to show them."""
        async with self._parts.database.write() as session:
            lost = await self._parts.events.without_request(session, self._parts.since(), _SWEPT_AT_ONCE)
            for event_id in lost:
                event = await self._parts.events.read(session, event_id)
                if event is not None:
                    await self._asking.note(session, event.facts, int(event.attention))
        return len(lost)


def _plain(tried: Sequence[Tried]) -> Plain:
    return {"tried": [[str(each.describer_id), each.kind] for each in tried]}


def _why(order: Sequence[UUID], tried: Sequence[Tried], request: DescriptionRequestRow, event: StoredEvent) -> Plain:
    kinds = {each.kind for each in tried}
    if "no-other-frames" in kinds and event.facts.ended_at is None:
        return {"end": "put-off", "why": "no-other-frames"}  # more of them come
    if HELD in kinds:
        return {"end": "put-off", "why": ", ".join(sorted(kinds))}
    if request.reason == "asked":
        return {"end": "given-up", "why": ", ".join(sorted(kinds)) or "unready"}
    if may_succeed_later(order, tried):
        return {"end": "put-off", "why": ", ".join(sorted(kinds)) or "unready"}
    return {"end": "given-up", "why": ", ".join(sorted(kinds))}
