import errno
import os
from pathlib import Path

import pytest

from argusai.kit.files import keep_from_others, write_durably


@pytest.mark.covers("F10")
def test_the_file_is_there_whole_and_nothing_else(tmp_path: Path) -> None:
    write_durably(tmp_path / "2026" / "11" / "picture.jpg", b"pixels")
    assert (tmp_path / "2026" / "11" / "picture.jpg").read_bytes() == b"pixels"
    assert [path.name for path in (tmp_path / "2026" / "11").iterdir()] == ["picture.jpg"]


@pytest.mark.covers("F10")
def test_file_is_synced_before_it_gets_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real_fsync = os.fsync

    def record(descriptor: int) -> None:
        target = Path(f"/proc/self/fd/{descriptor}").readlink()
        order.append(f"{'folder' if target.is_dir() else 'file'}, named: {(tmp_path / 'a.jpg').exists()}")
        real_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", record)
    write_durably(tmp_path / "a.jpg", b"x")
    assert order == ["file, named: False", "folder, named: True"]


@pytest.mark.covers("F30")
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(tmp_path / "a.jpg", b"x")
    assert list(tmp_path.iterdir()) == []


def test_others_are_kept_out_and_the_group_is_not(tmp_path: Path) -> None:
    record = tmp_path / "argusai.db"
    record.touch()
    record.chmod(0o664)
    tmp_path.chmod(0o755)
    for path in (record, tmp_path):
        keep_from_others(path)
    assert (oct(record.stat().st_mode & 0o777), oct(tmp_path.stat().st_mode & 0o777)) == ("0o660", "0o750")
