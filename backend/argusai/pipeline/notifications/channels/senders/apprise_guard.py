"""Our guard around the requests that Apprise makes in a thread: where they may go, how long, and how much comes back.

Apprise asks with the library requests and lets nobody choose how, so its doors are replaced; in threads that are
not watched they do what they always did.
"""

import socket
import threading
import time
from pathlib import Path
from typing import Any, Self

import requests
from apprise.attachment.file import AttachFile
from urllib3.util import connection

from argusai.kit.addresses import allowed
from argusai.kit.outgoing import Reach

_MOST_BYTES = 1_000_000
_PIECE = 16_384
_here = threading.local()
_installing = threading.Lock()
_connect = connection.create_connection
_request = requests.Session.request
_download = AttachFile.download


class Watch:
    """Inside the block the requests of this thread are guarded, and only files in `folder` can be sent or read as
    templates or keys, whatever an address names. `asked`: something was sent, `status`: of the last
    answer, `refused`: a sentence, when an address was not allowed."""

    def __init__(self, reach: Reach, seconds: float, folder: Path) -> None:
        self._reach = reach
        self.folder = folder
        self._seconds = seconds
        self._until = 0.0
        self.asked = False
        self.status: int | None = None
        self.refused = ""

    def __enter__(self) -> Self:
        _install()
        self._until = time.monotonic() + self._seconds
        _here.watch = self
        return self

    def __exit__(self, *_: object) -> None:
        _here.watch = None

    @property
    def passing(self) -> bool:
        """The receiver may take it later."""
        return self.status is None or self.status >= 500 or self.status in {408, 425, 429}

    def pin(self, host: str, port: int) -> str:
        """Looked up here, once, for this connection. Raises OSError."""
        limits = {"loopback": self._reach.loopback, "private": self._reach.private}
        if allowed(host, **limits):
            for *_, address in socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP):
                if allowed(str(address[0]), **limits):
                    return str(address[0])
        self.refused = (
            f"{host} lies within this machine or its network. An administrator can allow such addresses under Settings."
        )
        raise OSError("this address is not allowed")

    def may_open(self, path: str) -> bool:
        try:
            return Path(path).resolve().is_relative_to(self.folder.resolve())
        except (OSError, ValueError):
            return False

    def read(self, answer: requests.Response) -> None:
        """No more than a little, and not for long."""
        self.status = answer.status_code
        content = bytearray()
        for piece in answer.iter_content(_PIECE):
            content += piece
            if len(content) >= _MOST_BYTES or time.monotonic() > self._until:
                break
        answer._content = bytes(content[:_MOST_BYTES])
        answer.close()


def _install() -> None:
    with _installing:
        connection.create_connection = _guarded_connect
        requests.Session.request = _guarded_request  # type: ignore[method-assign,assignment]
        AttachFile.download = _guarded_download  # type: ignore[method-assign,assignment]


def _guarded_connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
    watch: Watch | None = getattr(_here, "watch", None)
    if watch is None:
        return _connect(address, *args, **kwargs)
    host, port = address
    return _connect((watch.pin(host.strip("[]"), port), port), *args, **kwargs)


def _guarded_download(attached: Any, **kwargs: Any) -> bool:
    watch: Watch | None = getattr(_here, "watch", None)
    if watch is not None and not watch.may_open(attached.dirty_path):
        watch.refused = "This address names a file on this machine, which is not read for it. Leave that part out."
        return False
    return bool(_download(attached, **kwargs))  # type: ignore[no-untyped-call]


def _guarded_request(session: requests.Session, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
    watch: Watch | None = getattr(_here, "watch", None)
    if watch is None:
        return _request(session, method, url, *args, **kwargs)
    session.trust_env = False  # a proxy would be asked instead, and see no guard
    watch.asked, watch.status = True, None
    try:
        answer = _request(session, method, url, *args, **{**kwargs, "stream": True, "allow_redirects": False})
    except requests.ConnectionError as error:
        watch.asked = not isinstance(_deepest(error), socket.gaierror | ConnectionRefusedError) and not watch.refused
        raise
    watch.read(answer)
    return answer


def _deepest(error: BaseException) -> BaseException:
    """What began it: the libraries wrap it several times."""
    reason = getattr(error, "reason", None) or (error.args[0] if error.args else None)
    cause = reason if isinstance(reason, BaseException) else error.__cause__
    return error if cause is None or cause is error else _deepest(cause)
