"""Whether a camera that is away is back: a short look that takes nothing from it."""

import os

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.pyav.address import knock
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.node import find_node

_SECONDS = 1


def is_there(source: Source, usb: UsbSettings) -> bool:
    """Something listens at its address; or it is plugged in, and may be opened: the rights come a moment later."""
    try:
        if source.kind == "usb":
            return os.access(find_node(source.address, usb).path, os.R_OK | os.W_OK)
        knock(source.address, _SECONDS)
    except (OSError, StreamError):
        return False
    return True
