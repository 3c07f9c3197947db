"""A browser that is pushed to, with its push service on 127.0.0.1: it decrypts what comes."""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.support.receiver import Receiver, receiver


@dataclass
class PushedBrowser:
    service: Receiver
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def settings(self) -> dict[str, Any]:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": _text(point), "auth": _text(self.auth)}
        return {"kind": "push", "endpoint": f"http://127.0.0.1:{self.service.port}/push/1", **keys}

    @property
    def shown(self) -> list[dict[str, Any]]:
        """What its service worker gets."""
        return [
            json.loads(http_ece.decrypt(got.body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))
            for got in self.service.got
        ]


@contextmanager
def pushed_browser() -> Iterator[PushedBrowser]:
    with receiver(status=201) as service:
        yield PushedBrowser(service)


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
