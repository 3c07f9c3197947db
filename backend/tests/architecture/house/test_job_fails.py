"""A failing test, or too little coverage, fails the job: the job's own command is run on small suites (F24, F26)."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.scripts import load
from tests.support.source import BACKEND
from tests.support.workflows import backend_pytest

PASSING = "from argusai import see\n\ndef test_see():\n    assert see() == 1\n"
FAILING = PASSING + "\ndef test_wrong():\n    assert see() == 2\n"
COVERED = "def see():\n    return 1\n"
BARE = COVERED + "\ndef unseen(x):\n" + "    x += 1\n" * 20


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A folder like `backend`, with the project's own pytest and coverage configuration, and an empty suite."""
    shutil.copy(BACKEND / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "argusai").mkdir()
    return tmp_path


def _run_job(suite: Path, tests: str, package: str) -> subprocess.CompletedProcess[str]:
    """The step exactly as GitHub runs it, without any secret, as on a fork."""
    (suite / "tests" / "test_small.py").write_text(tests)
    (suite / "argusai" / "__init__.py").write_text(package)
    workflow = load("workflow")
    step = backend_pytest()
    outside = {name: text for name, text in os.environ.items() if not name.startswith(("COV_", "PYTEST_"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = workflow.environment_of(step, {**outside, "PATH": path})
    command = [*workflow.SHELL, step["run"]]
    return subprocess.run(command, cwd=suite, env=environment, capture_output=True, text=True, check=False, timeout=100)


@pytest.mark.covers("F24")
def test_a_failing_test_fails_the_job(suite: Path) -> None:
    run = _run_job(suite, FAILING, COVERED)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "1 failed, 1 passed" in run.stdout


@pytest.mark.covers("F24", "F26")
def test_a_passing_suite_passes_and_prints_its_coverage(suite: Path) -> None:
    run = _run_job(suite, PASSING, COVERED)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "TOTAL" in run.stdout
    assert (suite / "coverage.xml").is_file()


@pytest.mark.covers("F26")
def test_too_little_coverage_fails_the_job(suite: Path) -> None:
    run = _run_job(suite, PASSING, BARE)
    assert run.returncode != 0
    assert "Required test coverage of 85" in run.stdout + run.stderr


@pytest.mark.covers("F26")
def test_the_floor_only_rises() -> None:
    project = tomllib.loads((BACKEND / "pyproject.toml").read_text())
    assert project["tool"]["coverage"]["report"]["fail_under"] >= 85
