"""Ctrl-C in the first moments of a command, when it is still being loaded (F2)."""

import signal
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from argusai import cli

pytestmark = pytest.mark.covers("F2", "F7")


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    # A shell starts what runs in the background with the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_a_command_that_is_stopped_while_it_loads_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_name: str) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(cli, "_load", interrupted)
    with pytest.raises(SystemExit) as ended:
        cli.main([name])
    assert (ended.value.code, capsys.readouterr().err) == (130, "Stopped.\n")


@pytest.mark.parametrize("name", ["capture-child", "sent-child"])
def test_a_child_leaves_it_to_its_parent_from_its_first_moment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would tell its whole traceback to the log of a program that ends as it should."""
    ran: list[str] = []

    def interrupted(_name: str) -> SimpleNamespace:
        signal.raise_signal(signal.SIGINT)
        return SimpleNamespace(main=lambda arguments: ran.extend(arguments))

    monkeypatch.setattr(cli, "_load", interrupted)
    cli.main([name, "--fd"])
    assert ran == ["--fd"]
