"""Jobs carried out by DBOS, in a SQLite file of their own or in a schema on PostgreSQL. Loaded by `kit.jobs` when it is
needed."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos import error as dbos_error
from sqlalchemy.exc import SQLAlchemyError

from argusai.kit.errors import Unavailable
from argusai.kit.jobs import Job, Result, Started

# Another version or name would leave what is unfinished to an executor that never comes.
_VERSION, _EXECUTOR, _APPLICATION = "1", "main", "argusai"
_THREADS = 8
_CONNECTIONS = 5
_MOST_FORGOTTEN = 500
_ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


class _Steps:
    async def run(self, name: str, step: Callable[..., Awaitable[Result]], *arguments: Any) -> Result:
        async def once() -> Result:
            return await step(*arguments)

        return await DBOS.run_step_async({"name": name}, once)

    async def sleep(self, seconds: float) -> None:
        await DBOS.sleep_async(seconds)


class _Started:
    def __init__(self, waiting: Any) -> None:
        self._waiting = waiting

    async def result(self) -> Any:
        return await self._waiting.get_result()


class DbosEngine:
    """One in a program at a time: DBOS keeps its state in the module."""

    def __init__(self, place: Path | str, name: str, kinds: Mapping[str, Job]) -> None:
        self._place = place
        self._name = name
        self._kinds = kinds
        self._workflows: dict[str, Any] = {}

    async def launch(self) -> None:
        try:
            with self._usable():
                await self._launch()
        except Unavailable:
            await self.close()  # or the next try would find half of it
            raise

    async def _launch(self) -> None:
        if isinstance(self._place, Path):
            await asyncio.to_thread(_prepare, self._place)
        config: DBOSConfig = {
            **_own(self._place, self._name),
            "sys_db_pool_size": _CONNECTIONS,
            "log_level": "ERROR",
            "max_executor_threads": _THREADS,
        }
        DBOS(config=config)
        self._workflows = {kind: DBOS.workflow(name=kind)(_workflow(job)) for kind, job in self._kinds.items()}
        DBOS.launch()  # in the loop's own thread: DBOS adopts the loop, to which our database belongs

    async def start(self, kind: str, job_id: str, arguments: tuple[Any, ...]) -> Started:
        with self._usable(), SetWorkflowID(job_id):
            return _Started(await DBOS.start_workflow_async(self._workflows[kind], *arguments))

    async def cancel(self, job_id: str) -> None:
        with self._usable():
            await DBOS.cancel_workflow_async(job_id)

    async def forget(self, ended_before: float) -> int:
        before = datetime.fromtimestamp(ended_before, UTC).isoformat()
        with self._usable():
            ended = await DBOS.list_workflows_async(
                status=_ENDED, completed_before=before, limit=_MOST_FORGOTTEN, load_input=False, load_output=False
            )
            ids = [each.workflow_id for each in ended]
            if ids:
                await DBOS.delete_workflows_async(ids)
        return len(ids)

    async def close(self) -> None:
        # In a thread: what it waits for needs this loop.
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Raises Unavailable where the jobs cannot be read or written: the disk is full, the file broken, the server
        away."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError, dbos_error.DBOSException) as error:
            said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0][:200]
            raise Unavailable(f"{self._sentence()} ({said})", slug="jobs-unusable", retry_after_seconds=60) from error

    def _sentence(self) -> str:
        if isinstance(self._place, Path):
            return (
                f"The file {self._place.name} cannot be used, in which unfinished descriptions stand. Look at the "
                "disk; if that is no help, stop ArgusAI, delete the file, and start it again: nothing else is lost."
            )
        return "The list of unfinished descriptions in the database cannot be used. Look at the PostgreSQL server."


def _own(place: Path | str, name: str) -> DBOSConfig:
    """Whose jobs these are. On a server DBOS gives what is unfinished to any executor of an application and version, so
    each program is one of its own."""
    if isinstance(place, Path):
        found: DBOSConfig = {"name": _APPLICATION, "application_version": _VERSION, "executor_id": _EXECUTOR}
        return {**found, "system_database_url": f"sqlite:///{place}"}
    return {
        "name": f"{_APPLICATION}-{name}",
        "application_version": f"{_VERSION}-{name}",
        "executor_id": name,
        "system_database_url": place,
    }


def _prepare(file: Path) -> None:
    file.touch(mode=0o600, exist_ok=True)  # results hold what cameras saw
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")  # stays in the file; DBOS does not set it


def _workflow(job: Job) -> Callable[..., Awaitable[Any]]:
    async def workflow(*arguments: Any) -> Any:
        return await job(_Steps(), *arguments)

    return workflow
