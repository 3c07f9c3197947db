"""`argusai evaluate` on a few composed clips, with the real model; and what it says of wrong folders."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from argusai.commands.evaluate import main
from argusai.demo.pause import empty_scene
from argusai.evaluation.compose.make import HALVES, Order, compose, orders
from argusai.evaluation.compose.nuisances import NUISANCES
from argusai.evaluation.compose.people import BY_NAME
from argusai.evaluation.compose.pyav_video import read_frames
from argusai.evaluation.compose.scenes import SCENES
from argusai.evaluation.compose.shot import SPOTS, STANDING, WALKERS, WAYS, Footage
from argusai.kit.errors import StartError
from tests.support.footage import courtyard, model

Said = Callable[[], str]
FULL = Path("/dev/full")


@pytest.fixture(scope="session")
def footage() -> Footage:
    frames = read_frames(courtyard())
    return Footage(frames, empty_scene(frames[::40]))


@pytest.fixture(scope="session")
def clips(footage: Footage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody walks, nothing happens, and the sun comes and goes."""
    folder = tmp_path_factory.mktemp("set")
    chosen = [
        Order("single", "single", "tune", 8.0, (SCENES["single"],)),
        Order("empty", "empty", "tune", 2.0, (SCENES["empty"],)),
        Order("clouds-alone", "clouds", "tune", 3.0, (NUISANCES["clouds"],)),
    ]
    compose(folder, chosen, footage)
    return folder


