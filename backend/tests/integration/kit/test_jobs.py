"""Durable jobs survive kill -9, run once, and cost nothing before they are needed (D1)."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from argusai.kit.db import server_of
from argusai.kit.jobs import Jobs, Steps

pytestmark = pytest.mark.covers("D1")


async def _child(*arguments: str) -> tuple[int | None, str]:
    child = await asyncio.create_subprocess_exec(sys.executable, *arguments, stderr=asyncio.subprocess.PIPE)
    _, said = await child.communicate()
    return child.returncode, said.decode()


async def test_a_killed_job_goes_on_where_it_was_and_each_step_counts_once(either_url: URL, tmp_path: Path) -> None:
    place = server_of(either_url) or str(tmp_path / "jobs.db")
    code, said = await _child("-m", "tests.support.jobs_child", str(tmp_path), place)
    assert code == 9, said
    assert (tmp_path / "done").read_text().splitlines() == ["first thing"]
    code, said = await _child("-m", "tests.support.jobs_child", str(tmp_path), place)
    assert code == 0, said
    assert (tmp_path / "done").read_text().splitlines() == ["first thing", "second thing"]
    if "://" in place:
        return
    with closing(sqlite3.connect(tmp_path / "jobs.db")) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert (tmp_path / "jobs.db").stat().st_mode & 0o077 == 0


async def test_nothing_is_loaded_before_a_job_needs_it(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from argusai.kit.jobs import Jobs\n"
        "async def main():\n"
        "    jobs = Jobs(Path(sys.argv[1])); await jobs.forget(0); await jobs.close()\n"
        "    print('dbos' in sys.modules or Path(sys.argv[1]).exists(), file=sys.stderr)\n"
        "asyncio.run(main())"
    )
    assert await _child("-c", program, str(tmp_path / "jobs.db")) == (0, "False\n")


async def test_a_kind_is_added_once(tmp_path: Path) -> None:
    async def job(steps: Steps) -> None: ...

    jobs = Jobs(tmp_path / "jobs.db")
    jobs.add("noting", job)
    with pytest.raises(RuntimeError):
        jobs.add("noting", job)
