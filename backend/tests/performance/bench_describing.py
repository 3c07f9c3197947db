"""What descriptions cost beside the providers' own time: `python -m tests.performance.bench_describing`, from
`backend`; run by `make bench`.

Prints, as ratios to a peer in the same run: built-in words stored against a bare durable transaction; a request with a
real call to a server of models against that call alone; requests a second on SQLite and on PostgreSQL, with the
program's own durable jobs; memory and time that each vendor's library takes; a start with four describers against one
without.
"""

import asyncio
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median, quantiles

import sqlalchemy as sa
import structlog
from sqlalchemy.engine import URL

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.jobs import Jobs
from argusai.kit.migrate import migrate
from argusai.pipeline.events.description.providers.registry import provider
from argusai.pipeline.events.description.requests.ports import FindProvider
from tests.support import postgresql
from tests.support.database import url_of
from tests.support.describing import Described, a_describing
from tests.support.events import History, a_history, report, some_facts
from tests.support.models_served import access, an_ask, local_server
from tests.support.server import Server

_OPENED, _CALLS, _QUEUED = 200, 60, 300
_SAID = '{"text": "A person in a red coat walks to the door and leaves a bag beside it.", "confidence": 86}'
_LOADED = """
import time, psutil, importlib
import argusai.app
before, began = psutil.Process().memory_full_info().pss, time.perf_counter()
importlib.import_module("argusai.pipeline.events.description.providers.vendors.{name}").Vendor()
print(psutil.Process().memory_full_info().pss - before, time.perf_counter() - began)
"""
_STARTS = 3


@asynccontextmanager
async def _house(url: URL, folder: Path) -> AsyncIterator[History]:
    database = Database(url)
    async with a_history(database, folder / "media", SimulatedClock()) as history:
        yield history
    await database.close()


@asynccontextmanager
async def _describing(url: URL, folder: Path, jobs: Path | str, find: FindProvider | None) -> AsyncIterator[Described]:
    """With the durable jobs of the program."""
    engine = Jobs(jobs)
    async with _house(url, folder) as history, a_describing(history, find, engine) as described:
        try:
            yield described
        finally:
            await engine.close()


async def built_in(url: URL, folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from the report that an event opened to its stored words; and of a transaction that writes a row."""
    stored, bare = [], []
    async with _house(url, folder) as history:
        camera_id = await history.add_camera()
        for _ in range(_OPENED):
            facts = some_facts(camera_id, start=history.clock.now())
            began = time.perf_counter()
            await history.recorder.store(report("opened", facts))
            stored.append(1000 * (time.perf_counter() - began))
            began = time.perf_counter()
            async with history.database.write() as session:
                await session.execute(sa.text("UPDATE cameras SET name = name"))
            bare.append(1000 * (time.perf_counter() - began))
    return stored, bare


async def overhead(url: URL, folder: Path, jobs: Path | str) -> tuple[list[float], list[float]]:
    """Milliseconds of a request from its start to its stored words, by a server that answers at once; and of the same
    call alone."""
    whole, alone = [], []
    async with (
        local_server(_SAID, prompt_tokens=1000, completion_tokens=100) as (address, _),
        _describing(url, folder, jobs, provider) as described,
    ):
        await described.add(base_url=address)
        asked = access("compatible", address)
        for _ in range(_CALLS):
            await described.event("closed")
            began = time.perf_counter()
            await described.work()
            whole.append(1000 * (time.perf_counter() - began))
            began = time.perf_counter()
            await provider("compatible").ask(asked, an_ask(4))
            alone.append(1000 * (time.perf_counter() - began))
        assert len(await described.versions()) == _CALLS
    return whole[5:], alone[5:]


async def throughput(url: URL, folder: Path, jobs: Path | str) -> float:
    """Requests a second, by a describer that answers at once."""
    async with _describing(url, folder, jobs, None) as described:
        await described.add(at_once=8)
        for _ in range(_QUEUED):
            await described.event("closed")
        began = time.perf_counter()
        queue = described.describing.queue
        while await queue.round() is not None and queue.running:
            await queue.settled()
        took = time.perf_counter() - began
        assert len(await described.versions()) == _QUEUED
    return _QUEUED / took


def vendor(name: str) -> tuple[float, float]:
    """Megabytes and seconds that its library takes in a program of its own, beside what every house has loaded."""
    code = _LOADED.format(name=name)
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=300).stdout
    pss, seconds = told.split()
    return int(pss) / (1 << 20), float(seconds)


@contextmanager
def _program(folder: Path) -> Iterator[Server]:
    """Started as people start it."""
    server = Server(folder, fresh=True)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def starts(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds to “ready” without describers, and with four, in turns."""
    for name in ("none", "four"):
        with _program(folder / name) as server:
            for kind in ("openai", "anthropic", "gemini", "xai") if name == "four" else ():
                given = {
                    "name": kind,
                    "kind": kind,
                    "model": "m",
                    "api_key": "none",
                    "base_url": "http://127.0.0.1:9/v1",
                }
                server.client.post("/describers", json=given).raise_for_status()
    took: dict[str, list[float]] = {"none": [], "four": []}
    for _ in range(_STARTS):
        for name, found in took.items():
            began = time.monotonic()
            with _program(folder / name):
                found.append(time.monotonic() - began)
    return took["none"], took["four"]


def _against(what: str, ours: list[float], peer: list[float], of: str, unit: str = "ms") -> None:
    worst = quantiles(ours, n=20)[-1]
    ratio = median(ours) / median(peer)
    print(f"{what}: median {median(ours):.1f} {unit}, p95 {worst:.1f} {unit}; {ratio:.1f} × {of} ({median(peer):.1f})")


def _measure(kind: str, server: postgresql.Server, folder: Path) -> None:
    """Each in a loop of its own, which durable jobs take over."""
    for part, measured in enumerate((built_in, overhead, throughput)):
        place = folder / f"{kind}-{part}"
        place.mkdir()
        with server.fresh() as database:
            lite = kind == "SQLite"
            url = url_of(place / "argusai.db") if lite else server.url(database)
            jobs = place / "jobs.db" if lite else server.written(database)
            if lite:
                migrate(url)
            if measured is built_in:
                _against(f"{kind}: opened to stored words", *asyncio.run(built_in(url, place)), "a bare transaction")
            elif measured is overhead:
                whole, alone = asyncio.run(overhead(url, place, jobs))
                _against(f"{kind}: a request to its stored words", whole, alone, "the call alone")
            else:
                print(f"{kind}: {asyncio.run(throughput(url, place, jobs)):.0f} requests a second")


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as name, postgresql.running(Path(name)) as server:
        folder = Path(name)
        for kind in ("SQLite", "PostgreSQL"):
            _measure(kind, server, folder)
        for each in ("openai", "anthropic", "gemini"):
            megabytes, seconds = vendor(each)
            print(f"library for {each}: {megabytes:.0f} MB, {seconds:.1f} s")
        without, four = starts(folder)
        _against("start with four describers", four, without, "one without", "s")


if __name__ == "__main__":
    main()
