"""From a Source to what FFmpeg opens, after checks that FFmpeg does not make."""

import os
import stat
from contextlib import closing
from urllib.parse import quote, urlsplit

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import NotAVideo
from argusai.pipeline.capture.streams.reach import dial

_PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}
# Containers of video. Playlists (HLS, concat, SDP) are not among them: they lead to other files and places.
_CONTAINERS = "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,nut,ivf,h264,hevc,m4v,mjpeg,mxf,dhav"


def check_file(path: str) -> None:
    """Regular files only: a pipe or a device would block or never end. Raises OSError, NotAVideo."""
    if not path.startswith("/") or "\0" in path:
        raise NotAVideo("Give the full path of a video file on this machine, beginning with a slash.")
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - one system call, and no Path to build
        raise NotAVideo("This is not a regular file. Give the full path of a video file on this machine.")
    os.close(os.open(path, os.O_RDONLY))


def host_and_port(address: str) -> tuple[str, int]:
    """Of an rtsp, rtsps, http or https URL. Raises NotAVideo when it is none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme.lower())
    except ValueError as error:
        raise NotAVideo("This is not a valid address. It looks like rtsp://192.168.1.20:554/stream.") from error
    if port is None or not host:
        raise NotAVideo("This is not an address of a camera. It looks like rtsp://192.168.1.20:554/stream.")
    return host, port


def knock(address: str, timeout_seconds: float) -> None:
    """Does anything listen there? Says precisely why not, where FFmpeg says "input/output error". Raises
    OSError, StreamError."""
    with closing(dial(*host_and_port(address), timeout_seconds)):
        pass


def url_for_ffmpeg(source: Source) -> str:
    """With the credentials in it: give it to FFmpeg and to nothing else."""
    if source.kind == "file":
        # The prefix keeps a name like "http:x" or "concat:a|b" from being taken for a protocol.
        return "file:" + source.address
    host_and_port(source.address)
    scheme, _, rest = source.address.partition("://")
    if not source.username and not source.password:
        return source.address
    user = quote(source.username, safe="")
    password = quote(source.password, safe="")
    return f"{scheme}://{user}:{password}@{rest.rpartition('@')[2] if '@' in rest.split('/')[0] else rest}"


def options_for_ffmpeg(source: Source) -> dict[str, str]:
    """A playlist or SDP must not lead to other protocols or files."""
    if source.kind == "file":
        return {"protocol_whitelist": "file", "format_whitelist": _CONTAINERS}
    return {"protocol_whitelist": "rtsp,rtp,tcp,udp", "rtsp_transport": "tcp", "allowed_media_types": "video+audio"}
