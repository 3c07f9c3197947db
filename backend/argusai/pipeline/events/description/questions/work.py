"""One question as a durable job: choose, reserve, call, store. Safe at a kill between any two steps."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.kit.jobs import Steps
from argusai.pipeline.events.description.describers.roster import Roster, read_roster
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.questions.repository import QuestionRepository
from argusai.pipeline.events.description.requests.call import Calls
from argusai.pipeline.events.description.requests.chain import Tried, next_turn
from argusai.pipeline.events.description.requests.contract import StoredEvent
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.plan import Planner
from argusai.pipeline.events.description.requests.showing import UNSHOWABLE, showable

JOB = "answer"
_MOST_TURNS = 40
_NOBODY = "Nobody could be asked. Look at the describers in Settings → AI, and ask again."
_FAULT = "ArgusAI itself could not ask. Ask again."
_SENTENCES = {
    "no-money": "It might cost more than what is left of a limit. Raise the limit in Settings → AI, or ask tomorrow.",
    "held-money": "What is being asked now holds what is left of a limit. Ask again in a moment.",
    "no-pictures": "No picture of this event is kept any more, so nobody can be shown one.",
    "unready": "The describers failed too often and are left alone for a moment. Ask again in two minutes.",
    "lost": "ArgusAI ended while it asked, and the answer was lost. Ask again.",
    "outdated": "A price or a limit was changed while it waited. Ask again.",
    "gone": "This camera's describers were changed while it asked. Ask again.",
}

Plain = dict[str, Any]
TellQuestion = Callable[[Session, UUID], Awaitable[None]]


class QuestionWork:
    """`tell`: who looks at the event hears that something came of a question."""

    def __init__(self, parts: Parts, planner: Planner, calls: Calls, tell: TellQuestion) -> None:
        self._parts = parts
        self._planner = planner
        self._calls = calls
        self._tell = tell

    async def job(self, steps: Steps, question_id: str, number: int) -> str:
        """Its result names what became of the question."""
        tried: list[list[str]] = []
        why = ""
        for _ in range(_MOST_TURNS):
            turn = await steps.run("choose", self.choose, question_id, number, tried)
            tried = turn["tried"]
            if "answered" in turn:
                return await steps.run("store", self.store, question_id, number, turn["answered"])
            if "key" not in turn:
                return await steps.run("end", self.end, question_id, number, why or turn["why"])
            if turn["pause"]:
                await steps.sleep(turn["pause"])
            came = await steps.run("call", self._calls.carry_out, question_id, turn)
            if came["kind"] == "answer":
                return await steps.run("store", self.store, question_id, number, turn["key"])
            tried = [*tried, [turn["describer_id"], came["kind"]]]
            why = came["sentence"] or _SENTENCES.get(came["kind"], why)
        return await steps.run("end", self.end, question_id, number, why or _NOBODY)

    async def choose(self, question_id: str, number: int, tried: Sequence[Any]) -> Plain:
        """Whom to ask, with what, after how long; its money is reserved then. No key: nobody is left, and why."""
        known = [Tried(UUID(who), kind) for who, kind in tried]
        async with self._parts.database.read() as session:
            row = await QuestionRepository(session).find(UUID(question_id))
            if row is not None and row.number != number:
                return _over(known, "")  # another program has it
            if number > 1 and not tried and (call := await CallRepository(session).answered(f"{question_id}:")):
                return {**_over(known, ""), "answered": call.key}  # whoever asked was gone before it was stored
            subject = await QuestionRepository(session).subject(UUID(question_id))
            event = None if subject is None else await self._parts.events.read(session, subject.event_id)
            if subject is None or event is None:
                return _over(known, _NOBODY)
            roster = await read_roster(session, self._parts.vault, event.facts.camera_id)
        event = showable(event, roster.house)
        if not event.pictures:
            return _over(known, UNSHOWABLE if roster.house.subject_only else _SENTENCES["no-pictures"])
        return await self._take_turn(
            f"{question_id}:{number}", replace(event, question=subject.question), roster, known
        )

    async def _take_turn(self, name: str, event: StoredEvent, roster: Roster, tried: list[Tried]) -> Plain:
        ids, ready = [each.id for each in roster.order], self._parts.breakers.readiness(roster.order, by_hand=True)
        while turn := next_turn(ids, tried, ready, random.random()):  # noqa: S311 - spreads tries
            describer = next(each for each in roster.order if each.id == turn.describer_id)
            key = f"{name}:{len(tried)}:{describer.id.hex[-8:]}"
            planned = await self._planner.plan(key, event, roster, describer, None)
            if isinstance(planned, list):
                found = {"key": key, "describer_id": str(describer.id), "model": None, "pictures": planned}
                return {**_over(tried, ""), **found, "by_hand": True, "pause": turn.pause_seconds}
            tried.append(Tried(describer.id, planned))
        kinds = {each.kind for each in tried}
        known = (kind for kind in ("no-pictures", "held-money", "no-money") if kind in kinds)
        return _over(tried, _SENTENCES[next(known, "unready" if ids else "gone")])

    async def store(self, question_id: str, number: int, key: str) -> str:
        """The answer, once."""
        async with self._parts.database.write() as session:
            repository, calls = QuestionRepository(session), CallRepository(session)
            row = await repository.find(UUID(question_id))
            call = await calls.find(key)
            if row is not None and row.number != number:
                return "over"
            await calls.remove_reserved(f"{question_id}:")
            if row is None or row.state != "waiting" or call is None:
                return "over"
            values = await self._spent(session, question_id)
            await repository.change(row.id, state="answered", outcome="", **values, **_answered(call, row.language))
            await self._tell(session, row.event_id)
        return "answered"

    async def end(self, question_id: str, number: int, why: str) -> str:
        """Nobody answered."""
        async with self._parts.database.write() as session:
            repository = QuestionRepository(session)
            row = await repository.find(UUID(question_id))
            if row is not None and row.number != number:
                return "over"
            await CallRepository(session).remove_reserved(f"{question_id}:")
            if row is None or row.state != "waiting":
                return "over"
            values = await self._spent(session, question_id)
            await repository.change(row.id, state="failed", outcome=why[:300], **values)
            await self._tell(session, row.event_id)
        return "failed"

    async def left_open(self, question_id: UUID, number: int) -> bool:
        """As of a request for a description."""
        async with self._parts.database.read() as session:
            row = await QuestionRepository(session).find(question_id)
        return row is not None and row.state == "waiting" and row.number == number

    async def give_up(self, question_id: UUID, number: int) -> None:
        """Its job failed for a reason of ours."""
        await self.end(str(question_id), number, _FAULT)

    async def _spent(self, session: Session, question_id: str) -> Plain:
        counts, known = await CallRepository(session).spent_on(f"{question_id}:")
        return {"ended_at": self._parts.clock.now(), "cost_micros": counts if known else None}


def _over(tried: Sequence[Tried], why: str) -> Plain:
    return {"tried": [[str(each.describer_id), each.kind] for each in tried], "why": why}


def _answered(call: DescriptionCallRow, language: str) -> Plain:
    answer: Plain = call.answer or {}
    frames: list[str] = answer["frames"]
    return {
        "text": answer["text"] or messages(language).text("claims", "unseen"),
        "known": answer["known"],
        "confidence": answer["confidence"],
        "marks": answer["marks"],
        "cited": [frames[place] for place in answer["pictures"] if place < len(frames)],
        "frames": frames,
        "describer": call.describer,
        "model": answer["model"] or call.model,
        "seconds": answer["seconds"],
        "prompt_version": answer["prompt_version"],
    }
