"""The memory of a camera over restarts: small, whole or not at all."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.look import Plane
from argusai.pipeline.detection.scenery.memory import SceneryMemory
from argusai.pipeline.detection.scenery.store import SceneryFile, SceneryFolder
from argusai.pipeline.detection.scenery.things import MOST_LOOKS, MOST_THINGS, Things
from tests.support.scene import SIZE, START, Film, Prop, Scene

pytestmark = pytest.mark.covers("E4")
VAN = Prop(seed=11, left=150, top=100, width=90, height=60, label="truck")


def remembered(file: SceneryFile) -> SceneryFile:
    """Written by a memory that saw a van for a while."""
    film = Film(Scene([VAN]), SceneryMemory(file))
    film.wait(30)
    film.memory.close()
    return file


def first_reasons(file: SceneryFile) -> set[str | None]:
    """What a fresh memory says of a van that rain wakes in its very first frames."""
    film = Film(Scene([VAN], light=0.7, rain=30), SceneryMemory(file))
    found = [film.show([film.point(1, VAN.box, "truck", first_seen_at=START)]).get(1) for _ in range(3)]
    return {verdict.reason if verdict else None for verdict in found}


def test_what_stood_there_is_known_after_a_restart(tmp_path: Path) -> None:
    assert first_reasons(SceneryFile(tmp_path / "new.json")) == {None}
    assert first_reasons(remembered(SceneryFile(tmp_path / "s.json"))) == {"parked"}


def test_it_is_written_once_it_is_remembered_and_not_again_for_a_minute(tmp_path: Path) -> None:
    file = SceneryFile(tmp_path / "s.json")
    film = Film(Scene([VAN]), SceneryMemory(file))
    film.wait(15)
    assert not file.path.exists()
    film.wait(15)
    written = file.path.read_bytes()
    assert len(written) < 4000
    film.scene.props.append(Prop(seed=5, left=20, top=200, width=60, height=50))
    film.memory.due_boxes(film.at)
    film.wait(20)
    assert file.path.read_bytes() == written


def test_the_file_of_a_deleted_camera_does_not_come_back(tmp_path: Path) -> None:
    file = SceneryFile(tmp_path / "s.json")
    film = Film(Scene([VAN]), SceneryMemory(file))
    film.wait(30)
    file.path.unlink()
    film.memory.close()
    assert list(tmp_path.iterdir()) == []


def change(**change: Any) -> Callable[[bytes], bytes]:
    def apply(content: bytes) -> bytes:
        stored = json.loads(content)
        thing = {key: value for key, value in change.items() if key in stored["things"][0]}
        stored["things"][0] |= thing
        stored |= {key: value for key, value in change.items() if key not in thing}
        return json.dumps(stored).encode()

    return apply


LOOK = {"rows": 12, "columns": 12, "levels": "AAAA"}
BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "zeroes": lambda content: bytes(len(content)),
    "no text": lambda content: b"\xff\xfe" + content,
    "huge": lambda content: content + b" " * (2 << 20),
    "deep": lambda content: b"[" * 100_000,
    "another version": change(version=2),
    "an unknown key": change(colour="red"),
    "a box without area": change(box=[0.5, 0.2, 0.5, 0.4]),
    "a box outside": change(box=[0.5, 0.2, 7, 0.4]),
    "a box that is no number": change(box=[0.5, 0.2, float("nan"), 0.4]),
    "a look of another size": change(looks=[LOOK]),
    "a look that is no base64": change(looks=[{**LOOK, "levels": "?"}]),
    "too many looks": change(looks=[LOOK] * (MOST_LOOKS + 1)),
    "no zone": change(first_at="2026-01-01T12:00:00"),
    "no time": change(seen_at="yesterday"),
    "a time that is too far away": change(seen_at="9999-12-31T23:59:59Z"),
    "a time that its offset carries beyond the calendar": change(seen_at="9999-12-31T23:59:59-12:00"),
    "a time before all clocks": change(first_at="0001-01-01T00:00:00+12:00"),
    "no frame": change(width=0),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_bad_file_is_said_once_and_learned_anew(tmp_path: Path, kind: str) -> None:
    file = remembered(SceneryFile(tmp_path / "s.json"))
    file.path.write_bytes(BROKEN[kind](file.path.read_bytes()))
    with capture_logs() as logs:
        assert SceneryFile(file.path).load(SIZE) == []
    assert len([line for line in logs if line["log_level"] == "warning"]) == 1
    assert len(SceneryFile(remembered(file).path).load(SIZE)) == 1


def test_a_picture_of_another_shape_begins_anew_and_of_another_size_does_not(tmp_path: Path) -> None:
    file = remembered(SceneryFile(tmp_path / "s.json"))
    assert file.load((640, 360)) == []
    [thing] = file.load((SIZE[0] * 2, SIZE[1] * 2))
    assert thing.box.left == pytest.approx(VAN.left * 2, abs=0.1)


def test_a_full_disk_is_said_once_and_keeps_the_old_file(tmp_path: Path) -> None:
    file = remembered(SceneryFile(tmp_path / "s.json"))
    before = file.path.read_bytes()
    file.path.with_name("s.json.partial").mkdir()
    with capture_logs() as logs:
        file.save(Things(), SIZE)
        file.save(Things(), SIZE)
    assert file.path.read_bytes() == before
    assert len(logs) == 1


def test_there_are_never_too_many() -> None:
    things, plane = Things(), Plane(Scene().picture(1).luma(240), *SIZE)
    for number in range(MOST_THINGS + 20):
        left, top = 40.0 * (number % 9), 3.0 * number
        things.learn(START, Box(left, top, left + 20, top + 20), "car", plane)
    assert len(things.kept) == MOST_THINGS


def test_times_far_ahead_are_taken_over_as_now(tmp_path: Path) -> None:
    [thing] = remembered(SceneryFile(tmp_path / "s.json")).load(SIZE)
    thing.seen_at = datetime(9999, 12, 31, tzinfo=UTC)
    things = Things()
    things.take_over(START, [thing])
    assert (thing.seen_at, thing.next_at) == (START, START)
    assert thing.remembered
    assert thing.first_at.year > 2000


def test_a_folder_knows_its_cameras_and_forgets_one(tmp_path: Path) -> None:
    folder, gone, stays = SceneryFolder(tmp_path), uuid4(), uuid4()
    for camera_id in (gone, stays):
        folder.of(camera_id).path.write_text("{}")
    (tmp_path / f"{gone}.json.partial").touch()
    (tmp_path / "notes.json").touch()
    folder.remove(gone)
    assert folder.camera_ids() == [stays]
    assert {path.name for path in tmp_path.iterdir()} == {f"{stays}.json", "notes.json"}
