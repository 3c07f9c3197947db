"""The workflow files, read as GitHub reads them."""

from typing import Any

import yaml

from tests.support.source import ROOT

FOLDER = ROOT / ".github" / "workflows"
CI, E2E = FOLDER / "ci.yml", FOLDER / "e2e.yml"
Step = dict[str, Any]
Job = dict[str, Any]


def read(name: str) -> dict[Any, Any]:
    """`ci.yml` or another file. YAML 1.1 reads the key `on` as true, so it is named `on` here again."""
    loaded: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text())
    loaded["on"] = loaded.pop(True)
    return loaded


def job(name: str) -> Job:
    found: Job = read("ci.yml")["jobs"][name]
    return found


def step(job_name: str, command: str) -> Step:
    """The one step of a job of ci.yml that runs exactly `command`."""
    (found,) = [each for each in job(job_name)["steps"] if each.get("run", "").strip() == command]
    return dict(found)


def action(job_name: str, uses: str) -> Step:
    """The one step of a job of ci.yml that uses exactly `uses`."""
    (found,) = [each for each in job(job_name)["steps"] if each.get("uses") == uses]
    return dict(found)


def backend_pytest() -> Step:
    """The step that runs the backend's tests."""
    (found,) = [each for each in job("backend-tests")["steps"] if each.get("run", "").startswith("pytest")]
    return dict(found)
