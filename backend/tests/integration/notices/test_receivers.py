"""Each kind of channel against a real receiver: what arrives, what it says when it does not (N7, N9, N20)."""

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from py_vapid import Vapid

from tests.support.bot_server import Chat, bot_server
from tests.support.mail import MailServer, mail_server
from tests.support.notices import PICTURE, Home
from tests.support.push_service import PushedBrowser, pushed_browser
from tests.support.receiver import Receiver
from tests.support.secrets import secret
from tests.support.waiting import until

pytestmark = pytest.mark.covers("N7")


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as state:
        yield state


@pytest.fixture
def chat() -> Iterator[Chat]:
    with bot_server() as state:
        yield state


@pytest.fixture
def phone() -> Iterator[PushedBrowser]:
    with pushed_browser() as state:
        yield state


def _mail(server: MailServer, **changed: Any) -> dict[str, Any]:
    plain = {"kind": "email", "host": "127.0.0.1", "port": server.port, "tls": "none"}
    return {**plain, "sender": "argus@example.org", "recipients": ["anna@example.org"], **changed}


async def _ends(house: Home, state: str) -> str:
    """The fault of the one delivery once it is `state`."""

    async def reached() -> str | None:
        found = [each for each in await house.deliveries() if each.state == state]
        return found[0].fault or "-" if found else None

    return await until(reached, what=f"a delivery {state}")


async def _tell_twice(house: Home) -> None:
    """An event with its first words, and then, once those arrived, better ones."""
    event = await house.event("A person walked by.")
    await house.fire(event)
    await _ends(house, "sent")
    await house.reword(event, "A postman brought a letter.")
    await house.fire(event, stage="words")


async def test_a_mail_brings_words_and_picture_once(house: Home, mail: MailServer) -> None:
    await house.channel(_mail(mail))
    async with house.delivering():
        await _tell_twice(house)
        await asyncio.sleep(0)
    [got] = mail.got
    assert got["subject"] == "Garden: A person walked by."
    assert got["message-id"].endswith("@argusai.invalid>")
    [picture] = [part.get_payload(decode=True) for part in got.iter_attachments()]
    assert picture == PICTURE
    assert (await house.deliveries())[0].edited is False


@pytest.mark.covers("N9", "N20")
async def test_a_mail_that_may_have_been_accepted_is_not_sent_again(house: Home, mail: MailServer) -> None:
    mail.answer = ""
    await house.channel(_mail(mail))
    async with house.delivering():
        await house.fire(await house.event())
        assert "connection to 127.0.0.1" in await _ends(house, "unknown")
    assert len(mail.got) == 1


@pytest.mark.parametrize(
    ("changed", "behaviour", "state", "said"),
    [
        ({}, {"answer": "452 The disk is full"}, "waiting", "452 The disk is full"),
        ({}, {"refuses_recipient": "550 No such person"}, "failed", "550 No such person"),
        ({"tls": "starttls"}, {}, "failed", "does not offer what is set here"),
        ({"tls": "tls"}, {}, "failed", "speaks no TLS"),
    ],
)
@pytest.mark.covers("N9")
async def test_what_a_mail_server_says_is_told(
    house: Home, mail: MailServer, changed: dict[str, Any], behaviour: dict[str, Any], state: str, said: str
) -> None:
    for name, value in behaviour.items():
        setattr(mail, name, value)
    made = await house.channel(_mail(mail, **changed))
    tested = await house.notifying.channels.test(house.me, made.id)
    assert (tested.sent, said in tested.sentence) == (False, True), tested.sentence
    async with house.delivering():
        await house.fire(await house.event())
        await until(lambda: _tried(house))
        assert said in await _ends(house, state)


async def _tried(house: Home) -> bool:
    return (await house.deliveries())[0].tries > 0


async def test_a_wrong_password_is_said_and_not_shown(house: Home) -> None:
    right, wrong = secret("correct horse"), secret("another staple")
    with mail_server(password=right) as server:
        made = await house.channel(_mail(server, username="anna", password=wrong))
        tested = await house.notifying.channels.test(house.me, made.id)
        assert (tested.sent, "refused name or password" in tested.sentence) == (False, True)
        assert wrong not in tested.sentence
        await house.channel(_mail(server, username="anna", password=right), name="Right")
        async with house.delivering():
            await house.fire(await house.event())
            await until(lambda: len(server.got) == 1)


@pytest.mark.covers("N6")
async def test_a_telegram_message_is_edited_in_place(house: Home, chat: Chat) -> None:
    await house.channel(chat.settings)
    async with house.delivering():
        await _tell_twice(house)
        await until(lambda: "postman" in chat.shown.get(1, ""))
    assert list(chat.shown) == [1]
    assert chat.shown[1].startswith("Garden, 13:00\nA postman brought a letter.\nhttps://argus.example.org/events/")
    assert chat.pictures == {1: PICTURE}


