"""What the routes of Home Assistant take and give."""

import re
from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from argusai.kit.addresses import allowed
from argusai.kit.schemas import Strict

Prefix = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Pem = Annotated[str, StringConstraints(max_length=65_536)]
ConnectionState = Literal["off", "connecting", "connected", "standing_by", "failing"]
_PREFIX = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_HOST = re.compile(r"^[A-Za-z0-9_.:%-]{0,253}$")


class HomeAssistantPatch(Strict):
    """Fields left out, or null, stay; an empty text removes what was there. `authority`: certificates of those whom we
    trust, in PEM form; empty: the system's. `certificate`, `key`: ours."""

    MANY_LINES: ClassVar[frozenset[str]] = frozenset({"authority", "certificate", "key"})

    enabled: bool | None = None
    host: Annotated[str, StringConstraints(max_length=253)] | None = None
    port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    username: Annotated[str, StringConstraints(max_length=200)] | None = None
    password: Annotated[str, StringConstraints(max_length=500)] | None = None
    tls: bool | None = None
    authority: Pem | None = None
    certificate: Pem | None = None
    key: Pem | None = None
    discovery_prefix: Prefix | None = None
    topic_prefix: Prefix | None = None

    @field_validator("discovery_prefix", "topic_prefix")
    @classmethod
    def _prefix_is_one(cls, prefix: str | None) -> str | None:
        if prefix is not None and not _PREFIX.fullmatch(prefix):
            raise PydanticCustomError("prefix", "Write letters without accents, digits, - and _, with / between parts")
        return prefix

    @field_validator("host")
    @classmethod
    def _host_is_one(cls, host: str | None) -> str | None:
        if not host:
            return host
        if not _HOST.match(host):
            raise PydanticCustomError("host", "Write a name or an address alone, such as 192.168.1.10")
        if not allowed(host, loopback=True, private=True):
            raise PydanticCustomError("host", "This address belongs to no broker")
        return host


class ConnectionOut(BaseModel):
    """`sentence`: why it fails, for which other ArgusAI it stands by, or what of ours the broker does not take.
    `waiting`: events that wait to be told; `dropped`: those that waited too long, or were too many, since the start.
    `published`: messages that the broker took since it was connected. `ignored`: commands beyond what is taken in a
    minute, since the start."""

    state: ConnectionState
    since: datetime | None
    sentence: str
    published: int
    waiting: int
    dropped: int
    ignored: int


class HomeAssistantOut(BaseModel):
    """Without password and key; `has_password`, `has_key`: whether there is one. `readable` False: they were encrypted
    under another key and have to be entered again."""

    enabled: bool
    host: str
    port: int
    username: str
    has_password: bool
    tls: bool
    authority: str
    certificate: str
    has_key: bool
    readable: bool
    discovery_prefix: str
    topic_prefix: str
    connection: ConnectionOut


class BrokerTestOut(BaseModel):
    """`sentence`: what the broker, or the way there, said."""

    works: bool
    sentence: str
    seconds: float


class CommandOut(BaseModel):
    """`command`: the topic below our prefix. `sentence`: why it was not obeyed."""

    id: UUID
    at: datetime
    command: str
    payload: str
    obeyed: bool
    sentence: str


class CommandsOut(BaseModel):
    """The newest first."""

    items: list[CommandOut]
