"""Web push (RFC 8030, 8188, 8291, 8292): encrypted for one browser, signed with the key of this house."""

import json
from urllib.parse import urlsplit

from py_vapid import Vapid, VapidException, b64urlencode
from pywebpush import WebPusher, WebPushException

from argusai.kit.outgoing import OutgoingFailed, Request, send
from argusai.pipeline.notifications.channels.answers import failed_answer, failed_request
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.kinds import PushSettings

_SECONDS = 10.0
_KEPT_SECONDS = 6 * 3600  # by the push service, for a device that is off
_CLAIM_SECONDS = 12 * 3600
# The services take 4,096 bytes, of which encryption needs about 100; letters have up to four.
_MOST_TEXT_BYTES = 2500
_GONE = frozenset({404, 410})
_TOO_LARGE = 413


class Channel:
    async def send(self, settings: PushSettings, message: Message, means: Means) -> Sent:
        place = urlsplit(settings.endpoint or "")
        try:
            body = _encrypted(settings, message)
            until = int(message.sent_at.timestamp()) + _CLAIM_SECONDS
            claims = {"aud": f"{place.scheme}://{place.netloc}", "sub": means.contact, "exp": until}
            proof = Vapid.from_pem(means.vapid_pem.encode()).sign(claims)
        except (WebPushException, VapidException, ValueError) as error:
            raise SendFailed("The keys of this browser are not usable. Turn push off and on again.", "gone") from error
        headers = {
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(_KEPT_SECONDS),
            "topic": message.tag,
            "urgency": "high" if message.urgent else "normal",
            "authorization": proof["Authorization"],
        }
        request = Request(settings.endpoint or "", headers=headers, body=body, seconds=_SECONDS, most_bytes=2000)
        try:
            answer = await send(request, means.reach)
        except OutgoingFailed as error:
            raise failed_request(error) from error
        if answer.status in _GONE:
            raise SendFailed("This browser has ended its subscription.", "gone")
        if answer.status == _TOO_LARGE:
            raise SendFailed("The push service finds it too large.", "lasting")
        if failed := failed_answer("The push service", answer, message.sent_at):
            raise failed
        return Sent(place=message.tag, receipt={"location": answer.headers.get("location", "")[:200]})


def _encrypted(settings: PushSettings, message: Message) -> bytes:
    keys = {"p256dh": settings.p256dh, "auth": settings.auth}
    pusher = WebPusher({"endpoint": settings.endpoint, "keys": keys})
    sealed: bytes = pusher.encode(json.dumps(content(message), ensure_ascii=False).encode())["body"]
    return sealed


def content(message: Message) -> dict[str, object]:
    """What the service worker of the page shows. `again`: better words for what is shown already, silently."""
    return {
        "id": str(message.id),
        "tag": message.tag,
        "title": f"{'Urgent: ' if message.urgent else ''}{message.title}",
        "body": _cut(message.text),
        "path": message.path,
        "picture": message.picture_path,
        "urgent": message.urgent,
        "again": bool(message.place),
        "what": message.what,
        "at": int(message.happened_at.timestamp() * 1000),
    }


def _cut(text: str) -> str:
    whole = text.encode()
    return text if len(whole) <= _MOST_TEXT_BYTES else whole[:_MOST_TEXT_BYTES].decode(errors="ignore") + "…"


def new_key() -> str:
    """A private key as PEM."""
    vapid = Vapid()
    vapid.generate_keys()
    pem: bytes = vapid.private_pem()
    return pem.decode()


def public_key(pem: str) -> str:
    """What browsers want to know of it: the point, uncompressed, in URL-safe base64."""
    numbers = Vapid.from_pem(pem.encode()).public_key.public_numbers()
    written: str = b64urlencode(b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big"))
    return written
