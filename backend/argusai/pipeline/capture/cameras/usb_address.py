"""The stable id of a camera that is plugged in, as it was chosen from the list. Pure."""

import re

from argusai.kit.errors import BadInput

# As `streams.usb.node` makes it: maker and model, which of the device's pictures, and its serial number or its port.
_ID = re.compile(
    r"usb:[0-9a-f]{4}:[0-9a-f]{4}:(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2}):(serial|port):[A-Za-z0-9#+.:=@_-]{1,200}\Z",
)


def other_ids(key: str) -> str:
    """What the ids begin with under which the same camera may be stored besides: a device has one by its serial number
    and one by its port, and which of them is listed depends on what else is plugged in. Empty for other sources."""
    head, kind, _ = key.partition(":serial:") if ":serial:" in key else key.partition(":port:")
    return f"{head}{':port:' if kind == ':serial:' else ':serial:'}" if _ID.match(key) else ""


def read_usb_id(text: str) -> str:
    """The id: also its key. Raises BadInput, above all for /dev/video0, which is another camera tomorrow."""
    if _ID.match(text) is None:
        raise BadInput(
            "This is not the id of a USB camera. Choose one from the list of those that are plugged in; a name such as "
            "/dev/video0 belongs to another camera when something is plugged in or out.",
            slug="bad-address",
            fields={"source.device": "is not the id of a USB camera"},
        )
    return text
