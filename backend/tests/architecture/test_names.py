"""Names come from the glossary; words that fit anything are refused (F1)."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.support.source import ROOT, Module, functions, modules, parameters, read_source

pytestmark = pytest.mark.covers("F1")
BANNED = {"manager", "helper", "helpers", "utils", "util", "data", "info", "process", "handle"}
# Names that somebody else fixed.
FIXED = {
    "process_bind_param": "SQLAlchemy's TypeDecorator",
    "process_result_value": "SQLAlchemy's TypeDecorator",
    "data_received": "asyncio's Protocol",
    "commands/http_heads.py: data": "the same",
    "handle_websocket_upgrade": "uvicorn names it so",
    "data_dir": "ARGUSAI_DATA_DIR is a name that stays",
    "_usual_data_dir": "the same",
    "live/conversation.py: data": "Starlette's WebSocket names the parameter of send_text and send_bytes so",
}
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def banned_names(module: Module) -> list[str]:
    """Module, class, function and parameter names that hold a banned word."""
    return [
        f"{module.place}: {name}"
        for name in dict.fromkeys(_names(module))
        if not {name, f"{module.place}: {name}"} & FIXED.keys()
        and {word.lower() for word in _WORDS.findall(name)} & BANNED
    ]


def _names(module: Module) -> Iterator[str]:
    yield from module.place.removesuffix(".py").split("/")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for function in functions(module.tree):
        yield function.name
        yield from (parameter.arg for parameter in parameters(function))


def test_no_name_holds_a_word_that_fits_anything() -> None:
    assert [name for module in modules().values() for name in banned_names(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "class CameraManager: ...",
        "def handle(x): ...",
        "def see(data): ...",
        "async def get_info(): ...",
        "def a(*, b_utils=1): ...",
    ],
)
def test_a_banned_word_is_found(text: str) -> None:
    assert len(banned_names(read_source("argusai.kit.x", text))) == 1


def test_a_banned_file_name_is_found() -> None:
    assert len(banned_names(read_source("argusai.kit.utils", ""))) == 1


@pytest.mark.parametrize("text", ["class Database: ...", "def metadata(): ...", "def informed(processor): ..."])
def test_other_words_are_fine(text: str) -> None:
    assert banned_names(read_source("argusai.kit.x", text)) == []


def test_the_glossary_defines_the_words_of_the_domain() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text().lower()
    words = ["camera", "stream", "packet", "frame", "motion region", "detection", "track", "event", "clip", "snapshot"]
    words += ["thumbnail", "describer", "description", "attention level", "retention"]
    assert [word for word in words if f"**{word}**" not in glossary] == []
