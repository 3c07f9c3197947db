"""`make ci` runs the very steps that a workflow file holds (F3)."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load
from tests.support.source import ROOT

pytestmark = pytest.mark.covers("F3")
SCRIPT = ROOT / "scripts" / "workflow.py"


@pytest.fixture(scope="module")
def workflow() -> Any:
    return load("workflow")


@pytest.mark.parametrize(
    ("text", "filled"),
    [("${{ secrets.KEY }}", "k"), ("a ${{secrets.KEY}} b", "a k b"), ("${{ secrets.NONE }}", ""), ("plain", "plain")],
)
def test_secrets_come_from_the_environment(workflow: Any, text: str, filled: str) -> None:
    assert workflow.evaluate(text, {"KEY": "k"}) == filled


@pytest.mark.parametrize("text", ["${{ github.sha }}", "${{ secrets.KEY || 'x' }}"])
def test_what_only_github_knows_is_an_error(workflow: Any, text: str) -> None:
    with pytest.raises(workflow.UnknownExpression):
        workflow.evaluate(text, {"KEY": "k"})


def test_a_step_works_in_the_folder_of_its_job_or_its_own(workflow: Any) -> None:
    job = {"defaults": {"run": {"working-directory": "backend"}}}
    assert workflow.folder_of(job, {}) == "backend"
    assert workflow.folder_of(job, {"working-directory": "docs"}) == "docs"
    assert workflow.folder_of({}, {}) == "."


def _run(tmp_path: Path, steps: str) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "flow.yml"
    file.write_text(f"jobs:\n  first:\n    steps:\n{steps}  second:\n    steps:\n      - run: echo second-ran\n")
    return subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True, check=False, timeout=90)


def test_steps_run_in_order_with_their_environment(tmp_path: Path) -> None:
    run = _run(tmp_path, "      - uses: actions/checkout@v4\n      - run: echo got-$X\n        env:\n          X: 7\n")
    assert run.returncode == 0, run.stderr
    assert "got-7" in run.stdout
    assert "actions/checkout@v4 is GitHub's part" in run.stdout
    assert "every job of flow.yml passed" in run.stdout


def test_a_failing_step_ends_its_job_and_fails_the_run_but_not_the_other_job(tmp_path: Path) -> None:
    run = _run(tmp_path, "      - run: exit 3\n      - run: echo never-ran\n")
    assert run.returncode == 1
    assert "\nnever-ran" not in run.stdout
    assert "second-ran" in run.stdout
    assert "FAILED: first" in run.stderr


def test_a_failure_inside_a_pipe_counts_as_on_github(tmp_path: Path) -> None:
    assert _run(tmp_path, "      - run: exit 3 | cat\n").returncode == 1
