"""Jobs carried out by DBOS, in a SQLite file of their own or in a schema on PostgreSQL. Loaded by `kit.jobs` when it is
needed."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID

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
        with SetWorkflowID(job_id):
            return _Started(await DBOS.start_workflow_async(self._workflows[kind], *arguments))

    async def cancel(self, job_id: str) -> None:
        await DBOS.cancel_workflow_async(job_id)

    async def forget(self, ended_before: float) -> int:
        before = datetime.fromtimestamp(ended_before, UTC).isoformat()
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
