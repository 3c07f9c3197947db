"""What the routes of channels take and give."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, field_validator

from argusai.kit.outgoing import OutgoingFailed, read_address
from argusai.kit.schemas import Seen, Strict
from argusai.pipeline.notifications.channels.kinds import ChannelSettings, Kind, refused

ChannelName = Annotated[str, StringConstraints(min_length=1, max_length=80), Seen]
# 0: no limit.
MostPerMinute = Annotated[int, Field(ge=0, le=120, strict=True)]
Reachable = Literal["internet", "network", "machine"]


class ChannelIn(Strict):
    """`usual`: used by every rule that names no channel. `most_per_minute`: more waits its turn; 0: no limit."""

    name: ChannelName
    enabled: bool = True
    usual: bool = True
    most_per_minute: MostPerMinute = 0
    settings: ChannelSettings


class ChannelPatch(Strict):
    """`settings`: all of them anew; secrets that are null stay as they are."""

    name: ChannelName | None = None
    enabled: bool | None = None
    usual: bool | None = None
    most_per_minute: MostPerMinute | None = None
    settings: ChannelSettings | None = None


class ChannelOut(BaseModel):
    """`settings` without its secrets; null for whom it does not belong to. `target`: in a few words where it goes.
    `fault`: why the last try failed; empty when it went well."""

    id: UUID
    kind: Kind
    name: str
    enabled: bool
    usual: bool
    most_per_minute: int
    owner_id: UUID
    owner_name: str
    mine: bool
    target: str
    settings: dict[str, Any] | None
    sent_at: datetime | None
    failures: int
    failed_at: datetime | None
    fault: str


class ChannelMadeOut(ChannelOut):
    """`secret`: of a webhook, with which its signatures are checked; shown this once."""

    secret: str | None


class TestOut(BaseModel):
    """`sentence`: what the receiver, or the way there, said."""

    sent: bool
    sentence: str
    seconds: float


class ChannelHouseOut(BaseModel):
    """`push_key`: what a browser needs to be pushed to. `reach`: where channels may go besides the internet: nowhere,
    the home network, or this machine too. `own_address`: where people reach this page from outside; empty: unknown, and
    notices carry no links."""

    reach: Reachable
    own_address: str
    push_key: str


class ChannelHousePatch(Strict):
    reach: Reachable | None = None
    own_address: Annotated[str, StringConstraints(max_length=300)] | None = None

    @field_validator("own_address")
    @classmethod
    def _address_is_plain(cls, url: str | None) -> str | None:
        if not url:
            return url
        try:
            address = read_address(url)
        except OutgoingFailed as error:
            raise refused(str(error)) from error
        if address.target != "/":
            raise refused("Leave out what comes after the host")
        return url.rstrip("/")
