"""What people read about a faulty input: plain words with the limits, never what they sent."""

from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from argusai.kit.errors import BadInput
from argusai.kit.faulty_inputs import validated


class _Asked(BaseModel):
    url: Annotated[str, Field(min_length=1, max_length=9)] = "x"
    days: Annotated[int, Field(ge=1, le=3650)] = 1
    share: Annotated[float, Field(ge=0, le=1)] = 0
    names: Annotated[list[str], Field(min_length=1, max_length=2)] = ["x"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"url": ""}, "Must not be empty"),
        ({"url": "x" * 10}, "At most 9 characters"),
        ({"days": 99999}, "Must be 3650 or less"),
        ({"days": 0}, "Must be 1 or more"),
        ({"days": "many"}, "Must be a whole number"),
        ({"share": 4}, "Must be 1 or less"),
        ({"share": "half"}, "Must be a number"),
        ({"names": []}, "Must not be empty"),
        ({"names": ["x"] * 3}, "At most 2"),
    ],
    ids=str,
)
def test_limits_are_said_in_plain_words(sent: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as refusal:
        validated(_Asked, sent, "settings")
    field = f"settings.{next(iter(sent))}"
    assert refusal.value.fields == {field: said}
    assert refusal.value.detail == f"Please correct: {field} ({said[0].lower()}{said[1:]})."


@pytest.mark.parametrize("sent", [None, 7, "x", []], ids=str)
def test_what_is_no_object_is_named_by_its_place(sent: object) -> None:
    with pytest.raises(BadInput) as refusal:
        validated(_Asked, sent, "cameras.1")
    assert refusal.value.detail == "Please correct: cameras.1 (must be an object)."
