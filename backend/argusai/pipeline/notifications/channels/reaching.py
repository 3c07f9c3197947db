"""Whether a channel's receiver may be reached at all, asked when it is saved: who enters an address learns it there and
then, and not from the first notice that does not arrive. What counts is asked again for every request."""

import asyncio
import ipaddress
from urllib.parse import urlsplit

from argusai.kit.errors import BadInput
from argusai.kit.outgoing import OutgoingFailed, Reach, Resolve, look_up, pin, read_address
from argusai.pipeline.notifications.channels.apprise_services import HOSTED, service_of
from argusai.pipeline.notifications.channels.kinds import (
    AppriseSettings,
    ChannelSettings,
    EmailSettings,
    TelegramSettings,
    WebhookSettings,
)

_SECONDS = 3.0  # for the look-up; a name that nobody knows now may be known later


async def check_reach(settings: ChannelSettings, reach: Reach, resolve: Resolve = look_up) -> None:
    """Raises BadInput (slug refused-address) with the sentence that sending would end with."""
    field, host, port = _place(settings)
    if not host:
        return
    try:
        async with asyncio.timeout(_SECONDS):
            await pin(host, port, reach, resolve)
    except TimeoutError:
        return
    except OutgoingFailed as error:
        if error.slug == "refused-address":
            told = {f"settings.{field}": "It may not be reached"}
            raise BadInput(str(error), slug="refused-address", fields=told) from error


def _place(settings: ChannelSettings) -> tuple[str, str, int]:
    """Field, host and port; host "" where none can be told."""
    if isinstance(settings, EmailSettings):
        return "host", settings.host, settings.port
    if isinstance(settings, AppriseSettings):
        return "url", _written_host(settings.url or ""), 0
    if isinstance(settings, WebhookSettings):
        field, url = "url", settings.url
    elif isinstance(settings, TelegramSettings):
        field, url = "server", settings.server
    else:
        field, url = "endpoint", settings.endpoint or ""
    if not url:
        return field, "", 0
    address = read_address(url)
    return field, address.host, address.port


def _written_host(url: str) -> str:
    """Where another word would stand in an address of Apprise (a topic, a token, a room) it is not taken for a host."""
    try:
        host = urlsplit(url).hostname or ""
        if service_of(url) in HOSTED:
            return host
        return host if host == "localhost" else str(ipaddress.ip_address(host))
    except ValueError:
        return ""
