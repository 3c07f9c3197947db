"""What must not leave the house, and receivers that mean harm."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.errors import NotFound, NotSignedIn
from argusai.kit.ids import new_id
from tests.support.mail import MailServer, mail_server
from tests.support.notices import PICTURE, Home
from tests.support.receiver import Receiver
from tests.support.waiting import until


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as state:
        yield state


def a_mail(server: MailServer) -> dict[str, Any]:
    plain = {"kind": "email", "host": "127.0.0.1", "port": server.port, "tls": "none"}
    return {**plain, "sender": "argus@example.org", "recipients": ["anna@example.org"]}


@pytest.mark.covers("C7")
async def test_no_picture_leaves_the_house_from_a_camera_that_stays_home(
    house: Home, mail: MailServer, there: Receiver
) -> None:
    await house.channel(a_mail(mail))
    await house.channel({"kind": "webhook", "url": there.url})

    async def told() -> str | None:
        """The link to the picture that a program gets with the next event."""
        many = len(there.got)
        await house.fire(await house.event(), rule_id=new_id())
        await until(lambda: len(mail.got) > many and len(there.got) > many, what="both to be told")
        link: str | None = json.loads(there.got[-1].body)["links"]["picture"]
        return link

    async with house.delivering():
        token = (await told() or "").rpartition("/")[2]
        assert await house.notifying.pictures.read(token) == PICTURE
        async with house.database.write() as session:
            await session.execute(sa.text("UPDATE cameras SET stays_home = 1"))
        assert await told() is None
    assert [len(list(each.iter_attachments())) for each in mail.got] == [1, 0]
    with pytest.raises(NotFound):  # the link that was given out before is closed, too
        await house.notifying.pictures.read(token)


@pytest.mark.covers("N20")
@pytest.mark.parametrize(
    "answer",
    [
        b'{"ok": false, "description": "\\ud800"}',
        b'{"ok": false, "description": "x", "parameters": {"retry_after": 1000000000000000}}',
        b'{"ok": false, "description": "x", "parameters": {"retry_after": -5}}',
        b'{"ok": true, "result": {"message_id": "\\ud800"}}',
        b"[" * 60_000,
    ],
)
async def test_a_hostile_receiver_stops_nobody(house: Home, there: Receiver, mail: MailServer, answer: bytes) -> None:
    there.status, there.body = 429, answer
    server = f"http://127.0.0.1:{there.port}"
    hostile = {"kind": "telegram", "token": "123456:ABCDEFGHIJKLMNOP", "chat": "1", "server": server}
    made = await house.channel(hostile)
    assert not (await house.notifying.channels.test(house.me, made.id)).sent
    await house.channel(a_mail(mail))
    async with house.delivering():
        await house.fire(await house.event())
        await until(lambda: there.got[1:] and mail.got, what="both to be asked")
        await house.fire(await house.event(), rule_id=new_id())
        await until(lambda: mail.got[1:], what="the house to go on")
    for each in await house.deliveries():
        each.model_dump_json().encode()


@pytest.mark.covers("N20", "F32")
@pytest.mark.parametrize("what", ["template", "keyfile"])
async def test_apprise_reads_no_file_of_this_machine(house: Home, there: Receiver, tmp_path: Path, what: str) -> None:
    hidden = tmp_path / "hidden.json"
    hidden.write_text('{"type": "message", "text": "the hidden words"}')
    kinds = {"template": "workflows://127.0.0.1/abc/def/", "keyfile": "fcm://project/device/"}
    made = await house.channel({"kind": "apprise", "url": f"{kinds[what]}?{what}={hidden}"})
    outcome = await house.notifying.channels.test(house.me, made.id)
    assert not outcome.sent
    assert "hidden words" not in outcome.sentence
    assert "file on this machine" in outcome.sentence
    assert there.got == []


@pytest.mark.covers("N1")
async def test_who_was_removed_while_his_channel_was_looked_up_has_none(house: Home) -> None:
    with pytest.raises(NotSignedIn):
        await house.channel({"kind": "webhook", "url": "https://192.0.2.7/hook"}, owner=new_id())
