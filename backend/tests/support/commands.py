"""`argusai …` inside the test's own process: the same code from its beginning, without loading the libraries each time.
What is about processes (signals, terminals, being killed) starts a real one: tests/support/server.py."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from argusai.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def argusai(*arguments: str | Path, typed: str = "", **environment: str) -> Done:
    """To its end. `typed`: what the person types. `environment`: besides that of the test."""
    out, said, code = io.StringIO(), io.StringIO(), 0
    with (
        patch.dict(os.environ, environment),
        patch("sys.stdin", io.StringIO(typed)),
        redirect_stdout(out),
        redirect_stderr(said),
    ):
        try:
            copy_context().run(main, [str(each) for each in arguments])  # as a process of its own has one
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return Done(code, out.getvalue(), said.getvalue())
