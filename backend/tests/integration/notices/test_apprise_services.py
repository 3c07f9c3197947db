"""Only services that are asked over HTTP are saved, and sent to (N7, N10)."""

import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from apprise.manager_plugins import NotificationManager

from argusai.kit.outgoing import Reach
from argusai.pipeline.notifications.channels.apprise_services import HTTP_SERVICES
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed
from argusai.pipeline.notifications.channels.kinds import AppriseSettings
from argusai.pipeline.notifications.channels.senders.apprise import Channel

pytestmark = pytest.mark.covers("N7", "N10")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
NEWS = Message(UUID(int=1), "key", "tag", "test", "A test", "It is one.", False, NOW, NOW)
ANYWHERE = Means(Reach(private=True, loopback=True))


@pytest.mark.parametrize("url", ["syslog://", "nonsense://x", "mailto://a:b@example.org", "dbus://", "file:///etc/x"])
async def test_what_was_saved_before_is_sent_nowhere(url: str) -> None:
    with pytest.raises(SendFailed):
        await Channel().send(AppriseSettings.model_construct(kind="apprise", url=url), NEWS, ANYWHERE)


@pytest.mark.parametrize("service", ["json", "xml", "form"])
async def test_nobody_reaches_what_a_cloud_tells_its_machines(service: str) -> None:
    settings = AppriseSettings(kind="apprise", url=f"{service}://169.254.169.254/latest")
    with pytest.raises(SendFailed, match="lies within this machine"):
        await Channel().send(settings, NEWS, ANYWHERE)


def test_what_may_be_saved_is_what_apprise_asks_over_http() -> None:
    untyped: Any = NotificationManager
    known = untyped()
    known.load_modules()
    asked = {each for each in known.schemas() if hasattr(sys.modules[known[each].__module__], "requests")}
    assert asked == HTTP_SERVICES
