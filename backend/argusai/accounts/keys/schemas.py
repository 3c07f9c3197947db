"""What the routes of keys take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from argusai.accounts.keys.scopes import Scope
from argusai.accounts.schemas import Name
from argusai.kit.schemas import Moment, Seen, Strict


class KeyIn(Strict):
    """`camera_ids` null: all cameras, also those that are added later. `expires_at` null: it holds until revoked."""

    name: Annotated[Name, Seen]
    scopes: list[Scope] = Field(default=["streams:read"], min_length=1, max_length=10)
    camera_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)] | None = None
    expires_at: Moment | None = None


class KeyOut(BaseModel):
    """`ends_with`: the last letters of the key. The key itself is kept nowhere. `made_by`: a name, with whom it ends;
    null: from before this was noted, or made by nobody; it ends when it is revoked, and with no person."""

    id: UUID
    name: str
    scopes: list[Scope]
    camera_ids: list[UUID] | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    ends_with: str
    made_by: str | None


class KeyMadeOut(KeyOut):
    """`key` is shown this once."""

    key: str
