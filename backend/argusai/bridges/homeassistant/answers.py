"""What a broker says of its limits, and of what it did not take: the library hears it and keeps it to itself."""

from typing import Any

# Topic, properties and head of a message, beside its content.
_ENVELOPE_BYTES = 200


class Answers:
    """`client`: of the library below, before it connects. `most_bytes`: of one message; None: it named no limit."""

    def __init__(self, client: Any) -> None:
        self.most_bytes: int | None = None
        self._refused = False
        self._connected: Any = client.on_connect
        self._published: Any = client.on_publish
        client.on_connect = self._on_connect
        client.on_publish = self._on_publish

    def takes(self, size: int) -> bool:
        return self.most_bytes is None or size + _ENVELOPE_BYTES <= self.most_bytes

    def refused(self) -> bool:
        """Whether it refused one since the last time that this was asked."""
        refused, self._refused = self._refused, False
        return refused

    def _on_connect(self, client: Any, told: Any, flags: Any, reason: Any, properties: Any = None) -> None:
        self.most_bytes = getattr(properties, "MaximumPacketSize", None)
        self._connected(client, told, flags, reason, properties)

    def _on_publish(self, client: Any, told: Any, number: int, reason: Any, properties: Any) -> None:
        self._refused = self._refused or bool(getattr(reason, "is_failure", False))
        self._published(client, told, number, reason, properties)
