"""What is sent, what came of it, and what a sender may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from argusai.kit.outgoing import Reach
from argusai.kit.text import escaped

What = Literal["opened", "words", "system", "summary", "test"]
# "passing": try again later. "lasting": it would fail again, somebody must mend it. "gone": the receiver ended it.
Fault = Literal["passing", "lasting", "gone"]
# Push services want somebody to turn to; a house without an address of its own has nobody.
NO_CONTACT = "https://argusai.invalid"
_LONGEST_WAIT = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG of this very event."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """One notice for one receiver. `key`: the same for every try of the same words, by which a receiver knows a
    repetition. `tag`: the same for all words of one notice, by which it replaces. `place`: where the receiver keeps the
    earlier words; empty: it got none. `path`: of the page about it; `link` the same with our address, where that is
    known; as with pictures. `zone`: whose clock its text shows, by its IANA name."""

    id: UUID
    key: str
    tag: str
    what: What
    title: str
    text: str
    urgent: bool
    happened_at: datetime
    sent_at: datetime
    path: str = "/notices"
    link: str | None = None
    event_id: UUID | None = None
    camera_id: UUID | None = None
    labels: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    place: str = ""
    picture: Picture | None = None
    picture_path: str | None = None
    picture_link: str | None = None
    zone: str = "UTC"

    @property
    def head(self) -> str:
        """Where and when it happened: what comes hours late must not pass for what happens now."""
        if self.what == "test":
            return self.title
        local, today = (each.astimezone(ZoneInfo(self.zone)) for each in (self.happened_at, self.sent_at))
        shown = f"{local:%H:%M}" if local.date() == today.date() else f"{local:%Y-%m-%d %H:%M}"
        return f"{'Urgent: ' if self.urgent else ''}{self.title}, {shown}"


@dataclass(frozen=True, slots=True)
class Sent:
    """`place`: where the receiver keeps it. `receipt`: plain JSON values that it gave."""

    place: str = ""
    receipt: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Means:
    """What senders share. `vapid_pem`: with which we prove to push services who we are; `contact` whom they may ask."""

    reach: Reach
    vapid_pem: str = field(repr=False, default="")
    contact: str = NO_CONTACT


def bounded(seconds: float) -> float:
    """Between now and six hours."""
    return min(max(0.0, seconds), _LONGEST_WAIT)


class SendFailed(Exception):
    """The message says in a sentence what failed; `perhaps_received`: it may have arrived all the same. Both the
    message and the time may be a receiver's: whatever it says can be stored, shown and waited for."""

    def __init__(
        self,
        message: str,
        fault: Fault,
        *,
        retry_after_seconds: float | None = None,
        perhaps_received: bool = False,
    ) -> None:
        super().__init__(escaped(message))
        self.fault = fault
        # A server that asks for days is not believed.
        self.retry_after_seconds = None if retry_after_seconds is None else bounded(retry_after_seconds)
        self.perhaps_received = perhaps_received
