"""What asks a vision model; one implementation for each kind of server."""

from typing import Protocol

from argusai.pipeline.events.description.providers.contract import Answer, Ask, ProviderAccess


class Provider(Protocol):
    """Asks once: no second try, no waiting for a limit to pass. Both may be cancelled. Raise ProviderFailed."""

    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer: ...

    async def models(self, access: ProviderAccess) -> list[str]:
        """The names of the models that the server offers, sorted."""
        ...
