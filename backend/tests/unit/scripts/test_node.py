"""Node.js comes from the machine when it is new enough, else from PyPI (F2)."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load

pytestmark = pytest.mark.covers("F2")


@pytest.fixture(scope="module")
def node() -> Any:
    return load("node")


def _machine(folder: Path, version: str, *names: str) -> str:
    folder.mkdir()
    for name in names:
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    ("version", "good"),
    [("v20.19.0", True), ("v22.1.0", True), ("v20.18.9", False), ("v18.20.0", False), ("garbage", False), ("", False)],
)
def test_the_machines_node_has_to_be_new_enough(node: Any, tmp_path: Path, version: str, good: bool) -> None:
    assert node.machine_has_node(_machine(tmp_path / "bin", version, "node", "npm")) is good


def test_a_node_without_npm_does_not_do(node: Any, tmp_path: Path) -> None:
    assert not node.machine_has_node(_machine(tmp_path / "bin", "v22.0.0", "node"))


def test_no_node_at_all(node: Any, tmp_path: Path) -> None:
    assert not node.machine_has_node(str(tmp_path))


def test_the_one_from_pypi_runs_with_its_npm(node: Any, tmp_path: Path) -> None:
    node.write_commands(tmp_path / "bin", Path(sys.executable))
    for name in ("node", "npm", "npx"):
        told = subprocess.run(
            [tmp_path / "bin" / name, "--version"],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "HOME": str(tmp_path)},
        )
        assert told.stdout.strip().lstrip("v").split(".")[0].isdigit()


def test_an_old_machine_gets_the_one_from_pypi(node: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = _machine(tmp_path / "old", "v18.0.0", "node", "npm")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{old}:/usr/bin:/bin")
    monkeypatch.setattr(node, "machine_has_node", lambda search: str(tmp_path / "bin") in search)
    assert node.prepare(tmp_path / "bin", Path(sys.executable)) == "Node.js from PyPI"
    assert (tmp_path / "bin" / "npm").is_file()
