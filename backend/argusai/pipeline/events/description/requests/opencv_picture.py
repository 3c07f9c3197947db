"""A stored JPEG as a provider gets it: no side longer than it looks at anyway."""

import cv2
import numpy as np

_LONGEST = 1280
_QUALITY = 85


def for_asking(jpeg: bytes) -> tuple[bytes, int, int] | None:
    """The JPEG and its size in pixels; None when it is none."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        return None
    height, width = picture.shape[:2]
    if max(width, height) <= _LONGEST:
        return jpeg, width, height
    scale = _LONGEST / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    done, small = cv2.imencode(".jpg", cv2.resize(picture, size, interpolation=cv2.INTER_AREA),
                               [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])  # fmt: skip
    return (small.tobytes(), *size) if done else None
