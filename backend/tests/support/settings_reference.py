"""The page docs/reference/settings.md, written from the settings themselves.

`python -m tests.support.settings_reference > ../docs/reference/settings.md` writes it anew.
"""

import inspect
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from argusai.settings import Settings, names

_HEAD = """# Settings

Set in the environment, or in a file `.env` in the folder that ArgusAI is started in; the environment wins. An empty
value counts as not set. A wrong value or an unknown `ARGUSAI_` name stops the start, and all of them are named at once.
This page is written from the program and checked by the tests.
"""
_TITLES = {
    "accounts": "Sign-in",
    "capture": "Capture: streams and clips",
    "decode": "Decoding in hardware",
    "usb": "USB cameras",
    "motion": "Motion",
    "detector": "What the detector runs on",
    "objects": "Objects",
    "tracking": "Tracking",
    "assembly": "Events",
    "decisions": "Why nothing was told",
}
_DEFAULTS = {
    "ARGUSAI_DATA_DIR": "`~/.local/share/argusai`",
    "ARGUSAI_CACHE_DIR": "`~/.cache/argusai`",
    "DATABASE_URL": "`argusai.db` in the data folder",
    "ENCRYPTION_KEY": "made once",
}


def render() -> str:
    parts = [_HEAD]
    for section in ("", *_TITLES):
        rows = [
            f"| `{variable}` | {_DEFAULTS.get(variable) or _default(place)} | {_meaning(place)} |"
            for variable, (place, _) in names().types.items()
            if place[:-1] == ((section,) if section else ())
        ]
        title = f"## {_TITLES[section]}" if section else "## ArgusAI itself"
        note = inspect.cleandoc(_section(section).__doc__ or "") if section else ""
        head = [title, "", *([note, ""] if note else []), "| name | default | meaning |", "|---|---|---|"]
        parts.append("\n".join([*head, *rows, ""]))
    return "\n".join(parts)


def _section(name: str) -> type[Any]:
    kind = Settings.model_fields[name].annotation
    assert isinstance(kind, type)
    return kind


def _field(place: tuple[str, ...]) -> FieldInfo | None:
    model = _section(place[0]) if len(place) == 2 else Settings
    return model.model_fields[place[-1]] if issubclass(model, BaseModel) else None


def _default(place: tuple[str, ...]) -> str:
    if field := _field(place):
        default = field.default
    else:
        section = _section(place[0])
        assert is_dataclass(section)
        default = next(each.default for each in fields(section) if each.name == place[-1])
    if default is MISSING or isinstance(default, SecretStr):
        return ""
    if isinstance(default, frozenset | tuple | list):
        return f"`{','.join(sorted(default))}`"
    return f"`{default}`"


def _meaning(place: tuple[str, ...]) -> str:
    if field := _field(place):
        return field.description or ""
    told = next(each.metadata for each in fields(_section(place[0])) if each.name == place[-1])
    return str(told.get("description", ""))


if __name__ == "__main__":
    print(render(), end="")
