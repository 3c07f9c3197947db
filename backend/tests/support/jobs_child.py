"""A program with one durable job. `python -m tests.support.jobs_child FOLDER PLACE`: it dies after its first
step the first time, and goes on the second time."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from argusai.kit.errors import Unavailable
from argusai.kit.jobs import Jobs, Steps

FOLDER, PLACE = Path(sys.argv[1]), sys.argv[2]
JOB_ID = "event:describe:1"


async def note(line: str) -> str:
    with (FOLDER / "done").open("a") as file:
        file.write(line + "\n")
    return line


async def die_once() -> None:
    if not (FOLDER / "died").exists():
        (FOLDER / "died").touch()
        os._exit(9)


async def job(steps: Steps, name: str) -> Any:
    first = await steps.run("first", note, f"first {name}")
    await steps.run("between", die_once)
    second = await steps.run("second", note, f"second {name}")
    return [first, second]


async def refuse(jobs: Jobs, place: Path) -> None:
    """A broken file ends nothing, and once it is gone all is well."""
    await asyncio.to_thread(place.write_bytes, b"no database" * 1_000)
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"jobs\.db cannot be used"):
            await jobs.launch()
    await asyncio.to_thread(place.unlink)


async def main() -> None:
    jobs = Jobs(PLACE if "://" in PLACE else Path(PLACE))
    jobs.add("noting", job)
    assert not jobs.launched
    if "://" not in PLACE and not (FOLDER / "done").exists():
        await refuse(jobs, Path(PLACE))
    started = await jobs.start("noting", JOB_ID, "thing")
    again = await jobs.start("noting", JOB_ID, "other")
    assert await started.result() == await again.result() == ["first thing", "second thing"]
    assert await jobs.forget(4e9) == 1
    await jobs.close()


if __name__ == "__main__":
    asyncio.run(main())
