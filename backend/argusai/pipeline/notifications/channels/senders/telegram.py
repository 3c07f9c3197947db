"""Telegram's Bot API: a picture with words, which better words replace in place."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from argusai.kit.outgoing import Answer, OutgoingFailed, Request, send
from argusai.pipeline.notifications.channels.answers import failed_answer, failed_request
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.kinds import TelegramSettings

_SECONDS = 15.0
_LONGEST_CAPTION = 1024
_WHO = "Telegram"
_DONE = ("not modified", "message to edit not found")
_MOST_SECONDS = 10**9
_EPOCH = datetime.fromtimestamp(0, UTC)


class Channel:
    async def send(self, settings: TelegramSettings, message: Message, means: Means) -> Sent:
        if message.place:
            return await self._replace(settings, message, means)
        fields = {"chat_id": settings.chat, "disable_notification": message.what == "words"}
        if message.picture:
            answer = await self._call(settings, "sendPhoto", {**fields, "caption": _words(message)}, message, means)
        else:
            answer = await self._call(settings, "sendMessage", {**fields, "text": _words(message)}, message, means)
        number = answer.get("message_id") if isinstance(answer, dict) else None
        if type(number) is not int:
            raise SendFailed(f"{_WHO} took it and did not say under which number.", "lasting", perhaps_received=True)
        return Sent(place=f"{'photo' if message.picture else 'text'}:{number}", receipt={"message_id": number})

    async def _replace(self, settings: TelegramSettings, message: Message, means: Means) -> Sent:
        form, _, number = message.place.partition(":")
        method, name = ("editMessageCaption", "caption") if form == "photo" else ("editMessageText", "text")
        fields = {"chat_id": settings.chat, "message_id": number, name: _words(message)}
        try:
            await self._call(settings, method, fields, None, means)
        except SendFailed as error:
            # It was received before, and we were not told; or somebody has deleted it there, and wants no more of it.
            if not any(words in str(error) for words in _DONE):
                raise
        return Sent(place=message.place, receipt={"message_id": number, "edited": True})

    async def _call(
        self, settings: TelegramSettings, method: str, fields: dict[str, Any], message: Message | None, means: Means
    ) -> Any:
        kind, body = _form(fields, message)
        url = f"{settings.server.rstrip('/')}/bot{settings.token}/{method}"
        try:
            answer = await send(Request(url, headers={"content-type": kind}, body=body, seconds=_SECONDS), means.reach)
        except OutgoingFailed as error:
            raise failed_request(error) from error
        return _result(answer, message)


def _result(answer: Answer, message: Message | None) -> Any:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict) and said.get("ok") is True:
        return said.get("result")
    if isinstance(said, dict) and isinstance(said.get("description"), str):
        after = said.get("parameters")
        seconds = after.get("retry_after") if isinstance(after, dict) else None
        passing = answer.status == 429 or answer.status >= 500
        raise SendFailed(
            f"{_WHO} refused it: {said['description'][:200]}.",
            "passing" if passing else "lasting",
            retry_after_seconds=float(seconds) if type(seconds) is int and abs(seconds) < _MOST_SECONDS else None,
        )
    raise failed_answer(_WHO, answer, message.sent_at if message else _EPOCH) or SendFailed(
        f"{_WHO} answered something else than it should.", "passing", perhaps_received=True
    )


def _words(message: Message) -> str:
    head = message.head
    link = f"\n{message.link}" if message.link else ""
    room = _LONGEST_CAPTION - len(head) - len(link) - 1
    text = message.text if len(message.text) <= room else message.text[: room - 1] + "…"
    return f"{head}\n{text}{link}"


def _form(fields: dict[str, Any], message: Message | None) -> tuple[str, bytes]:
    """As JSON, or with the picture as a form."""
    if message is None or message.picture is None:
        return "application/json", json.dumps(fields).encode()
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{_plain(value)}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{mark}\r\ncontent-disposition: form-data; name="photo"; filename="{message.picture.name}"\r\n'
        "content-type: image/jpeg\r\n\r\n".encode()
    )
    return f"multipart/form-data; boundary={mark}", b"".join(
        [*parts, message.picture.content, f"\r\n--{mark}--\r\n".encode()]
    )


def _plain(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)
