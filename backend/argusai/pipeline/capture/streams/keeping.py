"""What all capture processes share, as the main process keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.pipeline.capture.streams.encoding import EncodingPlaces
from argusai.pipeline.capture.streams.ending import Ending
from argusai.pipeline.capture.streams.ports import CaptureListener
from argusai.pipeline.capture.streams.settings import StreamSettings


class Judge(Protocol):
    async def __call__(self, cameras: frozenset[UUID], ending: Ending) -> float:
        """A capture process with these cameras was lost: take cameras away from it, if it must not go on with all of
        them. The least seconds to wait before it is started again."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """`command` starts a child; `--fd N` is added to it."""

    command: Sequence[str]
    listener: CaptureListener
    clock: Clock
    settings: StreamSettings
    places: EncodingPlaces
    judge: Judge
