"""Set-up steps are done once, again when their inputs change, and say what to do when they fail (F2, F3)."""

import subprocess
import sys
import threading
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


def test_a_quiet_command_is_shown_only_when_it_fails(
    setup: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    setup.run(["sh", "-c", "echo chunk-list"], tmp_path, quiet=True)
    assert capfd.readouterr() == ("", "")
    with pytest.raises(setup.StepFailed):
        setup.run(["sh", "-c", "echo first; echo last >&2; exit 3"], tmp_path, quiet=True)
    assert capfd.readouterr().err == "first\nlast\n"


def test_what_running_needs_is_pinned_as_the_tests_have_it() -> None:
    running, testing = ((ROOT / "backend" / name).read_text() for name in ("requirements-run.txt", "requirements.txt"))
    lines = [line for line in running.splitlines() if line and not line.lstrip().startswith("#")]
    assert [line for line in lines if line not in testing.splitlines()] == []
    assert [line for line in lines if line.startswith(("mypy", "pytest", "schemathesis", "ruff"))] == []
    assert any(line.startswith("fastapi==") for line in lines)


def test_the_packages_of_the_tests_are_enough_to_run(
    setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "is_done", lambda *_: True)
    monkeypatch.setattr(setup, "fetch", lambda *_: None)
    monkeypatch.setattr(setup, "make_environment", pytest.fail)
    monkeypatch.setattr(setup.node, "prepare", lambda *_: "")
    setup.set_up("run")
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "• 1 of 5 · Python packages"
    assert told[-1] == "• 5 of 5 · Demo footage"


def test_models_that_cannot_be_had_do_not_stop_the_start(
    setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "PYTHON", Path("/bin/false"))
    monkeypatch.setattr(setup, "BACKEND", tmp_path)
    setup.fetch("detection model", "models", "install")
    assert "no detection model: going on without" in capsys.readouterr().out


def test_test_modules_are_prepared_and_a_broken_one_stops_nothing(
    setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "BACKEND", tmp_path)
    monkeypatch.setattr(setup, "PYTHON", sys.executable)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    (tmp_path / "test_good.py").write_text("def test_it() -> None:\n    assert 1\n")
    (tmp_path / "test_broken.py").write_text("assert\n")
    setup.prepare_tests()
    assert [kept.name.split(".")[0] for kept in (tmp_path / "__pycache__").glob("*-pytest-*.pyc")] == ["test_good"]


def test_a_python_that_argusai_does_not_run_on_is_refused(setup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "VERSIONS", ((9, 9),))
    with pytest.raises(setup.StepFailed, match=r"3\.11 to 3\.13"):
        setup.find_python()


def test_two_at_once_take_turns(setup: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Started twice on a fresh machine, each would make the environment anew under the other."""
    told: list[str] = []

    def second() -> None:
        with setup.alone():
            told.append("second")

    with setup.alone():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        told.append("first")
    thread.join(30)
    assert told == ["first", "second"]
    assert "waiting" in capsys.readouterr().out


def test_bad_usage_is_told() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "scripts/setup.py", "all"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "usage" in run.stderr
