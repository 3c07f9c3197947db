"""FFmpeg's failures in our words. Its own messages hold the whole URL, password included: they are never passed on."""

import errno
import socket

import av

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import (
    NoFile,
    NoRoute,
    NotAllowed,
    NotAVideo,
    PasswordNeeded,
    Refused,
    StreamError,
    StreamFailed,
    StreamNotFound,
    TimedOut,
    UnknownHost,
    WrongPassword,
)

_NOT_LOOKED_UP = (
    "The host name cannot be looked up right now. Check the network of this machine, or use the camera's IP address."
)
LibraryError = (av.FFmpegError, OSError, ValueError)

_NOT_A_VIDEO = (av.error.InvalidDataError, av.error.LookupError, av.error.PatchWelcomeError, ValueError)
_BY_ERRNO: dict[int | None, type[StreamError]] = {
    errno.ECONNREFUSED: Refused,
    errno.EHOSTUNREACH: NoRoute,
    errno.ENETUNREACH: NoRoute,
    errno.EHOSTDOWN: NoRoute,
    errno.ENETDOWN: NoRoute,
    errno.EADDRNOTAVAIL: NoRoute,
    errno.ETIMEDOUT: TimedOut,
    errno.ENOENT: NoFile,
    errno.ENOTDIR: NoFile,
    errno.ENAMETOOLONG: NoFile,
    errno.ELOOP: NoFile,
}


def translate(error: BaseException, source: Source, *, waited_out: bool = False) -> StreamError:
    """`waited_out`: the time limit had passed when it failed, so whatever FFmpeg calls it, it was too slow."""
    if isinstance(error, av.error.HTTPUnauthorizedError):
        return WrongPassword() if source.username or source.password else PasswordNeeded()
    if isinstance(error, av.error.HTTPForbiddenError):
        return NotAllowed()
    if isinstance(error, av.error.HTTPNotFoundError):
        return StreamNotFound()
    if isinstance(error, av.error.HTTPError):
        return StreamFailed("The camera reported a fault of its own. Restart the camera if this stays.")
    if waited_out or isinstance(error, (av.error.ExitError, TimeoutError)):
        return TimedOut()
    if isinstance(error, socket.gaierror):
        return UnknownHost(_NOT_LOOKED_UP if error.errno == socket.EAI_AGAIN else "")
    if isinstance(error, OSError):
        return _of_the_system(error, source)
    if isinstance(error, _NOT_A_VIDEO) or getattr(error, "errno", None) == errno.EINVAL:
        return NotAVideo()
    return StreamFailed()


def _of_the_system(error: OSError, source: Source) -> StreamError:
    if error.errno in (errno.EACCES, errno.EPERM):
        if source.kind == "file":
            return NotAllowed("This program may not read the file. Change its permissions, or move it.")
        return NoRoute()
    if error.errno == errno.EISDIR:
        return NotAVideo("This is a folder. Give the full path of a video file on this machine.")
    kind = _BY_ERRNO.get(error.errno, StreamFailed)
    if kind is NoFile and source.kind == "rtsp":
        return StreamFailed()
    return kind()
