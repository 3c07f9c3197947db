"""What the routes of people and invitations take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.accounts.contract import Role
from argusai.accounts.schemas import Name, NewPassword
from argusai.kit.schemas import Strict

Token = Annotated[str, StringConstraints(min_length=20, max_length=100, pattern=r"^[\w-]+$")]


class AccountOut(BaseModel):
    """`last_seen_at`: when he last used ArgusAI in a browser in which he is still signed in; to the minute. `keys`: the
    names of the API keys that he made, which end with him."""

    id: UUID
    name: str
    role: Role
    created_at: datetime
    last_seen_at: datetime | None
    keys: list[str]


class PersonPatch(Strict):
    role: Role


class InvitationOut(BaseModel):
    """`note`: for whom it is. The link itself is kept nowhere."""

    id: UUID
    role: Role
    note: str
    made_by: str
    created_at: datetime
    expires_at: datetime


class PeopleOut(BaseModel):
    """`people` by name; `invitations` that nobody has used yet; `keys_of_nobody`: the names of API keys that end with
    no person, as it was not noted who made them."""

    people: list[AccountOut]
    invitations: list[InvitationOut]
    keys_of_nobody: list[str]


class InvitationIn(Strict):
    """`hours`: for how long the link can be used."""

    role: Role = "member"
    note: Annotated[str, StringConstraints(max_length=80)] = ""
    hours: Annotated[int, Field(ge=1, le=720, strict=True)] = 72


class InvitationMadeOut(InvitationOut):
    """`token` is shown this once. The link is `/join#` and the token: what stands behind # reaches no log."""

    token: str


class TokenIn(Strict):
    token: Token


class InvitationSeenOut(BaseModel):
    """What somebody who has the link is told before he takes it."""

    role: Role
    made_by: str
    expires_at: datetime


class JoinIn(Strict):
    token: Token
    name: Name
    password: NewPassword
