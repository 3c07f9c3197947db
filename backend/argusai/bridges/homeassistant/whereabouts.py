"""Where Home Assistant says that somebody is. Pure."""

from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationError

from argusai.kit.schemas import Moment, Strict

_EXAMPLE = '{"person": "Anna", "state": "home"}'
NOT_UNDERSTOOD = f"Only JSON such as {_EXAMPLE} is understood, or not_home, and since when as “at”."


class Whereabouts(Strict):
    """`person`: a name as the page Modes lists it, or an id. `at`: since when; None: now."""

    person: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    state: Literal["home", "not_home"]
    at: Moment | None = None


def read_whereabouts(text: str) -> Whereabouts | None:
    """None: it is no such thing."""
    try:
        return Whereabouts.model_validate_json(text)
    except ValidationError:
        return None
