"""What a file is, by its first bytes. Pure. Nothing else is ever handed to a decoder: playlists lead to other files."""

from typing import Literal

Sent = Literal["jpeg", "png", "webp", "video"]
FIRST_BYTES = 400
_TS_PACKET = 188


def sniff(first: bytes) -> Sent | None:
    """`first`: FIRST_BYTES of it, or all there are. None: neither picture nor video that is taken."""
    if first.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if first.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if first[:4] == b"RIFF" and first[8:12] == b"WEBP":
        return "webp"
    return "video" if _is_video(first) else None


def _is_video(first: bytes) -> bool:
    mp4 = first[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}
    matroska = first.startswith(b"\x1a\x45\xdf\xa3")
    avi = first[:4] == b"RIFF" and first[8:12] == b"AVI "
    transport = first[:1] == b"G" and first[_TS_PACKET : _TS_PACKET + 1] == b"G"
    return mp4 or matroska or avi or transport
