"""Measures lists of stored events: `python -m tests.performance.events.bench_history [EVENTS] [FOLDER]`.

Fills a fresh database in FOLDER (a temporary one by default) with EVENTS events (1,000,000 by default; takes minutes
and about 3 GB), then prints the median and 95th percentile of each request of the API, in milliseconds, and the median
of the processor time it took, which a busy machine does not change.
"""

import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.migrate import migrate
from argusai.pipeline.events.history.browsing.wanted import Wanted
from argusai.pipeline.events.history.facts import facts_to_row
from tests.support.database import url_of
from tests.support.events import T0, History, a_history, a_track, some_facts

ROUNDS = 60
LABELS = ("person", "car", "dog", "cat", "bicycle", "truck")
CAMERAS = 8
RARE = 1000  # every so many events one of the rare label


def rows(many: int, camera_ids: list[UUID]) -> Iterator[tuple[Any, ...]]:
    facts = some_facts(camera_ids[0], a_track(path=((0.1234, 0.5678),) * 40), a_track("car", 2))
    plain = facts_to_row(replace(facts, ended_at=T0))
    blob = json.dumps(plain)
    for number in range(many):
        at = stamp(T0 - timedelta(seconds=30 * (many - number)))
        label = "bear" if number % RARE == 0 else LABELS[number * 7 % len(LABELS)]
        yield (
            UUID(int=(0x019B << 112) + number).hex, camera_ids[number * 5 % CAMERAS].hex, at, label,
            json.dumps([label]), blob, number * 3 % 20 // 17,
        )  # fmt: skip


def stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}.000000"


def fill(path: Path, many: int, camera_ids: list[UUID]) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TEMP TABLE made (id, camera_id, at, label, labels, facts, attention)")
        made = rows(many, camera_ids)
        connection.executemany("INSERT INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", made)
        connection.execute(
            "INSERT INTO events (id, camera_id, state, trigger, started_at, last_activity_at, ended_at, reported_at, "
            "continues_id, labels, facts, text, language, describer, provisional, attention, attention_reason) "
            "SELECT id, camera_id, 'closed', 'track', at, at, at, at, NULL, labels, facts, "
            "'A person walked from the left to the right at “Driveway” in the morning, in 9 seconds.', 'en', "
            "'built-in', 0, attention, 'A short visit by day.' FROM made"
        )
        connection.execute(
            "INSERT INTO event_labels (event_id, label, camera_id, started_at) "
            "SELECT id, label, camera_id, at FROM made"
        )
        connection.execute(
            "INSERT INTO media SELECT lower(hex(randomblob(16))), id, 'thumbnail', id || '.jpg', 'image/jpeg', 40000, "
            "640, 360, at, NULL, '[]' FROM made"
        )
        connection.execute("DROP TABLE made")
    connection.close()


async def measure(name: str, ask: Callable[[], Awaitable[Any]]) -> None:
    taken, busy = [], []
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        await ask()
        taken.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - worked) * 1000)
        if sum(taken) > 20_000:
            break
    worst = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    times = f"median {statistics.median(taken):8.1f}   p95 {worst:8.1f}   processor {statistics.median(busy):8.1f}"
    print(f"{name:<44} {times}", flush=True)


async def ask_all(history: History, camera_ids: list[UUID], middle: datetime) -> None:
    anna, new = await history.add_person(), await history.add_person()
    await history.service.mark_all_seen(anna, T0 - timedelta(days=2))
    page = history.service.page
    wanted = {
        "newest": Wanted(),
        "one camera": Wanted(camera_ids=(camera_ids[0],)),
        "three cameras": Wanted(camera_ids=tuple(camera_ids[:3])),
        "one label": Wanted(labels=("dog",)),
        "two labels": Wanted(labels=("dog", "person")),
        "a rare label": Wanted(labels=("bear",)),
        "a camera and a label": Wanted(camera_ids=(camera_ids[0],), labels=("dog",)),
        "a camera and a rare label": Wanted(camera_ids=(camera_ids[1],), labels=("bear",)),
        "a camera without events and a label": Wanted(camera_ids=(uuid4(),), labels=("dog",)),
        "a day in the middle": Wanted(since=middle, until=middle + timedelta(days=1)),
        "unseen": Wanted(unseen=True),
    }
    for name, each in wanted.items():
        await measure(f"list: {name}", lambda each=each: page(anna, each, 50, None))  # type: ignore[misc]
    first = await page(anna, Wanted(until=middle), 50, None)
    await measure("list: a page in the middle", lambda: page(anna, Wanted(), 50, first.next_cursor))
    await measure("one event", lambda: history.service.one(anna, first.items[0].id))
    await measure("labels", history.service.labels)
    await measure("summary", lambda: history.service.summary(anna))
    await measure("summary for somebody new", lambda: history.service.summary(new))
    await measure("storage", history.service.storage)


async def main(many: int, folder: Path) -> None:
    path = folder / "bench.db"
    migrate(url_of(path))
    database = Database(url_of(path))
    async with a_history(database, folder / "media", SimulatedClock()) as history:
        camera_ids = [await history.add_camera(f"Camera {number}") for number in range(CAMERAS)]
        started = time.perf_counter()
        fill(path, many, camera_ids)
        print(f"{many} events made in {time.perf_counter() - started:.0f} s, {path.stat().st_size >> 20} MB")
        await ask_all(history, camera_ids, T0 - timedelta(seconds=15 * many))
    await database.close()


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        asyncio.run(main(count, Path(sys.argv[2])))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            asyncio.run(main(count, Path(temporary)))
