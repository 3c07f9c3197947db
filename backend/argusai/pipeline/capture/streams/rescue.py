"""Saves what a killed capture process left of a clip."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from argusai.kit.files import sync_file, sync_folder
from argusai.pipeline.capture.streams.clip_file import PARTIAL, adopt_partial
from argusai.pipeline.capture.streams.contract import ClipFile
from argusai.pipeline.capture.streams.pyav.clips import probe_clip


def rescue_clip(media_folder: Path, path: str) -> ClipFile | None:
    """The clip of `path` (relative to `media_folder`): finished but never reported, or cut off in the middle. None when
    there is nothing that plays. Blocking.

    A clip is written as its packets arrive, so it began its own length before it was last written to.
    """
    target = media_folder / path
    partial = target.with_name(target.name + PARTIAL)
    try:
        if target.is_file():
            return _finished(target, path)
        facts = probe_clip(partial)
        if facts is None:
            partial.unlink(missing_ok=True)
            return None
        return adopt_partial(media_folder, path, _written_at(partial) - timedelta(seconds=facts.seconds))
    except OSError:
        return None


def _finished(target: Path, path: str) -> ClipFile | None:
    facts = probe_clip(target)
    if facts is None:
        return None
    sync_file(target)
    sync_folder(target.parent)
    starts_at = _written_at(target) - timedelta(seconds=facts.seconds)
    return ClipFile(path, target.stat().st_size, starts_at, facts.seconds, facts.width, facts.height)


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
