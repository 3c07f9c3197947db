"""A disk that fills while a clip is written: the clip stops, nothing else does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import av
import pytest

from argusai.pipeline.capture.streams.pyav.clips import probe_clip
from tests.support.video import Recipe, make_clip

pytestmark = pytest.mark.covers("F30")


def record(tmp_path: Path, most: int) -> tuple[dict[str, object], str]:
    source = make_clip(tmp_path / "source.mp4", Recipe(seconds=12))
    media = tmp_path / "media"
    media.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.small_disk", str(source), str(media), str(most)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer, done.stderr


def test_what_was_written_before_is_kept_and_plays(tmp_path: Path) -> None:
    answer, log = record(tmp_path, 200_000)
    assert answer["failed"] == 2
    seconds = answer["seconds"]
    assert isinstance(seconds, float)
    assert 1 < seconds < 11
    facts = probe_clip(tmp_path / "media" / "clip.mp4")
    assert facts is not None
    assert facts.seconds == seconds
    assert log.count("a clip was cut short") == 2
    assert "File too large" in log
    assert "Traceback" not in log


@pytest.mark.covers("C10")
@pytest.mark.parametrize("most", [60_000, 131_072, 180_001])
def test_no_half_fragment_ends_it(most: int, tmp_path: Path) -> None:
    """A browser stops at one. The disk gets back what was written of it."""
    answer, _ = record(tmp_path, most)
    path = tmp_path / "media" / "clip.mp4"
    with av.open(str(path)) as clip:
        shown = sum(1 for _ in clip.decode(video=0))
    assert shown == pytest.approx(cast("float", answer["seconds"]) * 15, abs=0.1)


def test_a_disk_without_any_room_gives_no_clip_and_no_litter(tmp_path: Path) -> None:
    answer, log = record(tmp_path, 100)
    assert answer == {"seconds": None, "failed": 2, "again": False}
    assert log.count("a clip could not be written") == 2
    assert list((tmp_path / "media").iterdir()) == []


def test_no_space_left_is_an_error_of_the_clip_only(tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    (media / "clip.mp4.partial").symlink_to("/dev/full")
    source = make_clip(tmp_path / "source.mp4", Recipe(seconds=3))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.small_disk", str(source), str(media), str(1 << 30)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout) == {"seconds": None, "failed": 1, "again": True}
    assert "No space left on device" in done.stderr
    assert [path.name for path in media.iterdir()] == ["next.mp4"]
