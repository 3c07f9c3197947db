"""A secret of a channel goes nowhere but where its owner meant it to go (N7)."""

from typing import Any

import pytest

from argusai.pipeline.notifications.channels.kinds import EmailSettings, TelegramSettings, WebhookSettings, bound
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("N7")
MAIL: dict[str, Any] = {"kind": "email", "host": "mail.example", "sender": "a@x.example", "recipients": ["b@x.example"]}
HOOK: dict[str, Any] = {"kind": "webhook", "url": "https://a.example/hook"}
BOT: dict[str, Any] = {"kind": "telegram", "chat": "1"}
HIDDEN = secret("kept-at-the-old-address")


@pytest.mark.parametrize(
    ("changed", "stays"),
    [
        ({}, True),
        ({"host": "MAIL.example", "sender": "c@x.example"}, True),
        ({"tls": "tls"}, True),
        ({"host": "other.example"}, False),
        ({"port": 2525}, False),
        ({"tls": "none"}, False),
    ],
)
def test_of_mail(changed: dict[str, Any], stays: bool) -> None:
    old = EmailSettings(**MAIL, password=HIDDEN)
    assert bound(old, EmailSettings(**{**MAIL, **changed})) == ([] if stays else ["password"])
    assert bound(old, EmailSettings(**{**MAIL, **changed}, password=secret("of the new one"))) == []
    assert bound(EmailSettings(**MAIL), EmailSettings(**{**MAIL, **changed})) == []


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("https://A.example:443/other?x=1", True),
        ("http://a.example/hook", False),
        ("https://a.example:8443/hook", False),
        ("https://b.example/hook", False),
    ],
)
def test_of_webhooks_the_headers(url: str, stays: bool) -> None:
    old = WebhookSettings(**HOOK, headers={"X-Key": HIDDEN}, secret=secret("signs and is never sent"))
    assert bound(old, WebhookSettings(kind="webhook", url=url)) == ([] if stays else ["headers"])
    assert bound(old, WebhookSettings(kind="webhook", url=url, headers={})) == []


def test_of_bots_the_token() -> None:
    old = TelegramSettings(**BOT, token="123456:" + "a" * 35)
    assert bound(old, TelegramSettings(**BOT)) == []
    assert bound(old, TelegramSettings(**{**BOT, "server": "https://bots.example"})) == ["token"]