def evaluate(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    return int(ended.value.code or 0)


@pytest.mark.covers("E13", "E30")
def test_the_same_order_makes_the_same_file_and_the_walker_is_found_and_the_rest_is_silent(
    clips: Path, footage: Footage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One test, as another process would read all of the footage once more."""
    _is_made_alike(footage, tmp_path)
    model()
    assert evaluate(clips, "--json", tmp_path / "out.json", "--cache", tmp_path / "cache") == 0
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows[2:]] == ["clouds", "empty", "single", "overall"]
    assert dict(zip(rows[0], rows[4], strict=True)) | {"recall": "1.00", "false": "0"} == dict(
        zip(rows[0], rows[4], strict=True)
    )
    told = json.loads((tmp_path / "out.json").read_text())["default"]
    assert (told["overall"]["recall"], told["overall"]["false_events"]) == (1, 0)
    assert 0 < told["clips"]["single.mp4"]["figures"]["latency_worst_seconds"] < 3
    assert told["clips"]["single.mp4"]["figures"]["idf1"] > 0.5
    assert told["overall"]["nuisance_hours"] == pytest.approx(5 / 3600, rel=0.1)
    assert told["overall"]["looks_per_second"] > 0
    assert told["overall"]["remembered_looks"] == 0


@pytest.mark.covers("E13")
def test_a_clip_whose_name_is_no_text_is_written_too(
    clips: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model()
    name = os.fsdecode(b"caf\xe9.mp4")
    try:
        shutil.copy(clips / "empty.mp4", tmp_path / name)
    except OSError:
        pytest.skip("this file system takes no such name")
    (tmp_path / name).with_suffix(".json").write_text('{"visits": []}')
    assert evaluate(tmp_path, "--json", tmp_path / "out.json") == 0
    assert list(json.loads((tmp_path / "out.json").read_text("utf-8"))["default"]["clips"]) == [name]
    assert "| overall" in capsys.readouterr().out


@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
@pytest.mark.covers("E13")
def test_a_report_that_cannot_be_written_does_not_lose_the_table(
    clips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model()
    with pytest.raises(StartError, match="cannot be written"):
        main([str(clips), "--only", "empty", "--json", str(FULL)])
    assert "| overall" in capsys.readouterr().out


@pytest.mark.soak  # it looks at the clips twice more
@pytest.mark.covers("E13")
def test_two_settings_are_compared_and_the_cache_spares_the_detector(
    clips: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model()
    strict = tmp_path / "strict.env"
    strict.write_text("ARGUSAI_TRACKING__CONFIRM_SCORE=0.99\n")
    arguments = (clips, "--only", "single", "--against", strict, "--json", tmp_path / "out.json")
    assert evaluate(*arguments, "--cache", tmp_path / "cache") == 0
    out = capsys.readouterr().out
    assert "| default " in out
    assert "| strict.env" in out
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["default"]["overall"]["recall"], told["strict.env"]["overall"]["recall"]) == (1, 0)
    assert told["strict.env"]["overall"]["remembered_looks"] > 0.5


def _is_made_alike(footage: Footage, tmp_path: Path) -> None:
    [order] = [each for each in orders("tune") if each.name == "rain-walker"]
    short = Order(order.name, order.kind, order.half, 0.2, order.recipes)
    for name in ("one", "other"):
        compose(tmp_path / name, [short], footage)
    for ending in ("mp4", "json"):
        one, other = ((tmp_path / name / f"rain-walker.{ending}").read_bytes() for name in ("one", "other"))
        assert one == other


@pytest.mark.covers("E13")
def test_the_halves_have_enough_clips_and_share_neither_walkers_nor_ways() -> None:
    names = [order.name for order in orders("tune")]
    assert len(names) == len(set(names)) >= 30
    assert names == [order.name for order in orders("held-back")]
    for half in HALVES:
        assert {BY_NAME[name].half for name in (*WALKERS[half], *STANDING[half])} == {half}
    assert not set(WAYS["tune"]) & set(WAYS["held-back"])
    assert not set(SPOTS["tune"]) & set(SPOTS["held-back"])


@pytest.mark.covers("E13")
@pytest.mark.parametrize("content", ["{", '{"visits": [{"label": "ghost", "start": 0, "end": 1}]}'])
def test_a_wrong_label_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.mp4").write_bytes(b"no video")
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(StartError, match=r"a\.json: "):
        main([str(tmp_path)])


@pytest.mark.covers("E13")
def test_a_clip_that_is_no_video_is_named(tmp_path: Path) -> None:
    model()
    (tmp_path / "a.mp4").write_bytes(b"no video")
    (tmp_path / "a.json").write_text('{"visits": []}')
    with pytest.raises(StartError, match=r"a\.mp4: "):
        main([str(tmp_path)])


@pytest.mark.covers("E13")
def test_settings_that_are_wrong_or_missing_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"")
    (tmp_path / "a.json").write_text('{"visits": []}')
    with pytest.raises(StartError, match="There is no file"):
        main([str(tmp_path), "--settings", str(tmp_path / "none.env")])
    (tmp_path / "bad.env").write_text("ARGUSAI_TRACKING__CONFIRM_SCORE=7\n")
    with pytest.raises(StartError, match="ARGUSAI_TRACKING__CONFIRM_SCORE"):
        main([str(tmp_path), "--settings", str(tmp_path / "bad.env")])


@pytest.mark.covers("E13")
def test_settings_that_have_no_part_in_it_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model()
    (tmp_path / "a.mp4").write_bytes(b"no video")
    (tmp_path / "a.json").write_text('{"visits": []}')
    (tmp_path / "fps.env").write_text(
        "ARGUSAI_CAPTURE__ANALYSED_FPS=2\nARGUSAI_TRACKING__CONFIRM_SCORE=0.6\nARGUSAI_OBJECTS__LOOKS_PER_SECOND=3\n"
    )
    with pytest.raises(StartError, match=r"a\.mp4: "):
        main([str(tmp_path), "--against", str(tmp_path / "fps.env")])
    said = capsys.readouterr().err
    assert "change nothing here: ARGUSAI_CAPTURE__ANALYSED_FPS, ARGUSAI_OBJECTS__LOOKS_PER_SECOND\n" in said
    assert "CONFIRM_SCORE" not in said


@pytest.mark.covers("E13")
@pytest.mark.parametrize("arguments", [[], ["clips", "--jobs", "0"], ["clips", "--json", "no/folder/out.json"]])
def test_bad_usage_is_exit_code_two(arguments: list[str]) -> None:
    assert evaluate(*arguments) == 2


@pytest.mark.covers("E13")
@pytest.mark.parametrize("output", ["a.json", "a.mp4", "strict.env"])
def test_what_is_to_be_looked_at_is_not_overwritten(tmp_path: Path, output: str) -> None:
    for name in ("a.json", "a.mp4", "strict.env"):
        (tmp_path / name).write_text("mine")
    assert evaluate(tmp_path, "--settings", tmp_path / "strict.env", "--json", tmp_path / output) == 2
    assert (tmp_path / output).read_text() == "mine"
