"""Decoding in hardware, where the machine can: probed once, and otherwise said once and done in software."""

from typing import Any

import av
from av.codec.hwaccel import HWAccel
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.limits import LIMITS
from argusai.pipeline.capture.streams.settings import DecodeSettings

_log = get_log("capture.streams")

SOFTWARE = DecodeSettings()
_CODECS = ("h264", "hevc")
# A decoder of its own in FFmpeg, not an accelerator of the usual one.
_DECODERS = {"v4l2m2m": "{codec}_v4l2m2m"}
# The library tells "not here" in all these ways.
_NOT_HERE = (*LibraryError, NotImplementedError, RuntimeError, ValueError, TypeError)


def usable(wanted: DecodeSettings) -> DecodeSettings:
    """`wanted` if this machine and this build of FFmpeg can do it for H.264 or H.265, else software. Says so."""
    if wanted.hwaccel == "none":
        return wanted
    for codec in _CODECS:
        try:
            _try(wanted, codec)
        except _NOT_HERE:
            continue
        _log.info("pictures are decoded in hardware", hwaccel=wanted.hwaccel)
        return wanted
    _log.warning(
        "hardware decoding does not work here; pictures are decoded by the processor",
        hwaccel=wanted.hwaccel,
        device=wanted.device,
    )
    return SOFTWARE


def accelerator(decode: DecodeSettings) -> HWAccel | None:
    """For `av.open`; a stream that the hardware cannot handle is decoded in software."""
    if decode.hwaccel == "none" or decode.hwaccel in _DECODERS:
        return None
    return HWAccel(decode.hwaccel, decode.device or None, allow_software_fallback=True)


def decoder_of(stream: VideoStream, decode: DecodeSettings) -> VideoCodecContext:
    """What decodes the packets of `stream`: its own context, or that of a hardware decoder."""
    own = stream.codec_context
    own.thread_count, own.options = 1, dict(LIMITS)
    name = _DECODERS.get(decode.hwaccel)
    if name is None:
        return own
    try:
        context: Any = av.CodecContext.create(name.format(codec=own.codec.canonical_name), "r")
        context.extradata, context.time_base = own.extradata, stream.time_base
        context.width, context.height, context.options = own.width, own.height, dict(LIMITS)
        context.open()
    except _NOT_HERE:
        return own
    found: VideoCodecContext = context
    return found


def _try(wanted: DecodeSettings, codec: str) -> None:
    """Raises one of _NOT_HERE."""
    if name := _DECODERS.get(wanted.hwaccel):
        context: Any = av.CodecContext.create(name.format(codec=codec), "r")
        context.width, context.height = 640, 480
        context.open()
        return
    HWAccel(wanted.hwaccel, wanted.device or None, allow_software_fallback=False).create(av.codec.Codec(codec, "r"))
