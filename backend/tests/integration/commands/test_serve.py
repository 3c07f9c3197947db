"""`argusai serve` does not live on half dead."""

import asyncio
from pathlib import Path

import pytest

from argusai.accounts.keys.service import ApiKeys
from argusai.commands.serve import Server
from argusai.kit.errors import StartError
from tests.support.commands import argusai


@pytest.mark.covers("F15", "N13")
@pytest.mark.parametrize(
    ("late", "fault", "said"),
    [
        (True, ExceptionGroup("", [ValueError("unforeseen")]), "A part of ArgusAI failed (ValueError), so all"),
        (False, StartError("Another one took the database."), "argusai: Another one took"),
    ],
)
def test_a_loop_that_dies_ends_the_program_with_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    late: bool,
    fault: Exception,
    said: str,
) -> None:
    ready = asyncio.Event()
    if not late:
        ready.set()

    async def dies(_self: object) -> None:
        await ready.wait()
        raise fault

    monkeypatch.setattr(ApiKeys, "run", dies)
    monkeypatch.setattr(Server, "_announce", lambda _self, _port: ready.set())
    done = argusai("serve", "--port", "0", ARGUSAI_DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "Stopped." not in done.stderr


@pytest.mark.covers("F4")
def test_a_host_that_no_machine_can_have_is_refused_with_a_sentence() -> None:
    done = argusai("serve", "--host", "a..b")
    assert (done.returncode, "“a..b” is no address of this machine" in done.stderr) == (1, True), done.stderr


@pytest.mark.covers("F15")
def test_stopped_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "_announce", lambda self, _port: setattr(self, "should_exit", True))
    done = argusai("serve", "--port", "0", ARGUSAI_DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "Stopped."), done.stderr
