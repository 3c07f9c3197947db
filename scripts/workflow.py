"""Runs the very steps that a workflow file holds, on this machine, in the set-up environment (`make ci`).

usage: python scripts/workflow.py [.github/workflows/ci.yml]

Steps that use an action of GitHub's (checkout, set-up, cache, upload) are named and passed over. Secrets come from
environment variables of the same name; one that is not set is empty, as on a fork.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
_EXPRESSION = re.compile(r"\$\{\{\s*(?P<context>\w+)\.(?P<name>[\w.-]+)\s*\}\}")
# How GitHub runs a `run:` step on Linux when no shell is named.
SHELL = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")


class UnknownExpression(Exception):
    """The step needs something that only GitHub can tell."""


def evaluate(text: str, environment: dict[str, str]) -> str:
    """`text` with `${{ secrets.X }}` and `${{ env.X }}` filled in. Raises UnknownExpression for any other."""

    def fill(found: re.Match[str]) -> str:
        if found["context"] not in {"secrets", "env"}:
            raise UnknownExpression(found[0])
        return environment.get(found["name"], "")

    filled = _EXPRESSION.sub(fill, text)
    if "${{" in filled:
        raise UnknownExpression(text)
    return filled


def folder_of(job: dict[str, Any], step: dict[str, Any]) -> str:
    """Where a step runs, relative to the root of the tree."""
    default = job.get("defaults", {}).get("run", {}).get("working-directory", ".")
    return str(step.get("working-directory", default))


def environment_of(step: dict[str, Any], base: dict[str, str]) -> dict[str, str]:
    return {**base, **{name: evaluate(str(value), base) for name, value in step.get("env", {}).items()}}


def run_job(name: str, job: dict[str, Any], base: dict[str, str]) -> list[str]:
    """The steps that failed: none, or the first one, after which the rest of the job is not run."""
    for step in job["steps"]:
        title = f"{name} · {step.get('name', step.get('run', step.get('uses')))}"
        if "run" not in step:
            print(f"── {title}: {step['uses']} is GitHub's part", flush=True)
            continue
        print(f"── {title}\n   $ {step['run'].strip()}", flush=True)
        command = [*SHELL, evaluate(step["run"], base)]
        folder = ROOT / folder_of(job, step)
        if subprocess.run(command, cwd=folder, env=environment_of(step, base), check=False).returncode:
            return [title]
    return []


def main() -> int:
    path = Path(sys.argv[1]) if sys.argv[1:] else ROOT / ".github" / "workflows" / "ci.yml"
    workflow = yaml.safe_load(path.read_text())
    base = {**os.environ, "CI": "true"}
    failed = [title for name, job in workflow["jobs"].items() for title in run_job(name, job, base)]
    for title in failed:
        print(f"FAILED: {title}", file=sys.stderr)
    if not failed:
        print(f"every job of {path.name} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
