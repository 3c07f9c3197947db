"""Says which inputs of a request are wrong and why, without ever repeating what was sent: it may be a password."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from argusai.kit.errors import ArgusError, BadInput

Model = TypeVar("Model", bound=BaseModel)

_MOST_FIELDS = 20
_LONGEST_NAME = 100
# Kinds whose usual message holds a piece of the input.
_OWN_WORDS = {
    "union_tag_invalid": "This kind is not known",
    "json_invalid": "This is not valid JSON",
    "value_error": "This value is not accepted",
    "assertion_error": "This value is not accepted",
}
# The commonest kinds, for people who know no types. Filled in with the limits that were declared, never with the input.
_PLAIN_WORDS = {
    "missing": "Is missing",
    "model_type": "Must be an object",
    "extra_forbidden": "Is not known here",
    "string_type": "Must be text",
    "string_too_short": "At least {min_length} characters",
    "string_too_long": "At most {max_length} characters",
    "string_pattern_mismatch": "Is not written as it must be",
    "too_short": "At least {min_length}",
    "too_long": "At most {max_length}",
    "greater_than": "Must be more than {gt}",
    "greater_than_equal": "Must be {ge} or more",
    "less_than": "Must be less than {lt}",
    "less_than_equal": "Must be {le} or less",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "Must be a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "Must be a number"),
}


def faulty(fields: Mapping[str, str]) -> BadInput:
    """`fields`: what is wrong with each, without what was sent."""
    told = ", ".join(f"{name} ({said[:1].lower()}{said[1:]})" for name, said in fields.items())
    return BadInput(f"Please correct: {told}.", fields=dict(fields))


def faulty_inputs(errors: Sequence[Mapping[str, Any]], body: object) -> BadInput:
    """`errors` as pydantic lists them, `body` as it was sent (to tell fields from the tags of a union)."""
    fields: dict[str, str] = {}
    for error in errors[:_MOST_FIELDS]:
        name = _field_name(error["loc"], body)
        if name:
            fields.setdefault(name, _words(error))
    return faulty(fields) if fields else BadInput("The request cannot be read. Send well-formed JSON.")


def validated(model: type[Model], plain: object, at: str) -> Model:
    """`plain` as `model`. Raises BadInput with each fault by its path, which begins with `at`."""
    try:
        return model.model_validate(plain)
    except ValidationError as error:
        errors = error.errors()
        fault = faulty_inputs([{**each, "loc": ("body", *each["loc"])} for each in errors], plain)
        fields = {f"{at}.{name}": said for name, said in fault.fields.items()} or {at: _words(errors[0])}
        raise faulty(fields) from error


def placed(fault: ArgusError, at: str) -> BadInput:
    """The same fault of a part that stands at the path `at`."""
    fields = {f"{at}.{name}" if at else name: said for name, said in fault.fields.items()} or {at: fault.detail}
    return BadInput(f"{', '.join(fields)}: {fault.detail}", slug=fault.slug, fields=fields)


def unknown_queries(sent: Iterable[str], known: Collection[str]) -> BadInput | None:
    """None when every name in `sent` is one of `known`. A misspelt filter that is passed over gives a wrong answer."""
    unknown = [name[:_LONGEST_NAME] for name in dict.fromkeys(sent) if name not in known][:_MOST_FIELDS]
    if not unknown:
        return None
    takes = f"This address takes {', '.join(sorted(known))}." if known else "This address takes no parameters."
    return BadInput(
        f"Unknown parameters: {', '.join(unknown)}. {takes}",
        fields=dict.fromkeys(unknown, "This parameter is not known"),
    )


def repeated_queries(sent: Mapping[str, int], takes_several: Mapping[str, bool]) -> BadInput | None:
    """`sent`: how often each name came. None when what came more than once may. Else all but the last would be passed
    over without a word."""
    repeated = [name for name, times in sent.items() if times > 1 and not takes_several[name]]
    if not repeated:
        return None
    sentence = f"These parameters stand more than once: {', '.join(repeated)}. Send each once."
    return BadInput(sentence, fields=dict.fromkeys(repeated, "Stands more than once"))


def _words(error: Mapping[str, Any]) -> str:
    kind, limits = error["type"], error.get("ctx") or {}
    if kind in ("string_too_short", "too_short") and limits.get("min_length") == 1:
        return "Must not be empty"
    if kind in _PLAIN_WORDS:
        return _PLAIN_WORDS[kind].format_map({name: _number(limit) for name, limit in limits.items()})
    return _OWN_WORDS.get(kind, str(error["msg"]))


def _number(limit: object) -> object:
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


def _field_name(location: Sequence[str | int], body: object) -> str:
    """("body", "source", "rtsp", "url") → "source.url": the place (body, query …) and union tags are left out."""
    if not location:
        return ""
    place, *steps = location
    if place != "body":
        return ".".join(str(step) for step in steps)[:_LONGEST_NAME]
    named: list[str] = []
    at = body
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if isinstance(at, Mapping):
            if step not in at and not last:
                continue  # the tag of a union, which the caller never wrote as a key
            at = at.get(step)
        elif isinstance(at, list) and isinstance(step, int):
            at = at[step] if step < len(at) else None
        elif isinstance(step, int):
            continue  # a position within text that is not JSON
        named.append(str(step))
    return ".".join(named)[:_LONGEST_NAME]
