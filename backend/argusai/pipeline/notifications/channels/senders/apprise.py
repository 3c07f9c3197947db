"""The services that Apprise knows, as far as they are asked over HTTP (our own guard cannot see other protocols)."""

import asyncio
import logging
import sys
import tempfile
import threading
from pathlib import Path

import apprise

from argusai.kit.workers import in_own_thread
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.kinds import AppriseSettings
from argusai.pipeline.notifications.channels.senders import apprise_guard

_SECONDS = 20.0
_WHO = "The service"


class Channel:
    async def send(self, settings: AppriseSettings, message: Message, means: Means) -> Sent:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return await self._watched(
                settings.url or "", message, apprise_guard.Watch(means.reach, _SECONDS, Path(folder))
            )

    async def _watched(self, url: str, message: Message, watch: apprise_guard.Watch) -> Sent:
        try:
            async with asyncio.timeout(_SECONDS):
                return await in_own_thread("apprise", lambda: _send(url, message, watch))
        except TimeoutError as error:
            late = f"{_WHO} did not answer within {_SECONDS:g} seconds."
            raise SendFailed(late, "passing", perhaps_received=watch.asked) from error


def _send(url: str, message: Message, watch: apprise_guard.Watch) -> Sent:
    said = _Said()
    logger = logging.getLogger("apprise")
    logger.addHandler(said)
    try:
        with watch:
            service = apprise.Apprise.instantiate(url, suppress_exceptions=True)
            if service is None:
                raise SendFailed("Apprise does not understand this address.", "lasting")
            if not hasattr(sys.modules[type(service).__module__], "requests"):
                raise SendFailed("This kind of service is not supported: it is not asked over HTTP.", "lasting")
            done = bool(_notify(service, message, watch.folder))
    finally:
        logger.removeHandler(said)
    if done:
        return Sent()
    if watch.refused:
        raise SendFailed(watch.refused, "lasting")
    raise SendFailed(
        f"{_WHO} did not take it{said.last}.", "passing" if not watch.asked or watch.passing else "lasting",
        perhaps_received=watch.asked and watch.status is None,
    )  # fmt: skip


def _notify(service: apprise.NotifyBase, message: Message, folder: Path) -> bool:
    body = "\n".join(filter(None, [message.text, message.link]))
    kind = apprise.NotifyType.WARNING if message.urgent else apprise.NotifyType.INFO
    attach = None
    if message.picture and service.attachment_support:
        place = folder / message.picture.name
        place.write_bytes(message.picture.content)
        attach = apprise.AppriseAttachment(str(place))
    return bool(service.notify(body=body, title=message.head, notify_type=kind, attach=attach))


class _Said(logging.Handler):
    """The last complaint in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()  # others send at the same time, to other people's addresses
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._lines.append(record.getMessage())

    @property
    def last(self) -> str:
        return f": {self._lines[-1].rstrip('.')[:300]}" if self._lines else ""
