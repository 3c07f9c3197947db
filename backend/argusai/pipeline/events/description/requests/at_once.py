"""So many calls of one provider go on at once as its owner allows, whatever they are for."""

import asyncio
from uuid import UUID

from argusai.pipeline.events.description.describers.contract import Describer


class Places:
    def __init__(self) -> None:
        self._places: dict[tuple[UUID, int], asyncio.Semaphore] = {}

    def of(self, describer: Describer) -> asyncio.Semaphore:
        """Held while it is asked; who waits for one gets it in turn."""
        return self._places.setdefault((describer.id, describer.at_once), asyncio.Semaphore(describer.at_once))
