"""`argusai analyze` says that it was stopped (F13)."""

from pathlib import Path

import pytest

from argusai.commands import analyze


@pytest.mark.covers("F13")
def test_ctrl_c_ends_with_130_and_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(analyze, "_look", interrupted)
    with pytest.raises(SystemExit) as ended:
        analyze.list_events(Path("clip.mp4"))
    assert ended.value.code == 130
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Stopped before the end")
