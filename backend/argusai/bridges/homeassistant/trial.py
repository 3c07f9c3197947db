"""Tries a broker: a message goes there and has to come back."""

import asyncio
from dataclasses import replace
from typing import Protocol

from argusai.bridges.homeassistant.contract import Broker, LinkFailed, Publication
from argusai.bridges.homeassistant.loading import load_connect
from argusai.bridges.homeassistant.ports import Link
from argusai.bridges.homeassistant.topics import Topics
from argusai.kit.ids import new_id

_BACK_SECONDS = 5.0


class TryBroker(Protocol):
    async def __call__(self, broker: Broker, topics: Topics, /) -> str:
        """A sentence what failed; empty: it works."""
        ...


async def try_broker(broker: Broker, topics: Topics) -> str:
    """Implements `TryBroker`. The connection that may be there is left alone: this one has another name."""
    mark = new_id().hex
    probe = Publication(f"{topics.own}/test/{mark}", mark.encode(), retain=False)
    connect = await load_connect()
    try:
        async with connect(replace(broker, name=f"{broker.name}-test"), probe) as link:
            await link.subscribe([probe.topic])
            await link.publish(probe)
            return await _wait_for(link, probe, broker.username)
    except LinkFailed as error:
        return str(error)


async def _wait_for(link: Link, probe: Publication, username: str) -> str:
    try:
        async with asyncio.timeout(_BACK_SECONDS):
            async for received in link.received():
                if received.topic == probe.topic and received.payload == probe.payload:
                    return ""
    except TimeoutError:
        pass
    whom = username or "a client without a name"
    below = probe.topic.partition("/test/")[0]
    return f"Connected, but what we write below {below}/ does not arrive. Does the broker let {whom} write there?"
