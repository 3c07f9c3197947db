"""Set-up steps are done once, again when their inputs change, and say what to do when they fail (F2, F3)."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load
from tests.support.source import ROOT

pytestmark = pytest.mark.covers("F2", "F3")


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, working on an empty folder."""
    loaded = load("setup")
    monkeypatch.setattr(loaded, "ROOT", tmp_path)
    monkeypatch.setattr(loaded, "STAMPS", tmp_path / ".stamps")
    return loaded


class Step:
    """A step with one input and one result, which counts how often it was done."""

    def __init__(self, setup: Any, folder: Path) -> None:
        self._setup, self.input, self.result = setup, folder / "input.txt", folder / "result.txt"
        self.input.write_text("1")
        self.times = 0

    def once(self) -> None:
        self._setup.once("Step", [self.input], self.result, self._work)

    def _work(self) -> None:
        self.times += 1
        self.result.touch()


@pytest.fixture
def step(setup: Any, tmp_path: Path) -> Step:
    return Step(setup, tmp_path)


def test_a_step_is_done_once(step: Step) -> None:
    step.once()
    step.once()
    assert step.times == 1


def test_a_step_is_done_again_when_its_input_changed(step: Step) -> None:
    step.once()
    step.input.write_text("2")
    step.once()
    assert step.times == 2


def test_a_step_is_done_again_when_its_result_is_gone(step: Step) -> None:
    step.once()
    step.result.unlink()
    step.once()
    assert step.times == 2


def test_a_step_that_failed_is_done_again(setup: Any, step: Step) -> None:
    def fail() -> None:
        raise setup.StepFailed("no network")

    with pytest.raises(setup.StepFailed):
        setup.once("Step", [step.input], step.result, fail)
    step.once()
    assert step.times == 1


def test_a_failing_command_is_tried_again_and_then_named(
    setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(setup.time, "sleep", waits.append)
    with pytest.raises(setup.StepFailed, match=r"false failed \(exit code 1\)"):
        setup.run(["false"], tmp_path, tries=3)
    assert len(waits) == 2


def test_models_that_cannot_be_had_do_not_stop_the_start(
    setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "PYTHON", Path("/bin/false"))
    monkeypatch.setattr(setup, "BACKEND", tmp_path)
    setup.fetch("detection model", "models", "install")
    assert "no detection model: going on without" in capsys.readouterr().out


def test_a_python_that_argusai_does_not_run_on_is_refused(setup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "VERSIONS", ((9, 9),))
    with pytest.raises(setup.StepFailed, match=r"3\.11 to 3\.13"):
        setup.find_python()


def test_bad_usage_is_told() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "scripts/setup.py", "all"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "usage" in run.stderr
