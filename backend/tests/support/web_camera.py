"""A camera as a web server on 127.0.0.1: single JPEGs or an MJPEG stream, with sign-in, TLS, and every bad habit."""

import datetime
import hashlib
import http.server
import re
import secrets
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

import av
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from argusai.pipeline.capture.cameras.contract import Source
from tests.support.video import Recipe, pictures

Auth = Literal["", "basic", "digest", "both"]
Drips = Literal["", "head", "picture"]
_DROPS, _DROP_SECONDS = 60, 0.02


@cache
def jpegs(width: int = 320, height: int = 180, count: int = 12) -> tuple[bytes, ...]:
    """A bright rectangle walks through them."""
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    recipe = Recipe(width=width, height=height, rate=count, seconds=1)
    made = [b"".join(map(bytes, encoder.encode(frame.reformat(format="yuvj420p")))) for frame in pictures(recipe)]
    return tuple(made)


@dataclass
class WebCamera:
    """How it behaves; may be changed while it runs. `most`: pictures before it ends a stream. `broken`: a part in so
    many is no picture. `with_length`: tell each part's length. `freezes_after`: pictures before it falls silent."""

    username: str = ""
    password: str = ""
    auth: Auth = ""
    boundary: str = "frame"
    per_second: float = 25
    with_length: bool = True
    most: int = 10**9
    broken_every: int = 0
    freezes_after: int = 10**9
    drips: Drips = ""
    status: int = 200
    location: str = ""
    media_type: str = "image/jpeg"
    body: bytes = b""
    sizes: tuple[tuple[int, int], ...] = ((320, 180),)
    scheme: str = "http"
    port: int = 0
    requests: list[str] = field(default_factory=list)
    connections: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    nonces: set[str] = field(default_factory=set)

    def address(self, path: str = "/video") -> str:
        """ "/video" is a stream; anything else answers with one picture."""
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def source(self, path: str = "/video", **more: str) -> Source:
        return Source("http", self.address(path), self.username, self.password, per_second=10, **more)  # type: ignore[arg-type]

    def picture(self, number: int) -> bytes:
        width, height = self.sizes[min(number // 5, len(self.sizes) - 1)]
        made = jpegs(width, height)
        return made[number % len(made)]

    def lets_in(self, authorization: str, path: str) -> bool:
        if not self.auth:
            return True
        basic = "Basic " + b64encode(f"{self.username}:{self.password}".encode()).decode()
        if self.auth != "digest" and authorization == basic:
            return True
        return self.auth != "basic" and authorization.startswith("Digest ") and self._digest_fits(authorization, path)

    def _digest_fits(self, authorization: str, path: str) -> bool:
        given = {name: quoted or bare for name, quoted, bare in _PARTS.findall(authorization)}
        first = _md5(f"{self.username}:cam:{self.password}")
        second = _md5(f"GET:{path}")
        expected = _md5(f"{first}:{given.get('nonce')}:{given.get('nc')}:{given.get('cnonce')}:auth:{second}")
        return given.get("response") == expected and given.get("uri") == path and given.get("nonce") in self.nonces

    def challenges(self) -> Iterator[str]:
        if self.auth in {"digest", "both"}:
            nonce = secrets.token_hex(8)
            self.nonces.add(nonce)
            yield f'Digest realm="cam", nonce="{nonce}", qop="auth,auth-int", opaque="x", algorithm=MD5'
        if self.auth in {"basic", "both"}:
            yield 'Basic realm="cam"'


_PARTS = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s,]+))")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


class _Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    camera: WebCamera

    def setup(self) -> None:
        super().setup()
        self.camera.connections += 1

    def log_message(self, format: str, *args: object) -> None: ...

    def do_GET(self) -> None:
        camera = self.camera
        camera.requests.append(self.path)
        with suppress(OSError):
            if not camera.lets_in(self.headers.get("Authorization", ""), self.path):
                self._answer(401, "text/plain", b"no", [("WWW-Authenticate", each) for each in camera.challenges()])
            elif camera.status != 200:
                self._answer(camera.status, "text/html", b"<html>", [("Location", camera.location)])
            elif self.path.startswith("/video"):
                self._stream()
            else:
                picture = camera.body or camera.picture(len(camera.requests))
                self._answer(200, camera.media_type, picture, [])

    def _drip(self, content: bytes) -> None:
        """Many drops, each of them soon, and the rest at once."""
        for number in range(_DROPS):
            self.wfile.write(content[number : number + 1])
            if self.camera.stop.wait(_DROP_SECONDS):
                return
        self.wfile.write(content[_DROPS:])

    def _answer(self, status: int, media_type: str, body: bytes, more: list[tuple[str, str]]) -> None:
        if self.camera.drips == "head":
            self._drip(b"HTTP/1.1 100 Continue\r\n\r\n" * _DROPS)
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        (self._drip if self.camera.drips == "picture" else self.wfile.write)(body)

    def _stream(self) -> None:
        camera = self.camera
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={camera.boundary}")
        self.end_headers()
        self.close_connection = True
        dashes = b"--" + camera.boundary.strip('"').removeprefix("--").encode()
        for number in range(camera.most):
            if number >= camera.freezes_after:
                camera.stop.wait()
            broken = camera.broken_every and number and number % camera.broken_every == 0
            picture = b"not a picture" if broken else camera.picture(number)
            length = f"Content-Length: {len(picture)}\r\n".encode() if camera.with_length else b""
            head = dashes + b"\r\nContent-Type: image/jpeg\r\n" + length + b"\r\n"
            self.wfile.write(head)
            (self._drip if camera.drips == "picture" else self.wfile.write)(picture + b"\r\n")
            if camera.stop.wait(1 / camera.per_second):
                return


@contextmanager
def web_camera(camera: WebCamera | None = None, certificate: Path | None = None) -> Iterator[WebCamera]:
    """`certificate`: a PEM file with the key in it; then it speaks TLS."""
    camera = camera or WebCamera()
    answers = type("Answers", (_Answers,), {"camera": camera})
    with http.server.ThreadingHTTPServer(("127.0.0.1", camera.port), answers) as server:
        server.daemon_threads = True
        server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            camera.scheme = "https"
        camera.port = server.server_port
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        serving.start()
        try:
            yield camera
        finally:
            camera.stop.set()
            server.shutdown()
            serving.join()


def make_certificate(path: Path) -> str:
    """A certificate that signs itself, for 127.0.0.1, with its key, as PEM. Returns its SHA-256."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "camera")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return made.fingerprint(hashes.SHA256()).hex()
