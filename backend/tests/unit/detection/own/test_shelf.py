"""The folder of a user's detectors survives kills, clutter and hostile files."""

import json
from pathlib import Path

import pytest

from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.pipeline.detection.objects.own.shelf import BUILT_IN, MOST_DETECTORS, RESERVED, Check, Shelf
from tests.support.own_models import described

pytestmark = pytest.mark.covers("E10")

ABOUT = json.dumps(described("dense")).encode()
CHECK = Check({"person": 2}, 40.5)


def filled(folder: Path) -> Shelf:
    """With the detector “tiny”, its model kept."""
    shelf = Shelf(folder)
    shelf.describe(ABOUT)
    with shelf.begin_model("tiny") as file:
        file.write(b"weights")
    shelf.keep_model("tiny", CHECK)
    return shelf


def test_an_empty_shelf_uses_ours(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "nowhere")
    assert (shelf.all(), shelf.in_use()) == ([], BUILT_IN)


def test_a_detector_waits_for_its_model_and_is_then_chosen(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.describe(ABOUT).check is None
    with pytest.raises(Conflict, match="has not come yet"):
        shelf.choose("tiny")
    shelf = filled(tmp_path / "other")
    shelf.choose("tiny")
    again = Shelf(tmp_path / "other")
    assert (again.in_use(), again.get("tiny").check, again.model("tiny")) == ("tiny", CHECK, b"weights")
    with pytest.raises(Conflict, match="in use"):
        again.remove("tiny")
    again.choose(BUILT_IN)
    again.remove("tiny")
    assert again.all() == []


def test_a_kill_while_the_model_comes_leaves_one_that_waits(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.describe(ABOUT)
    with shelf.begin_model("tiny") as file:
        file.write(b"half of it")
    again = Shelf(tmp_path)
    assert again.get("tiny").check is None
    assert again.in_use() == BUILT_IN
    again.tidy()
    assert [path.name for path in (tmp_path / "tiny").iterdir()] == ["description.json"]


def test_a_second_model_that_fails_leaves_the_first(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    shelf.choose("tiny")
    with shelf.begin_model("tiny") as file:
        file.write(b"worse")
    shelf.drop_model("tiny")
    assert (shelf.in_use(), shelf.model("tiny")) == ("tiny", b"weights")


@pytest.mark.parametrize(
    "clutter",
    [
        b"",
        b"[]",
        b'{"found": 1}',
        b'{"found": {"a": "b"}, "milliseconds": 1}',
        b'{"found": {"a": Infinity}, "milliseconds": 1}',
        b'{"found": {}, "milliseconds": NaN}',
    ],
)
def test_a_broken_note_means_not_tried(tmp_path: Path, clutter: bytes) -> None:
    shelf = filled(tmp_path)
    shelf.choose("tiny")
    (tmp_path / "tiny" / "checked.json").write_bytes(clutter)
    assert shelf.in_use() == BUILT_IN
    assert shelf.get("tiny").check is None


def test_clutter_is_left_out(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    (tmp_path / "stray").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "description.json").write_bytes(ABOUT)  # names itself “tiny”
    (tmp_path / ".in-use").write_bytes(b"\xff../../etc")
    assert [each.description.name for each in shelf.all()] == ["tiny"]
    assert shelf.in_use() == BUILT_IN


def test_what_is_not_there_or_twice_is_said(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    for name in ("nobody", "..", "tiny/..", ""):
        with pytest.raises(NotFound):
            shelf.begin_model(name)
        with pytest.raises(NotFound):
            shelf.remove(name)
    with pytest.raises(Conflict, match="already"):
        shelf.describe(ABOUT)
    for ours in RESERVED:
        with pytest.raises(Conflict, match="already"):
            shelf.describe(json.dumps({**described("dense"), "name": ours}).encode())
    with pytest.raises(BadInput):
        shelf.describe(b"{}")


def test_the_shelf_has_an_end(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(MOST_DETECTORS):
        shelf.describe(json.dumps({**described("dense"), "name": f"tiny-{number}"}).encode())
    with pytest.raises(Conflict, match="At most"):
        shelf.describe(ABOUT)
