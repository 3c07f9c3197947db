"""What programs send in: pictures in every form that is taken, and files that try to do harm."""

from collections.abc import Sequence
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.pyav.picture_size import PictureKind

SIZE = (320, 240)
ENDINGS: Sequence[PictureKind] = ("jpeg", "png", "webp")


def white(kind: PictureKind, size: tuple[int, int] = SIZE) -> bytes:
    written, content = cv2.imencode(f".{kind}", np.full((size[1], size[0], 3), 255, np.uint8))
    assert written
    return content.tobytes()


def decoded(jpeg: bytes) -> npt.NDArray[np.uint8]:
    """As grey, rows first."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def pictures_of(clip: Path) -> list[npt.NDArray[np.uint8]]:
    """As grey."""
    with av.open(str(clip)) as opened:
        return [np.asarray(frame.to_ndarray(format="gray"), np.uint8) for frame in opened.decode(video=0)]


def is_masked(picture: npt.NDArray[np.uint8]) -> bool:
    """Black in the left half, and only there. What compression smears beyond the edge is left out."""
    middle, edge = picture.shape[1] // 2, 16
    return int(picture[:, : middle - edge].max()) < 30 and float(picture[:, middle + edge :].mean()) > 50


def hostile(video: bytes) -> dict[str, bytes]:
    """`video`: a small MP4."""
    noise = np.random.default_rng(5).bytes(60_000)
    return {
        "an MP4's head on noise": video[:32] + noise,
        "an index of noise": video[:4] + b"ftypisom" + b"\0\0\x02\0isommp41" + (60_000).to_bytes(4) + b"moov" + noise,
        "noise in the middle": video[: len(video) // 3] + noise[:4000] + video[len(video) // 3 + 4000 :],
        "cut off": video[: len(video) // 2],
        "a box larger than the world": b"\0\0\0\x01ftyp" + b"\xff" * 8 + noise,
        "a Matroska of noise": b"\x1a\x45\xdf\xa3" + noise,
        "a JPEG of noise": b"\xff\xd8\xff\xe0" + noise,
        "a PNG that promises too much": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        + b"\0\0\xff\xff" * 2
        + b"\x08\x06\0\0\0"
        + noise,
        "a playlist": b"#EXTM3U\nfile:///etc/passwd\n",
        "a script of pictures": b"ffconcat version 1.0\nfile /etc/passwd\n",
    }
