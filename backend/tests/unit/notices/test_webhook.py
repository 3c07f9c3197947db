"""What webhooks are made of: signatures, bodies in the receiver's words, signed links, checked settings (N10, N20)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from argusai.pipeline.notifications.channels.contract import Message, SendFailed
from argusai.pipeline.notifications.channels.kinds import (
    ChannelSettings,
    WebhookSettings,
    merged,
    read_settings,
    shown,
    target,
)
from argusai.pipeline.notifications.channels.links import new_link_key, read_link, write_link
from argusai.pipeline.notifications.channels.senders.webhook import sign, write_body
from argusai.pipeline.notifications.channels.template import fill, read_template
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("N10")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
ID = UUID("01980000-0000-7000-8000-000000000001")
MESSAGE = Message(
    id=ID, key=f"{ID}:1", tag=ID.hex, what="opened", title='The "Garden"', text="A person\nwalked\\by.", urgent=True,
    happened_at=NOW, sent_at=NOW, event_id=ID, camera_id=ID, labels=("person", "dog"), rules=("People",),
    zones=("Driveway",),
)  # fmt: skip
_ANY: TypeAdapter[Any] = TypeAdapter(ChannelSettings)


def test_a_signature_is_that_of_the_documentation() -> None:
    """Computed apart, as docs/reference/webhooks.md tells a receiver to."""
    expected = "ca526d41f86628030ecdbcdef4dcf63156bbf02f9348663d239da8f9a0cb1d03"
    assert sign("0123456789abcdef", "1767268800", b'{"version":1}') == expected


def test_our_own_body_is_version_1() -> None:
    body = json.loads(write_body("", MESSAGE))
    assert body["version"] == 1
    assert body["notice"]["text"] == "A person\nwalked\\by."
    assert (body["event"]["labels"], body["event"]["zones"]) == (["person", "dog"], ["Driveway"])
    assert body["links"] == {"event": None, "picture": None}


def test_a_template_stays_valid_json_whatever_was_seen() -> None:
    template = (
        '{"content": "{{ notice.title }}: {{notice.text}}", "urgent": {{ notice.urgent }}, "of": "{{ event.labels }}"}'
    )
    assert json.loads(write_body(template, MESSAGE)) == {
        "content": 'The "Garden": A person\nwalked\\by.',
        "urgent": True,
        "of": "person, dog",
    }


@pytest.mark.covers("N20")
@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ }}",
        "{{ notice.__class__ }}",
        "{{ notice.text.upper() }}",
        "{{ 7*7 }}",
        "{{ self }}",
        "{{ config.items() }}",
        "{{ notice['text'] }}",
        "{{ notice.text | safe }}",
        "{{ unknown }}",
        "{{ notice.text",
        "{{{{ notice.text }}}}",
        "x" * 10_001,
    ],
)
def test_a_template_can_do_nothing_but_name_values(template: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_template(template)


@pytest.mark.covers("N20")
def test_a_body_that_grows_too_long_is_refused() -> None:
    template = "{{ notice.text }}" * 500
    with pytest.raises(SendFailed, match="too long"):
        write_body(template, replace(MESSAGE, text="x" * 1000))


@given(st.text(max_size=200))
def test_filling_never_fails_for_a_template_that_was_read(text: str) -> None:
    try:
        read_template(text)
    except ValueError:
        return
    assert isinstance(fill(text, {"notice": {"text": "x"}}), str)


def test_a_picture_link_holds_for_its_event_and_its_time() -> None:
    key = new_link_key()
    token = write_link(key, ID, NOW + timedelta(seconds=10))
    assert read_link(key, token, NOW) == ID
    assert read_link(key, token, NOW + timedelta(seconds=11)) is None
    assert read_link(new_link_key(), token, NOW) is None
    assert read_link(key, token[:-2] + ("AA" if not token.endswith("AA") else "BB"), NOW) is None
    assert read_link(key, "", NOW) is None


@given(st.text(max_size=100))
def test_no_text_of_a_stranger_is_a_link(text: str) -> None:
    assert read_link("00" * 32, text, NOW) is None


@pytest.mark.parametrize(
    "settings",
    [
        {"kind": "webhook", "url": "ftp://x"},
        {"kind": "webhook", "url": "http://x/", "headers": {"Host": "y"}},
        {"kind": "webhook", "url": "http://x/", "headers": {"Keep-Alive": "y"}},
        {"kind": "webhook", "url": "http://x/", "headers": {"X-Key": "y", "x-key": "z"}},
        {"kind": "webhook", "url": "http://x/", "headers": {"a b": "y"}},
        {"kind": "webhook", "url": "http://x/", "headers": {"a": "y\r\nb: c"}},
        {"kind": "webhook", "url": "http://x/", "headers": {"Argus-Signature": "v1=x"}},
        {"kind": "webhook", "url": "http://x/", "secret": "short"},
        {"kind": "webhook", "url": "http://x/", "template": "{{ x }}"},
        {"kind": "webhook", "url": "http://x/", "more": 1},
        {"kind": "email", "host": "h", "sender": "no address", "recipients": ["a@b"]},
        {"kind": "email", "host": "h", "sender": "a@b\r\nBcc: c@d", "recipients": ["a@b"]},
        {"kind": "email", "host": "h", "sender": "a@b", "recipients": []},
        {"kind": "telegram", "token": "x", "chat": "1"},
        {"kind": "telegram", "chat": "1; drop"},
        {"kind": "apprise", "url": "no scheme"},
        {"kind": "push", "endpoint": "https://x/", "p256dh": "short", "auth": "short"},
        {"kind": "pigeon"},
        {},
    ],
)
def test_settings_that_cannot_work_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _ANY.validate_python(settings)


def test_what_was_stored_before_it_was_refused_is_still_read() -> None:
    stored = {"kind": "webhook", "url": "https://x/", "headers": {"X-Key": "y", "x-key": "z", "TE": "w"}}
    assert read_settings(json.dumps(stored)).model_dump()["headers"] == stored["headers"]


def test_secrets_are_kept_when_nothing_new_is_said_and_never_shown() -> None:
    hidden = secret("a secret of sixteen")
    old = _ANY.validate_python({"kind": "webhook", "url": "https://x/", "secret": hidden, "headers": {"X-Key": hidden}})
    new = merged(old, _ANY.validate_python({"kind": "webhook", "url": "https://y/"}))
    assert isinstance(new, WebhookSettings)
    assert (new.url, new.secret, new.headers) == ("https://y/", hidden, {"X-Key": hidden})
    assert hidden not in str(shown(new))
    assert shown(new)["header_names"] == ["X-Key"]
    assert target(new) == "y"
