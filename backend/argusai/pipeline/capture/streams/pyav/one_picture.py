"""One picture from the bytes of a file, by its codec alone: no container, so nothing that could lead elsewhere."""

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.capture.streams.errors import NotAVideo
from argusai.pipeline.capture.streams.pyav.black import Blackout
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.picture_size import PictureKind, said_size

_CODECS: dict[PictureKind, str] = {"jpeg": "mjpeg", "png": "png", "webp": "webp"}
_MILLION = 1_000_000
_MOST_PIXELS = 100 * _MILLION
_UNREADABLE = "This picture is damaged or cut off: it cannot be decoded."
_NOT_MASKED = "The privacy masks of the camera could not be put into this picture."


def read_picture(content: bytes, kind: PictureKind, privacy: Privacy) -> PyavPicture:
    """Black where `privacy` wants it. Raises NotAVideo when it cannot be decoded, or is larger than any camera's."""
    width, height = said_size(content, kind) or (0, 0)
    if width * height > _MOST_PIXELS:
        raise NotAVideo(
            f"This picture is too large: it has {width}×{height} pixels, {-(-width * height // _MILLION)} million. "
            f"At most {_MOST_PIXELS // _MILLION} million are accepted."
        )
    decoder = av.CodecContext.create(_CODECS[kind], "r")
    assert isinstance(decoder, VideoCodecContext)  # noqa: S101 - a picture's codec is one
    decoder.options = {"max_pixels": str(_MOST_PIXELS), "err_detect": "explode"}
    try:
        frames = [*decoder.decode(av.Packet(content)), *decoder.decode(None)]
    except (av.FFmpegError, ValueError, MemoryError) as error:
        raise NotAVideo(_UNREADABLE) from error
    frame = next((each for each in frames if isinstance(each, VideoFrame) and each.width and each.height), None)
    if frame is None or frame.is_corrupt:
        raise NotAVideo(_UNREADABLE)
    picture = PyavPicture(frame)
    if not privacy.polygons:
        return picture
    try:
        return Blackout(privacy.polygons).apply(picture)
    except (*LibraryError, MemoryError) as error:
        raise NotAVideo(_NOT_MASKED) from error