async def test_a_telegram_message_that_somebody_deleted_there_is_no_fault(house: Home, chat: Chat) -> None:
    made = await house.channel(chat.settings)
    async with house.delivering():
        event = await house.event("A person walked by.")
        await house.fire(event)
        await _ends(house, "sent")
        chat.says = [{"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}]
        await house.reword(event, "A postman brought a letter.")
        await house.fire(event, stage="words")
        await until(lambda: not chat.says)
        await _ends(house, "sent")
    [channel] = await house.notifying.channels.list(house.me)
    assert (channel.id, channel.fault) == (made.id, "")
    assert len(await house.notices()) == 1


@pytest.mark.covers("N6")
async def test_of_an_event_without_a_picture_the_words_arrive(
    house: Home, chat: Chat, mail: MailServer, there: Receiver, phone: PushedBrowser
) -> None:
    for settings in (chat.settings, _mail(mail), {"kind": "webhook", "url": there.url}, phone.settings):
        await house.channel(settings)
    event = await house.event("Somebody rang.")
    async with house.database.write() as session:
        await session.execute(sa.text("DELETE FROM media"))
    await house.fire(event)
    async with house.delivering():
        await until(lambda: chat.shown and mail.got and there.got and phone.service.got)
    assert (chat.pictures, "Somebody rang." in chat.shown[1]) == ({}, True)
    assert [list(got.iter_attachments()) for got in mail.got] == [[]]
    assert json.loads(there.got[0].body)["links"]["picture"] is None
    assert (phone.shown[0]["picture"], phone.shown[0]["body"]) == (None, "Somebody rang.")


@pytest.mark.covers("N9")
async def test_telegram_says_what_is_wrong_and_how_long_to_wait(house: Home, chat: Chat) -> None:
    made = await house.channel({**chat.settings, "token": "12345:wrongwrongwrong"})
    tested = await house.notifying.channels.test(house.me, made.id)
    assert (tested.sent, tested.sentence) == (False, "Telegram refused it: Unauthorized.")
    await house.notifying.channels.remove(house.me, made.id, although_used=False)
    chat.says = [{"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": 33}}]
    await house.channel(chat.settings)
    async with house.delivering():
        await house.fire(await house.event())

        async def waits() -> bool:
            [each] = await house.deliveries()
            left = each.next_try_at and (each.next_try_at - house.clock.now()).total_seconds()
            return left == 33

        await until(waits)
        house.later(34)
        await _ends(house, "sent")


async def test_a_push_is_decrypted_by_the_browser_and_replaced_under_its_tag(house: Home, phone: PushedBrowser) -> None:
    await house.channel(phone.settings)
    async with house.delivering():
        await _tell_twice(house)
        await until(lambda: len(phone.service.got) == 2)
    first, second = phone.shown
    assert (first["body"], first["again"], first["what"]) == ("A person walked by.", False, "opened")
    assert (second["body"], second["again"], second["tag"]) == ("A postman brought a letter.", True, first["tag"])
    assert first["path"].startswith("/events/")
    token = first["picture"].rpartition("/")[2]
    assert await house.notifying.pictures.read(token) == PICTURE
    headers = phone.service.got[0].headers
    assert (headers["topic"], headers["urgency"], headers["ttl"]) == (first["tag"], "normal", "21600")
    assert Vapid.verify(headers["authorization"])


@pytest.mark.covers("N9")
@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_ended_its_subscription_is_removed_and_its_owner_told(
    house: Home, phone: PushedBrowser, status: int
) -> None:
    phone.service.status = status
    await house.channel(phone.settings)
    async with house.delivering():
        await house.fire(await house.event())

        async def gone() -> bool:
            return await house.notifying.channels.list(house.me) == []

        await until(gone)
    assert any("was removed" in notice.text for notice in await house.notices())


@pytest.mark.covers("N20")
async def test_apprise_goes_nowhere_inside_and_follows_no_redirect(house: Home, there: Receiver) -> None:
    url = f"json://127.0.0.1:{there.port}/x"
    made = await house.channel({"kind": "apprise", "url": url})
    there.status, there.headers = 302, {"location": "http://127.0.0.1:1/"}
    assert (await house.notifying.channels.test(house.me, made.id)).sent is False
    assert len(there.got) == 1
    await house.reach("internet")
    inside = await house.notifying.channels.test(house.me, made.id)
    assert (inside.sent, "lies within this machine" in inside.sentence, len(there.got)) == (False, True, 1)


async def test_apprise_brings_words_to_a_service_it_knows(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "apprise", "url": f"json://127.0.0.1:{there.port}/x"})
    await house.channel({"kind": "apprise", "url": f"ntfy://127.0.0.1:{there.port}/argus"}, name="ntfy")
    async with house.delivering():
        await house.fire(await house.event())
        await until(lambda: {got.path.partition("?")[0] for got in there.got} >= {"/x", "/argus"})
    [first] = [got for got in there.got if got.path == "/x"]
    assert b"A person walked by" in first.body


@pytest.mark.covers("N20")
async def test_apprise_takes_no_hundred_megabytes(house: Home, there: Receiver) -> None:
    there.body_bytes = 100_000_000
    made = await house.channel({"kind": "apprise", "url": f"json://127.0.0.1:{there.port}/x"})
    assert (await house.notifying.channels.test(house.me, made.id)).sent is True


async def test_no_thread_of_a_sender_stays(house: Home, mail: MailServer) -> None:
    made = await house.channel(_mail(mail))
    await house.notifying.channels.test(house.me, made.id)
    await until(lambda: not [each for each in threading.enumerate() if each.name in {"smtp", "apprise"}])
