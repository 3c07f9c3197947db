"""What stands above the words of a notice: where it happened and when, on the clock of the house (N6)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from argusai.pipeline.notifications.channels.contract import Message
from argusai.pipeline.notifications.channels.kinds import EmailSettings
from argusai.pipeline.notifications.channels.senders.smtp import write_mail
from argusai.pipeline.notifications.channels.senders.webpush import content

pytestmark = pytest.mark.covers("N6")
ID = UUID("01980000-0000-7000-8000-000000000001")
NIGHT = datetime(2026, 1, 1, 22, 30, tzinfo=UTC)  # 23:30 in Berlin
MESSAGE = Message(
    id=ID, key=f"{ID}:1", tag=ID.hex, what="opened", title="Garden", text="A person walked by.", urgent=False,
    happened_at=NIGHT, sent_at=NIGHT + timedelta(seconds=1), zone="Europe/Berlin",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "head"),
    [
        ({}, "Garden, 23:30"),
        ({"urgent": True}, "Urgent: Garden, 23:30"),
        ({"zone": "UTC"}, "Garden, 22:30"),
        ({"sent_at": NIGHT + timedelta(hours=1)}, "Garden, 2026-01-01 23:30"),  # it is tomorrow there
        ({"what": "test"}, "Garden"),
    ],
)
def test_it_says_when_it_happened_however_late_it_comes(changed: dict[str, object], head: str) -> None:
    assert replace(MESSAGE, **changed).head == head  # type: ignore[arg-type]


@pytest.mark.covers("N7")
def test_a_push_fits_its_service_whatever_letters_it_holds() -> None:
    body = content(replace(MESSAGE, text="門" * 3000, title="門" * 80))
    assert len(json.dumps(body, ensure_ascii=False).encode()) < 3900
    assert str(body["body"]).startswith("門門")


def test_a_mail_says_it_too_and_its_subject_is_one_line_whatever_was_seen() -> None:
    settings = EmailSettings(
        kind="email", host="mail.example.org", sender="a@example.org", recipients=["b@example.org"]
    )
    mail = write_mail(settings, replace(MESSAGE, text="A\r\nsign\u2028says:\x0bBcc: all@example.org"))
    assert mail["subject"] == "Garden: A sign says: Bcc: all@example.org"
    assert "Garden, 2026-01-01 23:30:00 (Europe/Berlin)" in mail.get_content()
