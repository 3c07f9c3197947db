"""Two programs deliver from one PostgreSQL, and one after the other is killed and does not return: each receiver holds
what its kind promises (DESIGN 11.2)."""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.engine import URL

from argusai.kit.clock import SystemClock
from argusai.kit.db import Database
from argusai.kit.vault import Vault
from tests.support.mail import mail_server
from tests.support.notices import Home
from tests.support.receiver import receiver
from tests.support.secrets import secret
from tests.support.waiting import until

_EVENTS = 20
_KILLS = 4
_LEASE_SECONDS = "15"


@pytest.mark.soak
@pytest.mark.covers("N9", "N20")
async def test_two_workers_and_kills_repeat_only_what_can_be_replaced(postgresql_url: URL, tmp_path: Path) -> None:
    key, database = secret(Fernet.generate_key().decode()), Database(postgresql_url)
    home = Home(database, SystemClock(), tmp_path, Vault(key))  # type: ignore[arg-type]
    await home.move_in()
    await home.reach_this_machine()
    await home.notifying.notices.change_calm(home.anna, {"pause_seconds": 0})
    url = postgresql_url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.support.deliver_child", url, str(tmp_path), key]
    luck = random.Random(7)
    with receiver(hangs_seconds=0.3) as hook, mail_server(hangs_seconds=0.3) as mail:
        plain = {"kind": "email", "host": "127.0.0.1", "port": mail.port, "tls": "none"}
        for number in range(2):
            await home.channel({"kind": "webhook", "url": hook.url}, name=f"Hook {number}")
            to = {"sender": "a@example.org", "recipients": [f"b{number}@example.org"]}
            await home.channel({**plain, **to}, name=f"Mail {number}")
        for number in range(_EVENTS):
            await home.fire(await home.event(f"Person {number}."), urgent=True)
        names = iter(f"worker-{number}" for number in range(_KILLS + 2))
        workers = [await asyncio.create_subprocess_exec(*command, next(names), _LEASE_SECONDS) for _ in range(2)]
        for _ in range(_KILLS):
            arrived = len(mail.got)
            await until(lambda arrived=arrived: len(mail.got) > arrived + 2, 60)  # type: ignore[misc]
            await asyncio.sleep(luck.random() * 0.3)
            killed = workers.pop(0)
            killed.kill()
            await killed.wait()
            workers.append(await asyncio.create_subprocess_exec(*command, next(names), _LEASE_SECONDS))

        async def settled() -> bool:
            return {each.state for each in await home.deliveries()} <= {"sent", "unknown"}

        await until(settled, 120)
        for worker in workers:
            worker.kill()
            await worker.wait()
    home.notifying.close()
    deliveries = await home.deliveries()
    await database.close()
    by_kind = Counter((each.channel_kind, each.state) for each in deliveries)
    assert by_kind["webhook", "sent"] == 2 * _EVENTS
    assert len({got.headers["idempotency-key"] for got in hook.got}) == _EVENTS
    assert 2 * _EVENTS <= len(hook.got) <= 2 * (_EVENTS + _KILLS)
    mails = Counter((str(got["subject"]), str(got["to"])) for got in mail.got)
    assert set(mails.values()) == {1}
    assert by_kind["email", "sent"] + by_kind["email", "unknown"] == 2 * _EVENTS
    assert by_kind["email", "sent"] <= len(mails)
    assert by_kind["email", "unknown"] <= 2 * _KILLS
