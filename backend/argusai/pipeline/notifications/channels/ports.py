"""What channels need from outside, and what a sender is."""

from typing import Protocol, TypeVar

from argusai.pipeline.notifications.channels.contract import Means, Message, Sent

Settings = TypeVar("Settings", contravariant=True)


class Sender(Protocol[Settings]):
    """Sends to one kind of receiver, within 15 seconds or so."""

    async def send(self, settings: Settings, message: Message, means: Means) -> Sent:
        """Raises SendFailed, and nothing else that a receiver can bring about."""
