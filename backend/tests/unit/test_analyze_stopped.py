"""`argusai analyze` says how far it is, that it was stopped, and what it would not write (F13)."""

from pathlib import Path

import pytest
import typer

from argusai.commands import analyze
from argusai.commands.bars import progress_bar
from argusai.kit.errors import StartError
from argusai.kit.outputs import fault_of_output
from argusai.pipeline.detection.tracking.rows import TrackRows
from tests.support.commands import argusai
from tests.support.decisions import a_point
from tests.support.secrets import secret


@pytest.mark.covers("F13")
def test_ctrl_c_ends_with_130_a_line_and_the_tracks_so_far(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def interrupted(_clip: Path, _layout: object, rows: TrackRows, *_: object) -> None:
        rows.see(1, [a_point(7, confirmed=True)])
        raise KeyboardInterrupt

    monkeypatch.setattr(analyze, "_look", interrupted)
    tracks = tmp_path / "tracks.txt"
    with pytest.raises(SystemExit) as ended:
        analyze.list_events(Path("clip.mp4"), tracks=tracks)
    assert ended.value.code == 130
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"Stopped before the end: what is listed above is not all. The tracks so far are in {tracks}.\n"
    assert tracks.read_text().startswith("1,7,")


@pytest.mark.covers("F13")
def test_tracks_never_take_the_place_of_the_clip(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"footage")
    (tmp_path / "same.mp4").hardlink_to(clip)
    for tracks in (clip, tmp_path / "same.mp4"):
        with pytest.raises(typer.BadParameter, match="would be lost"):
            analyze.list_events(clip, tracks=tracks)
    assert clip.read_bytes() == b"footage"


@pytest.mark.covers("F13")
def test_a_place_for_the_tracks_is_tried_before_the_clip_is_looked_at(tmp_path: Path) -> None:
    for place in (Path("/proc/tracks.txt"), tmp_path):
        with pytest.raises(typer.BadParameter, match="cannot be written"):
            analyze.list_events(tmp_path / "none.mp4", tracks=place)


@pytest.mark.covers("F13")
def test_a_link_to_where_nothing_is_yet_stays_a_link(tmp_path: Path) -> None:
    link, target = tmp_path / "tracks.txt", tmp_path / "elsewhere.txt"
    link.symlink_to(target)
    assert fault_of_output(link, [tmp_path / "clip.mp4"]) == ""
    assert (link.is_symlink(), target.exists()) == (True, False)


@pytest.mark.covers("F13")
def test_tracks_that_do_not_fit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked(_clip: Path, _layout: object, rows: TrackRows, *_: object) -> None:
        rows.see(1, [a_point(7, confirmed=True)])

    monkeypatch.setattr(analyze, "_look", looked)
    with pytest.raises(StartError, match=r"^/dev/full: No space left on device\.$"):
        analyze.list_events(Path("clip.mp4"), tracks=Path("/dev/full"))


@pytest.mark.covers("F13", "F8")
def test_an_address_is_refused_and_not_repeated() -> None:
    done = argusai("analyze", f"rtsp://anna:{secret('analyze me not')}@camera/1")
    assert done.returncode == 2
    assert "this is an address" in done.stderr
    assert "rtsp:" not in done.stderr


@pytest.mark.covers("F13")
def test_without_a_terminal_each_tenth_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        for share in (None, 0.01, 0.09, 0.31, 0.39, 1.0):
            progress("Analysing", share)
    assert capsys.readouterr().err.splitlines() == ["Analysing", "Analysing 30 %", "Analysing 100 %"]
