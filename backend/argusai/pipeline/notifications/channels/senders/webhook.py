"""Webhooks: versioned JSON, signed with HMAC-SHA256 over time and body."""

import hashlib
import hmac
import json
from typing import Any

from argusai.kit.outgoing import OutgoingFailed, Request, merged_headers, read_address, send
from argusai.pipeline.notifications.channels.answers import failed_answer, failed_request
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.kinds import WebhookSettings
from argusai.pipeline.notifications.channels.template import fill

VERSION = 1
SECONDS = 10.0
_MOST_ANSWER = 2000


class Channel:
    async def send(self, settings: WebhookSettings, message: Message, means: Means) -> Sent:
        body = write_body(settings.template, message)
        stamp = str(int(message.sent_at.timestamp()))
        usual = {"content-type": "application/json", "user-agent": "ArgusAI"}
        ours = {
            "idempotency-key": message.key,
            "argus-timestamp": stamp,
            "argus-signature": f"v1={sign(settings.secret or '', stamp, body)}",
        }
        headers = merged_headers(usual, settings.headers or {}, ours)
        request = Request(settings.url, headers=headers, body=body, seconds=SECONDS, most_bytes=_MOST_ANSWER)
        try:
            answer = await send(request, means.reach)
        except OutgoingFailed as error:
            raise failed_request(error) from error
        if failed := failed_answer(read_address(settings.url).host, answer, message.sent_at):
            raise failed
        return Sent(place=message.tag, receipt={"status": answer.status})


def sign(secret: str, stamp: str, body: bytes) -> str:
    """What a receiver computes to know that it was us, and when."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def write_body(template: str, message: Message) -> bytes:
    """Raises SendFailed when the template makes it too long."""
    values = payload(message)
    if not template:
        return json.dumps(values, ensure_ascii=False).encode()
    try:
        return fill(template, values).encode()
    except ValueError as error:
        raise SendFailed(f"{error}.", "lasting") from error


def payload(message: Message) -> dict[str, Any]:
    """Version 1 (docs/reference/webhooks.md). Fields may be added; none changes its meaning or goes."""
    event = None
    if message.event_id is not None:
        event = {
            "id": str(message.event_id),
            "camera_id": str(message.camera_id),
            "camera_name": message.title,
            "labels": list(message.labels),
            "zones": list(message.zones),
        }
    return {
        "version": VERSION,
        "type": f"notice.{message.what}",
        "id": str(message.id),
        "sent_at": message.sent_at.isoformat(),
        "notice": {
            "title": message.title,
            "text": message.text,
            "urgent": message.urgent,
            "happened_at": message.happened_at.isoformat(),
        },
        "event": event,
        "rules": list(message.rules),
        "links": {"event": message.link, "picture": message.picture_link},
    }
