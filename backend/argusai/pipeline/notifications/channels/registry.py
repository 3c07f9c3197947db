"""Which file sends to which kind of receiver. Some bring large libraries, so each is imported when it is first needed,
in a thread."""

import asyncio
from importlib import import_module

from argusai.pipeline.notifications.channels.contract import Means, Message, Sent
from argusai.pipeline.notifications.channels.kinds import ChannelSettings, Kind
from argusai.pipeline.notifications.channels.ports import Sender

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
    """Raises SendFailed."""
    module = await asyncio.to_thread(import_module, f"{_FOLDER}.{_MODULES[settings.kind]}")
    sender: Sender[ChannelSettings] = module.Channel()
    return await sender.send(settings, message, means)
