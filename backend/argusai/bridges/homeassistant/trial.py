"""Tries a broker: a message goes there and has to come back."""

import contextlib
from dataclasses import replace
from typing import Protocol

from argusai.bridges.homeassistant.contract import Broker, LinkFailed, NotTaken, Publication
from argusai.bridges.homeassistant.discovery import removal
from argusai.bridges.homeassistant.echo import comes_back
from argusai.bridges.homeassistant.loading import load_connect
from argusai.bridges.homeassistant.topics import Topics
from argusai.kit.ids import new_id

_BACK_SECONDS = 5.0
# As long as a larger picture.
_LONG_BYTES = 100_000


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
        # Kept, as everything is that we say: some brokers keep nothing. Empty, so nothing stays.
        async with connect(replace(broker, name=f"{broker.name}-test"), removal(probe.topic)) as link:
            await link.subscribe([probe.topic])
            await comes_back(link, probe, topics.own, broker.username, _BACK_SECONDS)
            await link.publish(removal(topics.device("argusai_test")))
            with contextlib.suppress(NotTaken):  # who tells how much it takes gets the rest
                await link.publish(replace(probe, payload=bytes(_LONG_BYTES)))
            return ""
    except (LinkFailed, NotTaken) as error:
        return str(error)
