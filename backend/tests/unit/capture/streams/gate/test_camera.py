"""One camera's gate: off, keyframes, or auto that earns its trust and loses it (C11)."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from argusai.pipeline.capture.cameras.contract import GateMode
from argusai.pipeline.capture.streams.gate.camera import CameraGate
from argusai.pipeline.capture.streams.gate.store import GateFile, GateFolder
from argusai.pipeline.capture.streams.gate.trust import DAY_SECONDS, LEAST_EVENTS, Trust

pytestmark = pytest.mark.covers("C11")

EARNED = Trust("h264 640x360", DAY_SECONDS, LEAST_EVENTS)


def make_gate(mode: GateMode, file: GateFile | None = None, chance: Callable[[], float] = lambda: 1.0) -> CameraGate:
    gate = CameraGate(lambda: mode, file, chance=chance)
    gate.opened("h264", 640, 360)
    return gate


def trusted(folder: Path, chance: Callable[[], float] = lambda: 1.0) -> tuple[CameraGate, GateFile]:
    file = GateFile(folder / "gate.json")
    file.save(EARNED)
    return make_gate("auto", file, chance), file


def allowed(gate: CameraGate) -> bool:
    return gate.may_sleep(short=True, known=True)


def test_off_and_what_cannot_be_gated_leave_it_alone() -> None:
    assert not make_gate("off").on
    gate = make_gate("keyframes")
    for codec, fits in (("mjpeg", True), ("h264", False)):
        gate.opened(codec, 640, 360, fits=fits)
        assert not gate.on
        assert gate.read().state == "unfit"


def test_keyframes_sleeps_where_they_come_often_enough() -> None:
    gate = make_gate("keyframes")
    assert not gate.may_sleep(short=False, known=False)
    assert gate.read().state == "measuring"
    assert not gate.may_sleep(short=False, known=True)
    assert gate.read().state == "keyframes"
    assert allowed(gate)


def test_auto_compares_for_a_day_first() -> None:
    gate = make_gate("auto")
    assert not allowed(gate)
    gate.heard("still", 0)
    media = 0.0
    for _ in range(LEAST_EVENTS):
        gate.watched(media + 1, asleep=True)
        gate.watched(media + 2, asleep=False)
        gate.heard("event", media + 2.5)
        gate.heard("still", media + 20)
        media += 60
    assert (gate.read().state, gate.read().events) == ("learning", LEAST_EVENTS)
    at = media
    while gate.read().watched_seconds < DAY_SECONDS:
        at += 2.0
        assert not allowed(gate)
        gate.watched(at, asleep=True)
    assert allowed(gate)


def test_a_trusted_gate_sleeps_and_is_spot_checked(tmp_path: Path) -> None:
    drawn = iter([0.5, 0.05, 0.5])
    gate, _ = trusted(tmp_path, lambda: next(drawn))
    assert allowed(gate)
    sleeps = []
    for at in (10, 20, 30):
        gate.watched(at, asleep=False)
        gate.watched(at + 1, asleep=True)
        sleeps.append(allowed(gate))
    assert sleeps == [True, False, True]


def test_a_miss_in_a_spot_check_ends_the_trust_for_good(tmp_path: Path) -> None:
    gate, file = trusted(tmp_path, lambda: 0.0)
    gate.heard("still", 0)
    allowed(gate)
    gate.watched(1, asleep=True)
    gate.heard("event", 1.5)
    assert [gate.watched(at, asleep=True) for at in (2, 3, 4)] == [True, True, False]
    assert not allowed(gate)
    gate.heard("event", 4.1)
    assert file.load() == Trust("h264 640x360", missed=1)
    again = make_gate("auto", file)
    assert not allowed(again)
    assert again.read().missed == 1


def test_pauses_of_the_stream_are_not_watched() -> None:
    gate = make_gate("auto")
    allowed(gate)
    for at in (1, 2, 50, 51, 0):
        gate.watched(at, asleep=False)
    assert gate.read().watched_seconds == 2


def test_who_wants_every_picture_keeps_it_awake() -> None:
    wanted = [True]
    gate = CameraGate(lambda: "keyframes", None, lambda: wanted[0])
    gate.opened("h264", 640, 360)
    gate.heard("still", 1)
    assert gate.astir
    wanted[0] = False
    assert not gate.astir


def test_savings_are_those_of_lately() -> None:
    gate = make_gate("keyframes")
    gate.counted(54_000, 54_000)
    assert gate.read().saved == 0
    for _ in range(10):
        gate.counted(54_000, 0)
    assert gate.read().saved > 0.99


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2}',
        b"\xff" * 20_000,
        b'{"version":1,"stream":"x","watched_seconds":-1,"events":0}',
    ],
)
def test_a_file_that_is_not_ours_earns_nothing(tmp_path: Path, content: bytes) -> None:
    file = GateFolder(tmp_path).of(uuid4())
    file.path.write_bytes(content)
    assert file.load() == Trust()
    file.save(EARNED)
    assert file.load() == EARNED


def test_a_folder_that_cannot_be_written_costs_only_the_trust(tmp_path: Path) -> None:
    (tmp_path / "gate").write_text("a file where the folder should be")
    file = GateFolder(tmp_path / "gate").of(uuid4())
    file.save(EARNED)
    file.save(EARNED)
    assert file.load() == Trust()


def test_files_are_found_and_removed(tmp_path: Path) -> None:
    folder, camera_id = GateFolder(tmp_path), uuid4()
    folder.of(camera_id).save(EARNED)
    (tmp_path / "notes.json").write_text("{}")
    assert folder.camera_ids() == [camera_id]
    folder.remove(camera_id)
    folder.remove(camera_id)
    assert folder.camera_ids() == []
