"""The start-up check makes rows and files agree."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from argusai.pipeline.events.history.keeping.cleanup import GRACE, Reconciled
from tests.support.events import History, report, some_facts

pytestmark = pytest.mark.covers("F17", "F27")
SOMEBODY = uuid4()


def age(history: History, path: str, by: timedelta = 2 * GRACE) -> Path:
    """Make the file look as if it had been written `by` ago."""
    place = history.root / path
    stamp = (history.clock.now() - by).timestamp()
    os.utime(place, (stamp, stamp), follow_symlinks=False)
    return place


async def test_a_row_without_its_file_goes_and_the_event_stays(history: History) -> None:
    facts = some_facts(await history.add_camera())
    kept, lost = history.file(facts, "frame", "frame.jpg"), history.file(facts, "snapshot", "snapshot.jpg")
    await history.recorder.store(report("closed", facts, kept, lost))
    (history.root / lost.path).unlink()
    assert await history.cleanup.reconcile() == Reconciled(rows=1, files=0)
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert event.snapshot is None
    assert len(event.frames) == 1


async def test_a_file_without_a_row_goes_once_it_is_old(history: History) -> None:
    facts = some_facts(await history.add_camera())
    stray = history.file(facts, "snapshot", "snapshot.jpg").path
    age(history, stray, by=timedelta(0))
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=0)
    age(history, stray)
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=1)
    assert history.on_disk() == []


async def test_partial_files_go_but_not_those_of_an_open_event(history: History) -> None:
    camera_id = await history.add_camera()
    open_, closed = some_facts(camera_id), some_facts(camera_id)
    await history.recorder.store(report("opened", open_))
    await history.recorder.store(report("closed", closed))
    partial = history.file(open_, "clip", "clip.mp4.partial").path
    left_over = history.file(closed, "clip", "clip.mp4.partial").path
    age(history, partial)
    age(history, left_over)
    await history.cleanup.reconcile()
    assert history.on_disk() == [partial]


async def test_files_that_are_not_ours_are_left_alone(history: History) -> None:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("closed", facts, history.file(facts, "frame", "frame.jpg")))
    for path in ("notes.txt", "2026/notes.txt", "2026/01/01/holiday/photo.jpg"):
        place = history.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("mine")
        age(history, path)
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=0)
    assert len(history.on_disk()) == 4


async def test_links_are_not_followed(history: History, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.jpg").write_text("mine")
    day = history.root / "2026/01/01"
    day.mkdir(parents=True)
    (day / str(uuid4())).symlink_to(outside)
    await history.cleanup.reconcile()
    assert (outside / "precious.jpg").is_file()


async def test_an_empty_folder_is_a_missing_disk_and_forgets_nothing(history: History, tmp_path: Path) -> None:
    facts = some_facts(await history.add_camera())
    frame = history.file(facts, "frame", "frame.jpg")
    await history.recorder.store(report("closed", facts, frame))
    history.root.rename(tmp_path / "unplugged")
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=0)
    (tmp_path / "unplugged").rename(history.root)
    assert len((await history.service.one(SOMEBODY, facts.event_id)).frames) == 1


async def test_a_disk_that_is_missing_while_events_come_forgets_nothing(history: History, tmp_path: Path) -> None:
    """It was not mounted at two starts, and new events were written where it should have been."""
    camera_id = await history.add_camera()
    facts = some_facts(camera_id)
    frames = [history.file(facts, "frame", f"{number}.jpg", seconds=number) for number in range(6)]
    await history.recorder.store(report("closed", facts, *frames))
    history.root.rename(tmp_path / "unplugged")
    later = some_facts(camera_id)
    await history.recorder.store(report("closed", later, history.file(later, "frame", "frame.jpg")))
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=0)
    history.root.rename(tmp_path / "mount point")
    (tmp_path / "unplugged").rename(history.root)
    for each in frames:
        age(history, each.path)
    assert await history.cleanup.reconcile() == Reconciled(rows=1, files=0), "what lies under the mount is lost"
    assert len((await history.service.one(SOMEBODY, facts.event_id)).frames) == 6


async def test_empty_folders_of_past_days_go_and_todays_stays(history: History) -> None:
    today = f"{history.clock.now():%Y/%m/%d}"
    for day in ("2025/12/31", today):
        (history.root / day).mkdir(parents=True)
    await history.cleanup.reconcile()
    assert (history.root / today).is_dir()
    assert not (history.root / "2025").exists()


async def test_a_second_check_has_nothing_to_do(history: History) -> None:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("closed", facts, history.file(facts, "frame", "frame.jpg")))
    age(history, history.file(facts, "snapshot", "snapshot.jpg").path)
    first: datetime = history.clock.now()
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=1)
    assert await history.cleanup.reconcile() == Reconciled(rows=0, files=0)
    assert history.clock.now() == first


async def test_many_rows_are_checked_in_portions(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argusai.pipeline.events.history.keeping.cleanup._ROWS_AT_ONCE", 2)
    monkeypatch.setattr("argusai.pipeline.events.history.keeping.cleanup._FOLDERS_AT_ONCE", 1)
    camera_id = await history.add_camera()
    for number in range(3):
        facts = some_facts(camera_id)
        frames = [history.file(facts, "frame", f"frame-{frame}.jpg", seconds=frame) for frame in range(3)]
        await history.recorder.store(report("closed", facts, *frames))
        (history.root / frames[number].path).unlink()
        age(history, history.file(facts, "snapshot", "snapshot.jpg").path)
    assert await history.cleanup.reconcile() == Reconciled(rows=3, files=3)
