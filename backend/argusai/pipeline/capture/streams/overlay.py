"""What the analysis of one camera makes of its pictures, told while somebody watches it, and put together only then."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from argusai.pipeline.capture.streams.live import Offer


class OverlayOutput:
    """Switched by the child's loop, fed by the analysis thread. It does not depend on a connection, as pictures do:
    whichever stream is looked at is told of. `on`: somebody watches."""

    def __init__(self, camera_id: UUID, offer: Offer) -> None:
        self._from = {"camera_id": str(camera_id), "stream": "main", "format": "overlay"}
        self._offer = offer
        self.on = False

    def switch(self, on: bool) -> None:
        """Somebody watches from now on, or nobody any more."""
        self.on = on
        if on:
            self._offer({"kind": "live-header", **self._from, "header": {"format": "overlay"}, "inits": []})

    def tell(self, overlay: Callable[[], Mapping[str, Any]]) -> None:
        """`overlay` is asked for only while somebody watches."""
        if self.on:
            self._offer({"kind": "live", **self._from, "key": True}, json.dumps(overlay()).encode())
