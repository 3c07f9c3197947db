"""Links to pictures for receivers that cannot sign in: signed, for one event, for a short time. Pure."""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

VALID_SECONDS = 24 * 3600
_SIGNATURE = 16
_LENGTH = 16 + 8 + _SIGNATURE


def new_link_key() -> str:
    return secrets.token_hex(32)


def write_link(key: str, event_id: UUID, until: datetime) -> str:
    """A token that names the event, until when it holds, and proves that it is ours."""
    named = event_id.bytes + int(until.timestamp()).to_bytes(8, "big")
    return base64.urlsafe_b64encode(named + _proof(key, named)).rstrip(b"=").decode()


def read_link(key: str, token: str, now: datetime) -> UUID | None:
    """The event, or None for what is forged, broken or over."""
    try:
        written = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    if len(written) != _LENGTH:
        return None
    named, proof = written[:-_SIGNATURE], written[-_SIGNATURE:]
    if not hmac.compare_digest(proof, _proof(key, named)):
        return None
    return UUID(bytes=named[:16]) if int.from_bytes(named[16:], "big") > now.timestamp() else None


def _proof(key: str, named: bytes) -> bytes:
    return hmac.new(bytes.fromhex(key), named, hashlib.sha256).digest()[:_SIGNATURE]
