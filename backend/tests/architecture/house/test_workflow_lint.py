"""The workflow files are linted by three tools, and each tool is seen to find a fault (F28)."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source import ROOT
from tests.support.workflows import CI

pytestmark = pytest.mark.covers("F28")
BIN = Path(sys.executable).parent
SCHEMA = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
ACTIONLINT = [str(BIN / "actionlint")]
ZIZMOR = [str(BIN / "zizmor"), "--offline", "--no-progress"]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The workflows and the tools' configuration in a folder of their own."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    shutil.copy(ROOT / "zizmor.yml", tmp_path)
    _run(["git", "init", "-q"], tmp_path)
    return tmp_path


def test_actionlint_finds_nothing(copy: Path) -> None:
    run = _run(ACTIONLINT, copy)
    assert run.returncode == 0, run.stdout


def test_the_schema_fits() -> None:
    run = _run([*SCHEMA, *map(str, sorted(CI.parent.glob("*.yml")))], ROOT)
    assert run.returncode == 0, run.stdout


def test_zizmor_finds_nothing(copy: Path) -> None:
    run = _run([*ZIZMOR, "."], copy)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    ("command", "right", "wrong"),
    [
        (ACTIONLINT, "runs-on: ubuntu-latest", "runs-on: ubuntu-oldest"),
        ([*SCHEMA, ".github/workflows/ci.yml"], "timeout-minutes: 10", "timeout-minutes: soon"),
        ([*ZIZMOR, "."], "run: npm ci", "run: echo ${{ github.event.pull_request.title }}"),
        ([*ZIZMOR, "."], "actions/checkout@v4", "actions/checkout"),
    ],
)
def test_a_fault_is_found(copy: Path, command: list[str], right: str, wrong: str) -> None:
    workflow = copy / ".github/workflows/ci.yml"
    assert right in workflow.read_text()
    workflow.write_text(workflow.read_text().replace(right, wrong))
    assert _run(command, copy).returncode != 0
