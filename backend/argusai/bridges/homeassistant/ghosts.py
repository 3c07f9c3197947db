"""Cameras that the broker keeps for us and that we may not know: a copy of our data spoke there with others of its own,
or an older back-up was put back."""

import asyncio
import contextlib
import json
from uuid import UUID

from argusai.bridges.homeassistant.contract import NotTaken, Publication, Received
from argusai.bridges.homeassistant.ports import Link
from argusai.bridges.homeassistant.topics import camera_device, system_device
from argusai.bridges.homeassistant.turn import Candidate

_ANSWER_SECONDS = 10.0
# Whoever may write to the broker may describe as many as he likes.
_MOST = 100


async def described(link: Link, candidate: Candidate) -> set[UUID]:
    """Cameras of our installation, below our prefix, that are described there. The link hears its own questions, as
    after `Turn.wait`. Raises LinkFailed, as well when the broker lets us not read descriptions."""
    topics, found = candidate.topics, set[UUID]()
    await link.subscribe([topics.device("+")])
    end = Publication(topics.claim_asked, candidate.claim.payload(), retain=False)
    with contextlib.suppress(NotTaken, TimeoutError):
        await link.publish(end)  # once it is back, all that the broker keeps was heard
        async with asyncio.timeout(_ANSWER_SECONDS):
            async for received in link.received():
                if (received.topic, received.payload) == (end.topic, end.payload):
                    break
                camera_id = _camera(received, candidate)
                if camera_id is not None and len(found) < _MOST:
                    found.add(camera_id)
    return found


def _camera(received: Received, candidate: Candidate) -> UUID | None:
    """None: it is not of our installation, or says what happens elsewhere."""
    topics, mine = candidate.topics, system_device(candidate.claim.installation)
    try:
        plain = json.loads(received.payload)
        camera_id = UUID(plain["device"]["identifiers"][0].removeprefix("argusai_"))
        ours = plain["device"]["via_device"] == mine and plain["availability"] == [{"topic": topics.status}]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return camera_id if ours and received.topic == topics.device(camera_device(camera_id)) else None
