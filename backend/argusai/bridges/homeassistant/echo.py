"""Whether what is written below our prefix arrives: a broker lets some write and says nothing when it drops it."""

import asyncio

from argusai.bridges.homeassistant.contract import LinkFailed, NotTaken, Publication
from argusai.bridges.homeassistant.ports import Link


async def comes_back(link: Link, publication: Publication, prefix: str, username: str, seconds: float = 10.0) -> None:
    """Publishes it, to a topic that is subscribed to, and returns once it was heard; what was said before is dropped.
    Raises LinkFailed."""
    try:
        await link.publish(publication)
    except NotTaken as error:
        raise LinkFailed(str(error), lasting=True) from error
    try:
        async with asyncio.timeout(seconds):
            async for received in link.received():
                if (received.topic, received.payload) == (publication.topic, publication.payload):
                    return
    except TimeoutError:
        pass
    raise not_heard(prefix, username)


def not_heard(prefix: str, username: str) -> LinkFailed:
    whom = username or "a client without a name"
    return LinkFailed(
        f"Connected, but what we write below {prefix}/ does not arrive. Does the broker let {whom} write there?",
        lasting=True,
    )
