"""`make test` runs every part, fails when one failed, and pytest has the last word (F3)."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import has_ended
from tests.support.scripts import load
from tests.support.source import ROOT
from tests.support.waiting import wait_until

pytestmark = pytest.mark.covers("F3")
MAKE = """#!/bin/sh
echo "$*" > "$CALLED"
echo "== 1 failed, 9 passed in 2.00s =="
echo "make: *** [Makefile:29: test] Error 1" >&2
exit $CODE
"""


def _say(text: str, code: int) -> list[str]:
    return [sys.executable, "-c", f"print({text!r}); raise SystemExit({code})"]


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    loaded = load("suite")
    monkeypatch.setattr(loaded, "PARTS", {name: (tmp_path, _say(name, 0)) for name in ("page", "browser", "backend")})
    return loaded


def _told(suite: Any, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    return suite.main(), capfd.readouterr().out.rstrip().splitlines()


def test_all_parts_pass(suite: Any) -> None:
    assert suite.main() == 0


@pytest.mark.parametrize("part", ["page", "browser", "backend"])
def test_one_failing_part_fails_the_suite_after_all_ran(
    suite: Any, part: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    suite.PARTS[part] = (tmp_path, _say(f"{part} broke", 1))
    code, told = _told(suite, capfd)
    assert code == 1
    assert f"{part} broke" in told
    assert f"{part} FAILED" in told[-2]
    assert told[-1].startswith("backend")


def test_a_failed_part_is_named_at_the_end_with_its_last_lines(
    suite: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    suite.PARTS["page"] = (tmp_path, _say("\n".join(f"line {number}" for number in range(200)), 1))
    suite.PARTS["backend"] = (tmp_path, _say("a test\n\n== 9 passed in 2.00s ==\n", 0))
    code, told = _told(suite, capfd)
    assert code == 1
    assert told[-63:-2] == ["── page FAILED; its last lines:", *(f"line {number}" for number in range(140, 200))]
    assert told[-1] == "== 9 passed in 2.00s =="
    assert told.count("== 9 passed in 2.00s ==") == 1


def test_a_part_that_hangs_is_ended_and_fails(
    suite: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suite, "LIMIT_SECONDS", 0.5)
    hanging = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(100)'])"
    suite.PARTS["browser"] = (tmp_path, [sys.executable, "-c", hanging])
    code, told = _told(suite, capfd)
    assert code == 1
    assert "ended here: it took more than 0.5 s" in told
    assert "browser FAILED" in told[-2]


def test_what_a_part_left_behind_does_not_hold_the_suite_up(
    suite: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    leaving = (
        "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(100)']).pid)"
    )
    suite.PARTS["backend"] = (tmp_path, [sys.executable, "-c", leaving])
    code, told = _told(suite, capfd)
    assert code == 0
    wait_until(lambda: has_ended(int(told[-1])), what="the end of the child that was left behind")


def test_the_backend_comes_last() -> None:
    assert list(load("suite").PARTS)[-1] == "backend"


@pytest.mark.parametrize("code", [0, 2])
def test_ci_run_calls_make_test_and_passes_its_exit_code_on(tmp_path: Path, code: int) -> None:
    make = tmp_path / "make"
    make.write_text(MAKE)
    make.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    run = subprocess.run(
        [ROOT / ".ci" / "run"],
        cwd=tmp_path,
        env={"PATH": path, "CALLED": str(tmp_path / "called"), "CODE": str(code)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert run.returncode == code
    assert run.stdout.splitlines() == ["== 1 failed, 9 passed in 2.00s =="]
    assert (tmp_path / "called").read_text().split()[-1] == "test"


@pytest.mark.parametrize("target", ["run", "test", "check", "ci", "acceptance", "soak", "bench", "setup", "clean"])
def test_make_knows_the_target(target: str) -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=90)
    assert target in {line.split()[0] for line in listed.stdout.splitlines()}


@pytest.mark.parametrize("target", ["test-backend", "test-browser", "check", "api", "acceptance", "format"])
def test_what_developers_run_sets_up_what_it_needs_first(target: str) -> None:
    # Not as a part of the make that runs this suite, which would say so in a line of its own.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    told = subprocess.run(
        ["make", "-n", target], cwd=ROOT, env=alone, capture_output=True, text=True, check=True, timeout=90
    )
    assert told.stdout.splitlines()[0].endswith("scripts/setup.py tests")


def test_long_runs_and_browser_journeys_are_left_out_by_default(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "import pytest\n@pytest.mark.soak\ndef test_long(): ...\n"
        "@pytest.mark.browser\ndef test_page(): ...\ndef test_short(): ...\n"
    )
    config = ROOT / "backend" / "pyproject.toml"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", config, "--rootdir", tmp_path, "--collect-only", "-q", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert "test_short" in run.stdout, run.stdout + run.stderr
    assert "test_long" not in run.stdout
    assert "test_page" not in run.stdout


def test_only_the_backend_gets_the_database_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///./test.db")
    suite = load("suite")
    assert [name for name in suite.PARTS if "DATABASE_URL" in suite.environment(name)] == ["backend"]


def test_the_parts_run_beside_the_backend(suite: Any, tmp_path: Path) -> None:
    """Each waits for the other, so that one after the other would never end."""
    meet = (
        "import pathlib, sys, time\npathlib.Path(sys.argv[1]).touch()\n"
        "while not pathlib.Path(sys.argv[2]).exists(): time.sleep(0.01)"
    )
    suite.PARTS["page"] = (tmp_path, [sys.executable, "-c", meet, "a", "b"])
    suite.PARTS["backend"] = (tmp_path, [sys.executable, "-c", meet, "b", "a"])
    assert suite.main() == 0


def _place_of_a_part(suite: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str], leaving: str = "pass") -> Path:
    asks = f"import pathlib, tempfile; place = pathlib.Path(tempfile.gettempdir()); {leaving}; print(place)"
    suite.PARTS["backend"] = (tmp_path, [sys.executable, "-c", asks])
    code, told = _told(suite, capfd)
    assert code == 0
    return Path(told[-1])


@pytest.fixture
def memory(suite: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(suite, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(suite, "MOST_WRITTEN_BYTES", 1)
    monkeypatch.setattr(suite, "LEAST_AVAILABLE_BYTES", 1)
    suite.MEMORY.mkdir()
    return tmp_path / "memory"


def test_what_parts_write_goes_to_memory_and_is_gone_afterwards(
    suite: Any, memory: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (memory / "argusai-suite-99999999-killed").mkdir()
    (memory / f"argusai-suite-{os.getpid()}-running").mkdir()
    assert _place_of_a_part(suite, tmp_path, capfd, "(place / 'x').touch()").parent == memory
    assert [left.name for left in memory.iterdir()] == [f"argusai-suite-{os.getpid()}-running"]
    assert "TMPDIR" not in os.environ


@pytest.mark.parametrize("lacking", ["MOST_WRITTEN_BYTES", "LEAST_AVAILABLE_BYTES", "MEMORY"])
def test_with_little_memory_it_goes_to_the_disk(
    suite: Any, memory: Path, lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(suite, lacking, tmp_path / "none" if lacking == "MEMORY" else 1 << 62)
    assert not _place_of_a_part(suite, tmp_path, capfd).is_relative_to(tmp_path)


def test_a_place_that_was_named_is_kept(
    suite: Any, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (named := tmp_path / "named").mkdir()
    monkeypatch.setenv("TMPDIR", str(named))
    assert _place_of_a_part(suite, tmp_path, capfd) == named
    assert list(memory.iterdir()) == []
