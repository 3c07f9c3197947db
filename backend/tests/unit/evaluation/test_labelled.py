"""The files beside the videos, and what is said of wrong ones."""

import json
from pathlib import Path

import pytest

from argusai.evaluation.labelled import load_clips, read_labels
from argusai.kit.errors import StartError

pytestmark = pytest.mark.covers("E13")
WALK = {"label": "person", "start": 1, "end": 2}


def store(folder: Path, name: str, labels: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.mp4").write_bytes(b"video")
    beside = folder / f"{name}.json"
    beside.write_text(labels if isinstance(labels, str) else json.dumps(labels))
    return beside


def test_clips_are_found_below_the_folder_by_name(tmp_path: Path) -> None:
    store(tmp_path / "b", "rain-1", {"class": "rain", "visits": []})
    store(tmp_path, "walk", {"visits": [{"label": "person", "start": 1, "end": 2.5}]})
    (tmp_path / "unlabelled.mp4").write_bytes(b"video")
    (tmp_path / "notes.json").write_text("{}")
    clips = load_clips(tmp_path)
    assert [(clip.name, clip.labels.kind) for clip in clips] == [("b/rain-1.mp4", "rain"), ("walk.mp4", "all")]
    assert clips[1].labels.visits[0].end == 2.5
    assert [clip.name for clip in load_clips(tmp_path, "rain-*")] == ["b/rain-1.mp4"]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("{", "Invalid JSON"),
        ("", "Invalid JSON"),
        ([], "Input should be an object"),
        ({}, "visits: Field required"),
        ({"visits": [{"label": "ghost", "start": 1, "end": 2}]}, "“ghost” is no label"),
        (
            {"visits": [{"label": "person", "start": 3, "end": 2}]},
            "visits → 0: Value error, a visit ends after its start",
        ),
        ({"visits": [{"label": "person", "start": -1, "end": 2}]}, "visits → 0 → start"),
        ({"visits": [{"label": "person", "start": "NaN", "end": 2}]}, "visits → 0 → start"),
        ({"visits": [], "boxes": {"0": {"1": [1, 2, 3, 4]}}}, "boxes of visit 0, but there are 0 visits"),
        ({"visits": [], "boxes": {"0": {"1": [1, 2, 3]}}}, "boxes → 0 → 1"),
        ({"visits": [], "vists": []}, "vists: Extra inputs are not permitted"),
        ({"visits": [], "half": "both"}, "half"),
        ('{"visits": [], "class": "a", "class": "b"}', "“class” stands more than once"),
        ({"visits": [{"label": "person", "start": True, "end": 2}]}, "visits → 0 → start"),
        ({"visits": [{"label": "person", "start": "0", "end": 2}]}, "visits → 0 → start"),
        ({"visits": [WALK], "boxes": {"0": {"1": [1, 2, -3, 4]}}}, "not negative"),
        ({"visits": [WALK], "boxes": {"0": {"-1": [1, 2, 3, 4]}}}, "boxes → 0 → -1"),
        ({"visits": [WALK], "boxes": {"0": {"0": [1, 2, 3, 4]}}}, "greater than or equal to 1"),
        ({"visits": [WALK], "boxes": {"0": {"1": [1, 2, 3, 4], "01": [1, 2, 3, 4]}}}, "without zeros before it"),
        ({"visits": [WALK], "boxes": {"00": {}}}, "without zeros before it"),
        ({"visits": [], "parcels": [{"left": 3, "taken": 2, "box": [1, 2, 3, 4]}]}, "taken after it was left"),
        ({"visits": [], "class": "a|b"}, "without “|”"),
        ({"visits": [], "class": "a\nc"}, "printable"),
        ({"visits": [], "class": "\x1b[2J"}, "printable"),
        ({"visits": [], "class": "overall"}, "choose another word"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path: Path, labels: object, said: str) -> None:
    beside = store(tmp_path, "clip", labels)
    with pytest.raises(StartError) as caught:
        load_clips(tmp_path)
    assert str(caught.value).startswith(f"{beside}: ")
    assert said in str(caught.value)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    beside = store(tmp_path, "clip", {})
    beside.write_bytes(b'\xef\xbb\xbf{"visits": []}')
    assert read_labels(beside).visits == []


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    beside = store(tmp_path, "clip", {})
    beside.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(StartError, match=r"clip\.json"):
        read_labels(beside)


def test_a_folder_without_clips_is_said(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="holds no labelled clip"):
        load_clips(tmp_path)
    with pytest.raises(StartError, match="There is no folder"):
        load_clips(tmp_path / "nowhere")
    store(tmp_path, "clip", {"visits": []})
    with pytest.raises(StartError, match=r"whose name fits rain"):
        load_clips(tmp_path, "rain*")
