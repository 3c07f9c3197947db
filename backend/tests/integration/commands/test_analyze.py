"""`argusai analyze` on real footage with the real model; once as a person starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import argusai
from tests.support.footage import courtyard, cut, model
from tests.support.video import Recipe, make_clip


@pytest.mark.covers("F13")
def test_the_courtyard_lists_people_and_nothing_invented(tmp_path: Path) -> None:
    model()
    clip = cut(courtyard(), tmp_path / "yard.mp4", 1, 30)
    command = [sys.executable, "-m", "argusai", "analyze", str(clip), "--format", "jsonl", "--every-frame"]
    tracks = ["--tracks", str(tmp_path / "tracks.txt")]
    done = subprocess.run([*command, *tracks], capture_output=True, text=True, timeout=110, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stderr
    event = json.loads(done.stdout)
    assert list(event) == ["start", "end", "labels", "description", "tracks", "reported_at"]
    assert event["labels"] == ["person"]
    assert 0 <= event["start"] < 1
    assert event["start"] < event["reported_at"] <= event["end"] <= 3
    assert "people" in event["description"]
    rows = [line.split(",") for line in (tmp_path / "tracks.txt").read_text().splitlines()]
    assert {len(row) for row in rows} == {7}
    assert {int(row[1]) for row in rows} >= set(event["tracks"])
    frames = [int(row[0]) for row in rows]
    assert frames == sorted(frames)
    assert 1 <= frames[0] <= 5
    assert frames[-1] == 30
    assert set(range(10, 31)) <= set(frames)  # every frame was looked at


@pytest.mark.covers("F13")
def test_a_reader_who_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    model()
    clip = cut(courtyard(), tmp_path / "yard.mp4", 1, 12)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "argusai", "analyze", str(clip)], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
    assert b"argusai:" not in done.stderr
    tracks = tmp_path / "tracks.txt"
    asked = [sys.executable, "-m", "argusai", "analyze", str(clip), "--tracks", str(tracks)]
    assert subprocess.run(asked, stdout=writing, stderr=writing, check=False).returncode == 0
    assert "\n12,1," in tracks.read_text()  # a file that was asked for is written all the same
    os.close(writing)


@pytest.mark.covers("F13")
def test_a_clip_where_nothing_happens_has_no_events(tmp_path: Path) -> None:
    model()
    still = make_clip(tmp_path / "still.mp4", Recipe(seconds=1))
    as_text, as_json = argusai("analyze", still), argusai("analyze", still, "--format", "jsonl")
    assert (as_text.returncode, as_text.stdout) == (0, "No events.\n")
    assert (as_json.returncode, as_json.stdout) == (0, "")


@pytest.mark.covers("F13", "F30")
@pytest.mark.parametrize("content", [b"", b"no video at all", None])
def test_an_unreadable_file_is_said_clearly(tmp_path: Path, content: bytes | None) -> None:
    model()
    clip = tmp_path / "clip.mp4"
    if content is not None:
        clip.write_bytes(content)
    done = argusai("analyze", clip)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{clip} cannot be read" in done.stderr
    assert "address" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.covers("F13")
def test_the_file_is_looked_for_before_the_model(tmp_path: Path) -> None:
    missing, empty = tmp_path / "nope.mp4", str(tmp_path / "empty")
    done = argusai("analyze", missing, ARGUSAI_CACHE_DIR=empty)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{missing} cannot be read: there is no such file." in done.stderr
    assert "models install" not in done.stderr
    assert f"{tmp_path} cannot be read: it is a folder." in argusai("analyze", tmp_path, ARGUSAI_CACHE_DIR=empty).stderr


@pytest.mark.covers("F13")
@pytest.mark.parametrize(
    "arguments", [[], ["clip.mp4", "--format", "xml"], ["clip.mp4", "--tracks", "no/folder/t.txt"]]
)
def test_bad_usage_is_exit_code_two(arguments: list[str]) -> None:
    done = argusai("analyze", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.covers("F13")
def test_help_and_faults_are_in_plain_words() -> None:
    assert "<bool>" not in argusai("analyze", "--help").stdout.split("--help")[0]
    fault = argusai("analyze", "clip.mp4", "--format", "xml").stderr
    assert "it is text or jsonl, not xml" in fault
    assert "Value error" not in fault


@pytest.mark.covers("F30")
def test_a_clip_cut_in_mid_frame_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    model()
    clip = make_clip(tmp_path / "whole.ts", Recipe(seconds=2))
    short = tmp_path / "short.ts"
    short.write_bytes(clip.read_bytes()[: clip.stat().st_size * 2 // 3])
    assert argusai("analyze", short, "--format", "jsonl").returncode == 0


@pytest.mark.covers("F12")
def test_a_missing_model_names_the_command(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", Recipe(seconds=1))
    done = argusai("analyze", clip, ARGUSAI_CACHE_DIR=str(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "argusai models install" in done.stderr


@pytest.mark.covers("F12")
def test_the_models_are_listed_with_their_licences(tmp_path: Path) -> None:
    model()
    assert "Apache-2.0" in argusai("models", "list").stdout
    empty = argusai("models", "list", ARGUSAI_CACHE_DIR=str(tmp_path / "empty"))
    assert (empty.returncode, empty.stdout) == (0, "")
    assert "argusai models install" in empty.stderr
    assert argusai("models", "install").returncode == 0


@pytest.mark.covers("F12", "F4")
def test_models_are_where_the_env_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for `argusai serve`."""
    model()
    monkeypatch.delenv("ARGUSAI_CACHE_DIR", raising=False)
    (tmp_path / ".env").write_text(f"ARGUSAI_CACHE_DIR={tmp_path / 'empty'}\n")
    assert argusai("models", "list").stdout == ""


@pytest.mark.covers("F2")
def test_the_demo_is_prepared_by_a_command(tmp_path: Path) -> None:
    clip = courtyard().with_name("courtyard-demo.mp4")
    assert str(clip) in argusai("demo", "prepare").stderr
    nothing = {"ARGUSAI_CACHE_DIR": str(tmp_path / "empty"), "PATH": str(tmp_path), "PIP_NO_INDEX": "1"}
    missing = argusai("demo", "prepare", **nothing)
    assert missing.returncode == 1
    assert "could not be had" in missing.stderr
