"""Which file sends to which kind of receiver. Some bring large libraries, so each is imported when it is first needed,
in a thread."""

import asyncio
from importlib import import_module

from argusai.kit.log import get_log
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.kinds import ChannelSettings, Kind
from argusai.pipeline.notifications.channels.ports import Sender

_log = get_log("notifications.channels")
_FOLDER = "argusai.pipeline.notifications.channels.senders"
# Each of these modules has a class Channel without parameters that is a Sender.
_MODULES: dict[Kind, str] = {
    "webhook": "webhook",
    "email": "smtp",
    "apprise": "apprise",
    "telegram": "telegram",
    "push": "webpush",
}


async def send_by(settings: ChannelSettings, message: Message, means: Means) -> Sent:
    """Raises SendFailed, whatever a sender or its library did not foresee of a receiver."""
    module = await asyncio.to_thread(import_module, f"{_FOLDER}.{_MODULES[settings.kind]}")
    sender: Sender[ChannelSettings] = module.Channel()
    try:
        return await sender.send(settings, message, means)
    except SendFailed:
        raise
    except Exception as error:  # the edge of a sender: its library may raise anything, and the delivery is told of it
        _log.exception("a sender failed", kind=settings.kind)
        unforeseen = f"ArgusAI failed to send it ({type(error).__name__})."
        raise SendFailed(unforeseen, "lasting", perhaps_received=True) from error
