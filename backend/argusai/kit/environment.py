"""Reads typed settings from names and texts, and tells every fault at once."""

import math
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from argusai.kit.errors import StartError

Model = TypeVar("Model", bound=BaseModel)
_NEAR = 0.7  # of 1; less alike is another word, not a slip of the finger
_PLAIN = {
    "int_parsing": "must be a whole number.",
    "int_from_float": "must be a whole number.",
    "float_parsing": "must be a number.",
}
Place = tuple[str, ...]  # ("port",) or ("capture", "analysed_fps")


class Names:
    """Which variable sets which field of `model`: PREFIX_FIELD, and PREFIX_SECTION__FIELD in a section (a field that is
    itself a model or dataclass). `own`: fields with another name. `derived`: places that cannot be set."""

    def __init__(
        self, model: type[BaseModel], prefix: str, own: Mapping[str, str], derived: Collection[Place] = ()
    ) -> None:
        self.prefix = prefix
        self.types: dict[str, tuple[Place, Any]] = {}
        for field, kind in get_type_hints(model).items():
            if field not in model.model_fields:
                continue
            inner = fields_of(kind)
            if inner is None:
                self.types[own.get(field, f"{prefix}{field.upper()}")] = ((field,), kind)
                continue
            for name, inner_kind in inner.items():
                if (field, name) not in derived:
                    self.types[f"{prefix}{field.upper()}__{name.upper()}"] = ((field, name), inner_kind)

    def variable(self, location: tuple[str | int, ...]) -> str:
        """The variable that set what lies at `location`; the location itself when none did."""
        places = {place: name for name, (place, _) in self.types.items()}
        for depth in (2, 1):
            place = tuple(str(step) for step in location[:depth])
            if place in places:
                return places[place]
        return ".".join(str(step) for step in location)


def fields_of(kind: Any) -> dict[str, Any] | None:
    """The fields and types of a section; None for a plain type."""
    if not isinstance(kind, type):
        return None
    if issubclass(kind, BaseModel):
        hints = get_type_hints(kind)
        return {name: hints[name] for name in kind.model_fields}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {each.name: hints[each.name] for each in fields(kind)}
    return None


class Faults:
    """Collects what is wrong, one line for each variable."""

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}

    def add(self, variable: str, sentence: str) -> None:
        self._lines.setdefault(variable, sentence)

    def raise_if_any(self) -> None:
        """Raises StartError naming them all."""
        if self._lines:
            lines = [f"  {variable}: {sentence}" for variable, sentence in sorted(self._lines.items())]
            raise StartError("\n".join(["These settings are wrong. Nothing was started.", *lines]))


def read(names: Names, given: Mapping[str, str], faults: Faults, known_elsewhere: Collection[str]) -> dict[str, Any]:
    """What `given` sets, nested as the model wants it. An empty text counts as not given. Unknown variables with our
    prefix, and numbers that are negative or endless, go to `faults`."""
    values: dict[str, Any] = {}
    for variable, text in given.items():
        if variable not in names.types:
            if variable.startswith(names.prefix) and variable not in known_elsewhere:
                faults.add(variable, _unknown(variable, names))
            continue
        if not text.strip():
            continue
        place, kind = names.types[variable]
        if kind in {int, float} and _is_odd_number(text):
            faults.add(variable, "must be a number, 0 or more.")
            continue
        at = values
        for step in place[:-1]:
            at = at.setdefault(step, {})
        at[place[-1]] = _split(text) if get_origin(kind) in {tuple, list, set, frozenset} else text.strip()
    return values


def read_path(given: str | Path, variable: str, faults: Faults) -> Path:
    """`given`, absolute, with what “~” stands for; whether anything is there does not matter. One that cannot be goes
    to `faults`."""
    try:
        path = Path(given).expanduser().absolute()
        path.stat()
    except FileNotFoundError:
        pass
    except RuntimeError:  # nobody here is called so, or whoever runs us has no home
        faults.add(variable, "is below a home folder, and here is no such one. Name the whole path.")
        return Path("/")
    except ValueError:  # no path holds this character
        faults.add(variable, "is no path on this machine.")
        return Path("/")
    except OSError as error:
        faults.add(variable, f"is no path that can be used: {error.strerror}.")
        return Path("/")
    return path


def build(model: type[Model], values: dict[str, Any], names: Names, faults: Faults) -> Model:
    """The model. Raises StartError naming all faults, earlier ones included, and never the text of a value."""
    try:
        made = model.model_validate(values)
    except ValidationError as error:
        for each in error.errors(include_input=False, include_url=False):
            faults.add(names.variable(each["loc"]), _plain(each["type"], each["msg"]))
        faults.raise_if_any()
        raise
    faults.raise_if_any()
    return made


def _plain(kind: str, message: str) -> str:
    """What pydantic says, in words for a person."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    told = message.removeprefix("Value error, ").removeprefix("Input ").replace("should be", "must be", 1)
    return f"{told[0].lower()}{told[1:]}."


def _is_odd_number(text: str) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False  # the model says what it should be
    return not math.isfinite(number) or number < 0


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _unknown(variable: str, names: Names) -> str:
    own = {name.removeprefix(names.prefix): name for name in names.types}  # the prefix alone makes any two alike
    near = get_close_matches(variable.removeprefix(names.prefix), own, n=1, cutoff=_NEAR)
    return f"there is no such setting. Did you mean {own[near[0]]}?" if near else "there is no such setting."
