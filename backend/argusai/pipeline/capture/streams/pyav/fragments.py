"""Where the fragments of a fragmented MP4 begin, and which of them a viewer can start with (ISO/IEC 14496-12, 8.8)."""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

_NOT_SYNC = 0x0001_0000  # sample_is_non_sync_sample, among a sample's flags
_BOX_HEAD = 8
_BLOCK = 64 * 1024
# Optional fields before the one that is looked for, by the flag that tells of each, and their bytes.
_TFHD_FIELDS = ((0x01, 8), (0x02, 4), (0x08, 4), (0x10, 4))
_TFHD_FLAGS = 0x20
_TRUN_OFFSET, _TRUN_FIRST_FLAGS, _TRUN_SAMPLE_FLAGS = 0x01, 0x04, 0x400
_TRUN_FIELDS = ((0x100, 4), (0x200, 4))


def cut_fragments(content: bytes, video_track: int) -> list[tuple[bytes, bool]]:
    """Whole boxes, cut before each `moof`; with each piece whether it holds a keyframe of the track with this number.
    Raises ValueError (struct.error among them) when it is no sequence of boxes."""
    pieces: list[tuple[bytes, bool]] = []
    for kind, start, end in _boxes(content, 0, len(content)):
        if kind == b"moof" or not pieces:
            pieces.append((b"", kind == b"moof" and _begins_with_key(content, start + _BOX_HEAD, end, video_track)))
        before, key = pieces[-1]
        pieces[-1] = before + content[start:end], key
    return pieces


def whole_length(file: BinaryIO) -> int:
    """How many bytes of this file are the beginning of a fragmented MP4 and whole fragments, with the index behind the
    last one if that is whole; 0 when not one is. A browser stops at half a fragment. Raises OSError."""
    end, at, whole, before = _written(file), 0, 0, b""
    while at + _BOX_HEAD <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(_BOX_HEAD))
        at += size
        if size < _BOX_HEAD or at > end:
            break
        if (before, kind) in {(b"moof", b"mdat"), (b"mdat", b"mfra")}:
            whole = at
        before = kind
    return whole


def _written(file: BinaryIO) -> int:
    """Without the zeros at its end, which stand for blocks that a power failure kept from being written: neither a
    picture nor sound nor an index ends in one."""
    end = os.fstat(file.fileno()).st_size
    while end:
        begin = max(0, end - _BLOCK)
        file.seek(begin)
        if left := len(file.read(end - begin).rstrip(b"\0")):
            return begin + left
        end = begin
    return 0


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while start < end:
        try:
            size, kind = struct.unpack_from(">I4s", content, start)
        except struct.error as error:
            raise ValueError("no MP4 box") from error
        if not _BOX_HEAD <= size <= end - start:
            raise ValueError("an MP4 box of a wrong size")
        yield kind, start, start + size
        start += size


def _begins_with_key(content: bytes, start: int, end: int, track: int) -> bool:
    for kind, inner, inner_end in _boxes(content, start, end):
        if kind == b"traf":
            parts = {name: at + _BOX_HEAD for name, at, _ in _boxes(content, inner + _BOX_HEAD, inner_end)}
            if b"tfhd" in parts and _number(content, parts[b"tfhd"] + 4) == track and b"trun" in parts:
                return not _first_flags(content, parts[b"tfhd"], parts[b"trun"]) & _NOT_SYNC
    return False


def _first_flags(content: bytes, tfhd: int, trun: int) -> int:
    """Of a run's first sample: its own, else the run's for its first, else the track's for all."""
    flags = _number(content, trun)
    field = trun + 8 + 4 * bool(flags & _TRUN_OFFSET)  # after flags and sample count
    if flags & _TRUN_FIRST_FLAGS:
        return _number(content, field)
    if flags & _TRUN_SAMPLE_FLAGS:
        return _number(content, field + _width(flags, _TRUN_FIELDS))
    flags = _number(content, tfhd)
    if flags & _TFHD_FLAGS:
        return _number(content, tfhd + 8 + _width(flags, _TFHD_FIELDS))  # after flags and track number
    return 0


def _width(flags: int, fields: tuple[tuple[int, int], ...]) -> int:
    return sum(width for flag, width in fields if flags & flag)


def _number(content: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", content, at)[0])
