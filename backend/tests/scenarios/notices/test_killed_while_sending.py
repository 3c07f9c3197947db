"""The program is killed again and again while it sends: each receiver holds what its kind promises (DESIGN 11.2)."""

import asyncio
import random
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from argusai.kit.clock import SystemClock
from argusai.kit.db import Database
from argusai.kit.vault import Vault
from tests.support.bot_server import bot_server
from tests.support.mail import MailServer, mail_server
from tests.support.notices import PICTURE, Home
from tests.support.receiver import receiver
from tests.support.secrets import secret
from tests.support.waiting import until

_EVENTS = 9
_KILLS = 2


def _more(mail: MailServer, than: int) -> bool:
    return len(mail.got) > than


@pytest.mark.soak  # tests/integration/notices/test_delivering.py ends it between any send and its record
@pytest.mark.covers("N9", "N20")
async def test_random_kills_lose_nothing_and_repeat_only_what_can_be_replaced(
    database: Database, tmp_path: Path
) -> None:
    key = secret(Fernet.generate_key().decode())
    home = Home(database, SystemClock(), tmp_path, Vault(key))  # type: ignore[arg-type]
    await home.move_in()
    await home.reach_this_machine()
    await home.notifying.notices.change_calm(home.anna, {"pause_seconds": 0})
    with receiver(hangs_seconds=0.2) as hook, mail_server(hangs_seconds=0.2) as mail, bot_server() as chat:
        await home.channel({"kind": "webhook", "url": hook.url})
        await home.channel(chat.settings)
        plain = {"kind": "email", "host": "127.0.0.1", "port": mail.port, "tls": "none"}
        await home.channel({**plain, "sender": "a@example.org", "recipients": ["b@example.org"]})
        events = [await home.event(f"Person {number}.") for number in range(_EVENTS)]
        for event in events:
            await home.fire(event)
        command = [sys.executable, "-m", "tests.support.deliver_child", str(database.url), str(tmp_path), key, "one"]
        luck = random.Random(7)
        for _ in range(_KILLS):
            arrived = len(mail.got)
            child = await asyncio.create_subprocess_exec(*command)
            await until(partial(_more, mail, arrived), 60)
            await asyncio.sleep(luck.random() * 0.1)
            child.kill()
            await child.wait()
        child = await asyncio.create_subprocess_exec(*command)

        async def settled() -> bool:
            return {each.state for each in await home.deliveries()} <= {"sent", "unknown"}

        await until(settled, 60)
        child.kill()
        await child.wait()
    home.notifying.close()
    keys = {got.headers["idempotency-key"] for got in hook.got}
    assert len(keys) == _EVENTS
    assert len(hook.got) <= _EVENTS + _KILLS + 1
    mails = Counter(str(got["subject"]) for got in mail.got)
    assert set(mails.values()) == {1}
    deliveries = await home.deliveries()
    sent = [each.text for each in deliveries if each.channel_kind == "email" and each.state == "sent"]
    unknown = [each for each in deliveries if each.channel_kind == "email" and each.state == "unknown"]
    assert {f"Garden: {text}" for text in sent} <= set(mails)
    assert len(sent) + len(unknown) == _EVENTS
    assert {text.split("\n")[1] for text in chat.shown.values()} == {f"Person {number}." for number in range(_EVENTS)}
    assert set(chat.pictures.values()) == {PICTURE}
