"""Shapes that every router shares."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Strict(BaseModel):
    """What callers send: unknown fields are refused, so a typo never passes silently."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PageOut(BaseModel, Generic[Item]):
    """One keyset page; `next_cursor` is null on the last one."""

    items: list[Item]
    next_cursor: str | None


class ProblemOut(BaseModel):
    """An error as RFC 9457 describes it. `type` is a stable slug; `fields` names the faulty inputs, if any."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    fields: dict[str, str] = Field(default_factory=dict)
