import asyncio

import pytest
import uvicorn
from websockets.exceptions import InvalidStatus

from argusai.kit.announce import FOR_ADMINISTRATORS
from argusai.kit.db import Database
from argusai.live.updates import LiveUpdates
from tests.support.sockets import Site, closing_code, hear
from tests.support.waiting import until


async def announce(database: Database, updates: LiveUpdates, count: int) -> None:
    async with database.write() as session:
        for number in range(count):
            await updates.announce(session, "event.opened", {"n": number})


@pytest.mark.covers("F15")
async def test_a_client_hears_and_resumes(site: Site, database: Database, updates: LiveUpdates) -> None:
    async with site.open("/live") as client:
        assert await hear(client) == {"kind": "hello", "cursor": 0, "reset": False}
        await announce(database, updates, 1)
        assert await hear(client) == {"kind": "event.opened", "cursor": 1, "body": {"n": 0}}
        async with database.write() as session:
            await updates.announce(session, "camera.changed", {"n": 0, FOR_ADMINISTRATORS: {"n": 1}})
        assert (await hear(client))["body"] == {"n": 1}, "she is one"
    await announce(database, updates, 2)
    async with site.open("/live?after=1") as client:
        assert [(await hear(client))["cursor"] for _ in range(4)] == [1, 2, 3, 4]


@pytest.mark.covers("F15", "F32")
@pytest.mark.parametrize("cookie", ["", "argusai_session=guessed"])
async def test_nobody_listens_without_signing_in(site: Site, cookie: str) -> None:
    async with site.open("/live", cookie=cookie, headers={"User-Agent": "testclient"}) as client:
        assert await closing_code(client) == 4401


@pytest.mark.covers("F32")
async def test_another_site_cannot_listen_with_somebodys_cookie(site: Site) -> None:
    with pytest.raises(InvalidStatus):
        async with site.open("/live", origin="http://evil.example"):
            raise AssertionError("let in")


@pytest.mark.covers("F14", "F15")
async def test_signing_out_closes_the_socket(site: Site, updates: LiveUpdates) -> None:
    async with site.open("/live") as client, site.browser() as browser:
        await hear(client)
        assert (await browser.delete("/api/v1/session")).status_code == 204
        assert await closing_code(client) == 4401
    await until(lambda: updates.connected == 0)


@pytest.mark.covers("F15")
async def test_a_client_that_vanishes_is_noticed(site: Site, updates: LiveUpdates) -> None:
    async with site.open("/live") as client:
        await hear(client)
        await until(lambda: updates.connected == 1)
        client.transport.abort()
    await until(lambda: updates.connected == 0)


@pytest.mark.covers("F15", "F31")
async def test_what_a_client_says_is_not_listened_to(site: Site, database: Database, updates: LiveUpdates) -> None:
    async with site.open("/live") as client:
        await hear(client)
        await client.send("{" * 1000)
        await client.send(b"\x00\xff" * 1000)
        await announce(database, updates, 1)
        assert (await hear(client))["cursor"] == 1


@pytest.mark.covers("F15")
async def test_the_server_stops_while_clients_listen(site: Site, server: tuple[uvicorn.Server, int]) -> None:
    async with site.open("/live") as client:
        await hear(client)
        server[0].should_exit = True
        assert await closing_code(client) == 1012


@pytest.mark.covers("F15")
async def test_many_clients_hear_the_same(site: Site, database: Database, updates: LiveUpdates) -> None:
    clients = [await site.open("/live") for _ in range(20)]
    try:
        for client in clients:
            await hear(client)
        await announce(database, updates, 3)
        told = await asyncio.gather(*(hear(client) for client in clients for _ in range(1)))
        assert [message["cursor"] for message in told] == [1] * 20
    finally:
        await asyncio.gather(*(client.close() for client in clients))
