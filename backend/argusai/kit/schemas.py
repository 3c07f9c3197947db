"""Shapes that every router shares."""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from argusai.kit.text import can_be_seen, holds_control_characters

Item = TypeVar("Item")


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("this time lies outside the calendar") from error


# A time that callers send: it names its zone.
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


def _seen(name: str) -> str:
    if not can_be_seen(name):
        raise PydanticCustomError("unseen_name", "A name needs letters that can be seen")
    return name


# A name that people choose. Not for what is read back from the records: what was let in once stays.
Seen = AfterValidator(_seen)


class Strict(BaseModel):
    """What callers send: unknown fields are refused, so a typo never passes silently, and so are control characters.
    `MANY_LINES`: the fields that may hold line breaks."""

    MANY_LINES: ClassVar[frozenset[str]] = frozenset()
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="after")
    @classmethod
    def _without_control_characters(cls, value: Any, about: ValidationInfo) -> Any:
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, str) and holds_control_characters(each, many_lines=about.field_name in cls.MANY_LINES):
                raise PydanticCustomError(
                    "control_characters", "Line breaks and other control characters are not allowed here"
                )
        return value


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
