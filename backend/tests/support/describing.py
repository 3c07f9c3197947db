"""Descriptions by a scripted provider on a real database: jobs that can be killed between any two steps."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID

import cv2
import numpy as np
import sqlalchemy as sa
from cryptography.fernet import Fernet

from argusai.flow.describing import Describing, Ground, Neighbours
from argusai.kit.db import Session
from argusai.kit.jobs import Job, Jobs, Result, Started
from argusai.kit.vault import Vault
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.description.describers.schemas import DescriberIn, DescriberOut
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.providers.contract import Answer, Ask, Kind, ProviderAccess, Usage
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.providers.ports import Provider
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.ports import FindProvider
from tests.support.events import History, report, some_facts

WORDS = "A person in a red coat walks to the door and leaves a parcel beside it."
LOCAL = "http://127.0.0.1:9/v1"


class Killed(BaseException):
    """The program ended here, as by kill -9."""


class _Steps:
    def __init__(self, jobs: "MemoryJobs", job_id: str) -> None:
        self._jobs = jobs
        self._done = jobs.recorded.setdefault(job_id, [])
        self._next = 0

    async def run(self, name: str, step: Callable[..., Awaitable[Result]], *arguments: Any) -> Result:
        """As DBOS does: a recorded result, or a run whose result is recorded after it."""
        number, self._next = self._next, self._next + 1
        if number < len(self._done):
            found: Result = self._done[number]
            return found
        self._jobs.die("before", name)
        result = await step(*arguments)
        self._jobs.die("after", name)
        self._done.append(result)
        return result

    async def sleep(self, seconds: float) -> None:
        self._jobs.slept.append(seconds)


class _Task:
    def __init__(self, task: "asyncio.Task[Any]") -> None:
        self._task = task

    async def result(self) -> Any:
        return await self._task


class MemoryJobs(Jobs):
    """A second implementation: what was recorded stays when the program "dies" and starts again."""

    def __init__(self) -> None:
        super().__init__(Path("nowhere"))
        self.recorded: dict[str, list[Any]] = {}
        self.slept: list[float] = []
        self.started: list[str] = []
        self.dying = asyncio.Event()
        self.deaths: list[tuple[str, str]] = []
        self.died = False
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[Any]] = {}

    def add(self, kind: str, job: Job) -> None:
        self._jobs[kind] = job

    async def launch(self) -> None: ...

    async def start(self, kind: str, job_id: str, *arguments: Any) -> Started:
        if job_id not in self._tasks:
            self.started.append(job_id)
            work = self._jobs[kind](_Steps(self, job_id), *arguments)
            self._tasks[job_id] = asyncio.create_task(self._run(work))
        return _Task(self._tasks[job_id])

    async def _run(self, work: Awaitable[Any]) -> Any:
        try:
            return await work
        except Killed:
            self.died = True
            raise

    def die(self, when: str, step: str) -> None:
        if self.dying.is_set():
            raise Killed
        if (when, step) in self.deaths:
            self.deaths.remove((when, step))
            raise Killed

    async def kill(self) -> None:
        """Every job ends where it is: between two steps, or while it asks a `mortal` provider."""
        self.dying.set()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self.dying.clear()

    def mortal(self, find: FindProvider) -> FindProvider:
        """What it asks is cut off by a kill."""
        return lambda kind: _Mortal(find(kind), self.dying)

    def restart(self) -> None:
        """What had not ended begins again, from its records."""
        self._tasks, self.died = {}, False


@dataclass
class _Mortal:
    provider: Provider
    dying: asyncio.Event

    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        asking = asyncio.create_task(self.provider.ask(access, ask))
        death = asyncio.create_task(self.dying.wait())
        await asyncio.wait({asking, death}, return_when=asyncio.FIRST_COMPLETED)
        death.cancel()
        if asking.done():
            return await asking
        asking.cancel()
        await asyncio.wait({asking})
        raise Killed

    async def models(self, access: ProviderAccess) -> list[str]:
        return await self.provider.models(access)


@dataclass
class ScriptedProvider:
    """Answers with what `script` holds, first to last, then for ever with WORDS. `asked` in order."""

    script: list[Answer | ProviderFailed | type[Killed]] = field(default_factory=list)
    asked: list[tuple[ProviderAccess, Ask]] = field(default_factory=list)
    hold: asyncio.Event | None = None
    at_once: int = 0
    most_at_once: int = 0

    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        self.asked.append((access, ask))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.hold is not None:
                await self.hold.wait()
            said = self.script.pop(0) if self.script else an_answer(model=access.model)
        finally:
            self.at_once -= 1
        if isinstance(said, Answer):
            return said
        raise said

    async def models(self, access: ProviderAccess) -> list[str]:
        return ["seeing-large", "seeing-small"]


def an_answer(text: str = WORDS, model: str = "m", **changed: Any) -> Answer:
    usual: dict[str, Any] = {
        "confidence": 80, "objects": ("person",), "carrier": None, "attention": Attention.ROUTINE,
        "attention_reason": "", "usage": Usage(1000, 100), "model": model, "seconds": 1.5,
    }  # fmt: skip
    return Answer(text=text, **(usual | changed))


def failed(kind: Any, **changed: Any) -> ProviderFailed:
    return ProviderFailed(kind, "It does not work.", **changed)


@dataclass
class Described:
    history: History
    describing: Describing
    jobs: MemoryJobs
    provider: ScriptedProvider
    camera_id: UUID
    build: Callable[[], Describing]

    async def add(self, name: str = "Local", **changed: Any) -> DescriberOut:
        usual: dict[str, Any] = {"kind": "compatible", "model": "m", "base_url": LOCAL, "at_home": True}
        return await self.describing.describers.create(DescriberIn(name=name, **(usual | changed)))

    async def event(self, stage: Any = "opened", **changed: Any) -> EventFacts:
        tracks = changed.pop("tracks", ())
        facts = some_facts(self.camera_id, *tracks, start=self.history.clock.now(), **changed)
        picture = self.history.file(facts, "snapshot", "snapshot.jpg", content=a_jpeg())
        frames = [self.history.file(facts, "frame", f"{n}.jpg", n + 1, a_jpeg()) for n in range(5)]
        await self.history.recorder.store(report(stage, facts, picture, *frames))
        return facts

    async def work(self, seconds: float = 3.0) -> None:
        """What is due `seconds` from now is carried out, until nothing of it is left or the program died."""
        self.history.clock.advance(seconds)
        for _ in range(200):
            await self.describing.queue.round()
            if not self.describing.queue.running:
                return
            await self.describing.queue.settled()
            if self.jobs.died:
                return

    def restart(self) -> None:
        self.jobs.restart()

    async def kill(self) -> None:
        """Whatever it did is cut off, all that was not written down is forgotten, and it starts again."""
        await self.jobs.kill()
        while self.describing.queue.running:
            await self.describing.queue.settled()
            await asyncio.sleep(0)
        self.jobs.restart()
        self.describing = self.build()
        await self.describing.describers.start()

    async def rows(self, table: type[Any]) -> list[Any]:
        async with self.history.database.read() as session:
            return list(await session.scalars(sa.select(table).order_by(table.id)))

    async def requests(self) -> list[DescriptionRequestRow]:
        return await self.rows(DescriptionRequestRow)

    async def versions(self) -> list[DescriptionRow]:
        return await self.rows(DescriptionRow)

    async def calls(self) -> list[DescriptionCallRow]:
        return await self.rows(DescriptionCallRow)

    async def shown(self, facts: EventFacts) -> Any:
        return (await self.history.service.one(UUID(int=0), facts.event_id)).description


def a_jpeg(width: int = 64, height: int = 36) -> bytes:
    return bytes(cv2.imencode(".jpg", np.full((height, width, 3), 90, np.uint8))[1].tobytes())


@asynccontextmanager
async def a_describing(
    history: History, providers: FindProvider | None = None, engine: Jobs | None = None
) -> AsyncIterator[Described]:
    """`providers`: those that really ask, in place of the scripted one; `engine`: jobs that are really durable."""
    jobs, provider = MemoryJobs(), ScriptedProvider()

    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        history.told.append((kind, body))

    async def snapshot(camera_id: UUID) -> tuple[str, bytes]:
        return "Driveway", a_jpeg()

    async def here(camera_id: UUID) -> tuple[str, tzinfo]:
        return "en", UTC

    def find(kind: Kind) -> ScriptedProvider:
        return provider

    ground = Ground(history.database, engine or jobs, Vault(Fernet.generate_key().decode()), announce, history.clock)
    near = Neighbours(snapshot, here, lambda at: f"{at:%Y-%m-%d}", jobs.mortal(providers) if providers else find)

    def build() -> Describing:
        describing = Describing(ground, near, history.worded)
        history.scribe.on_facts(describing.note)
        return describing

    yield Described(history, build(), jobs, provider, await history.add_camera(), build)
