"""From a Source to what FFmpeg opens, after checks that FFmpeg does not make."""

import os
import re
import stat
from contextlib import closing
from urllib.parse import quote, urlsplit

from argusai.pipeline.capture.cameras.contract import Source, open_address
from argusai.pipeline.capture.streams.errors import NotAVideo, WrongPassword
from argusai.pipeline.capture.streams.pyav.limits import LIMITS
from argusai.pipeline.capture.streams.reach import dial

# FFmpeg cuts what is longer, and the camera would refuse what is left of the right password.
_LONGEST_CREDENTIALS = 127
_TOO_LONG = (
    "User name and password are too long to be sent over RTSP: together they may have 126 characters, and far fewer"
    " where these are not plain letters and digits. Set a shorter password on the camera."
)
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


def check_rtsp(address: str) -> None:
    """Other protocols than RTSP are not FFmpeg's to speak. Raises NotAVideo."""
    if not address.lower().startswith(("rtsp://", "rtsps://")):
        raise NotAVideo("This is not an RTSP address. It looks like rtsp://192.168.1.20:554/stream.")
    host_and_port(address)


def knock(address: str, timeout_seconds: float) -> None:
    """Does anything listen there? Says precisely why not, where FFmpeg says "input/output error". Raises
    OSError, StreamError."""
    with closing(dial(*host_and_port(address), timeout_seconds)):
        pass


def url_for_ffmpeg(source: Source, port: int = 0) -> str:
    """With the credentials and secrets in it: give it to FFmpeg and to nothing else. `port`: of a passage through TLS
    on this machine, 0 for none. Raises NotAVideo; WrongPassword where they are too long for it."""
    if source.kind == "file":
        # The prefix keeps a name like "http:x" or "concat:a|b" from being taken for a protocol.
        return "file:" + source.address
    check_rtsp(source.address)
    scheme, _, rest = open_address(source).partition("://")
    if port:
        place = re.match(r"[^/?#]*", rest)
        scheme, rest = "rtsp", f"127.0.0.1:{port}{rest[place.end() if place else 0 :]}"
    if not source.username and not source.password:
        return f"{scheme}://{rest}"
    # No sign takes three bytes where one will do.
    both = ":".join(quote(each, safe="!$&'()*+,;=") for each in (source.username, source.password))
    if len(both) > _LONGEST_CREDENTIALS:
        raise WrongPassword(_TOO_LONG)
    return f"{scheme}://{both}@{rest.rpartition('@')[2] if '@' in rest.split('/')[0] else rest}"


def is_secure(source: Source) -> bool:
    """Whether its RTSP travels in TLS."""
    return source.kind == "rtsp" and source.address.lower().startswith("rtsps:")


def options_for_ffmpeg(source: Source) -> dict[str, str]:
    """A playlist or SDP must not lead to other protocols or files."""
    if source.kind == "file":
        return LIMITS | {"protocol_whitelist": "file", "format_whitelist": _CONTAINERS}
    limits = LIMITS | {"protocol_whitelist": "rtsp,rtp,tcp,udp", "allowed_media_types": "video+audio"}
    if source.transport == "http":
        return limits | {"protocol_whitelist": "rtsp,rtp,tcp,http", "rtsp_transport": "http"}
    if source.transport == "udp" and not is_secure(source):
        return limits | {"rtsp_transport": "udp"}
    return limits | {"rtsp_transport": "tcp"}
