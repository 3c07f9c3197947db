"""Durable jobs: work that goes on after a kill where it was. What carries them out costs 2 s of imports and 100 MB, so
it is loaded when the first job needs it."""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")
_ADAPTER = "argusai.kit.dbos_jobs"


class Steps(Protocol):
    """A job's own view of itself. Between its steps a job does nothing but decide from what they returned: after a kill
    it runs again from its beginning, and steps that were done give their recorded results."""

    async def run(self, name: str, step: Callable[..., Awaitable[Result]], *arguments: Any) -> Result:
        """One step, at least once: a kill before its result is recorded lets it run again. The result has to be
        picklable, and is best plain and small. What it raises is recorded as well."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Until a moment that a kill does not move."""
        ...


class Job(Protocol):
    async def __call__(self, steps: Steps, *arguments: Any) -> Any: ...


class Started(Protocol):
    async def result(self) -> Any:
        """What the job returned, or raises what it raised."""
        ...


class Engine(Protocol):
    """What carries jobs out."""

    async def launch(self) -> None: ...

    async def start(self, kind: str, job_id: str, arguments: tuple[Any, ...]) -> Started: ...

    async def cancel(self, job_id: str) -> None: ...

    async def forget(self, ended_before: float) -> int: ...

    async def close(self) -> None: ...


class Jobs:
    """Jobs of this installation. `place`: a file, or the URL of a PostgreSQL database. Kinds are added before the first
    `launch`, so that unfinished jobs of every kind find their code again.

    `name`: of this program, set before the first `launch`. Programs that share a PostgreSQL database have different
    names, and each has its own after every start: it goes on with its own jobs alone. A file has one program."""

    def __init__(self, place: Path | str) -> None:
        self._place = place
        self.name = "main"
        self._kinds: dict[str, Job] = {}
        self._engine: Engine | None = None
        self._launching = asyncio.Lock()

    @property
    def launched(self) -> bool:
        return self._engine is not None

    def add(self, kind: str, job: Job) -> None:
        """`kind`: kept with them; renaming it strands unfinished jobs."""
        if self._engine is not None or kind in self._kinds:
            raise RuntimeError(f"the job {kind} comes too late, or twice")
        self._kinds[kind] = job

    async def launch(self) -> None:
        """Harmless the second time. Jobs that a kill interrupted go on."""
        async with self._launching:
            if self._engine is None:
                adapter = await asyncio.to_thread(import_module, _ADAPTER)
                engine: Engine = adapter.DbosEngine(self._place, self.name, self._kinds)
                await engine.launch()
                self._engine = engine

    async def start(self, kind: str, job_id: str, *arguments: Any) -> Started:
        """Start it, or find the one that was started under `job_id` before, running or ended. Durable on return."""
        return await (await self._running()).start(kind, job_id, arguments)

    async def cancel(self, job_id: str) -> None:
        """It ends at its next step. Harmless when there is none, or it ended."""
        await (await self._running()).cancel(job_id)

    async def forget(self, ended_before: float) -> int:
        """Remove what ended before that moment (seconds since 1970); how many. Nothing while no job was
        ever needed."""
        return await self._engine.forget(ended_before) if self._engine is not None else 0

    async def close(self) -> None:
        """What runs is cut off, and goes on at the next launch."""
        if self._engine is not None:
            engine, self._engine = self._engine, None
            await engine.close()

    async def _running(self) -> Engine:
        await self.launch()
        if self._engine is None:
            raise RuntimeError("closed")
        return self._engine
