"""Each large library is seen by the files named after it, so that it can be replaced there (F1)."""

import sys
from collections.abc import Callable

import pytest

from tests.architecture.rules import KIT, MIGRATIONS, ROOTS, below
from tests.support.source import Module, modules, read_source

pytestmark = pytest.mark.covers("F1")


def _in_web(module: Module) -> bool:
    named = {
        "argusai.app",
        "argusai.api",
        "argusai.kit.heads",
        "argusai.kit.problems",
        "argusai.accounts.guard",
        "argusai.system.pages",
    }
    return module.role == "router" or module.name in named


def _in_database(module: Module) -> bool:
    kit = {f"{KIT}.{name}" for name in ("db", "dbos_jobs", "migrate", "postgresql", "resealing", "sql", "sqlite")}
    return module.role in {"models", "repository"} or module.name in kit or _migrates(module)


def _migrates(module: Module) -> bool:
    return below(module.name, MIGRATIONS)


def _named_after(*words: str) -> Callable[[Module], bool]:
    """`pyav.py`, `pyav_clip.py`, or any file in a folder `pyav/`."""

    def is_named_after(module: Module) -> bool:
        names = module.place.removesuffix(".py").split("/")
        return any(name == word or name.startswith(f"{word}_") for name in names for word in words)

    return is_named_after


def _only(*names: str) -> Callable[[Module], bool]:
    return lambda module: module.name in names


def _encrypts(module: Module) -> bool:
    return module.name in {f"{KIT}.vault", f"{KIT}.passphrase"} or below(module.name, "argusai.system.certificates")


def _asks_models(module: Module) -> bool:
    return below(module.name, "argusai.pipeline.events.description.providers.vendors")


def _computes(module: Module) -> bool:
    return any(below(module.name, part) for part in ("argusai.pipeline", "argusai.demo", "argusai.evaluation"))


def _in_roots(module: Module) -> bool:
    return any(below(module.name, root) for root in ROOTS)


WHERE: dict[str, Callable[[Module], bool]] = {
    "fastapi": _in_web,
    "starlette": _in_web,
    "sqlalchemy": _in_database,
    "aiosqlite": _in_database,
    "alembic": lambda module: module.name == f"{KIT}.migrate" or _migrates(module),
    "av": _named_after("pyav"),
    "cv2": _named_after("opencv"),
    "onnxruntime": _only("argusai.pipeline.detection.objects.onnx_runtime"),  # kept from telling its maker
    "onnx": _named_after("onnx", "convert"),
    "ai_edge_litert": _named_after("litert"),
    "lap": _named_after("lap", "match"),
    "argon2": _named_after("argon2"),
    "cryptography": _encrypts,
    "aiomqtt": _named_after("aiomqtt"),
    "paho": _named_after("aiomqtt"),
    "apprise": _named_after("apprise"),
    "requests": _named_after("apprise"),
    "urllib3": _named_after("apprise"),
    "pywebpush": _named_after("webpush"),
    "py_vapid": _named_after("webpush"),
    "h11": _only(f"{KIT}.outgoing"),
    "structlog": _only(f"{KIT}.log"),
    "uuid_utils": _only(f"{KIT}.ids"),
    "dbos": _only(f"{KIT}.dbos_jobs"),
    "dotenv": _only(f"{KIT}.env_file"),
    "numpy": _computes,
    "pydantic": lambda _module: True,
    "pydantic_core": lambda _module: True,
    # Imported only when a model is asked: they take seconds.
    **dict.fromkeys(("pydantic_ai", "openai", "anthropic", "httpx2"), _asks_models),
    "google": lambda module: _asks_models(module) or _named_after("onnx")(module),  # Gemini; protocol buffers
    "genai_prices": _only("argusai.pipeline.events.description.providers.price"),
    "rich": _in_roots,
    "typer": _in_roots,
    "uvicorn": _in_roots,
    # Needed by tests only; the program itself must not lean on them.
    **dict.fromkeys(("httpx", "pytest", "psutil", "yaml", "playwright", "hypothesis"), lambda _module: False),
}
# "": a relative import, which test_imports.py refuses.
_OURS = {*sys.stdlib_module_names, "argusai", ""}


def misplaced(module: Module) -> list[str]:
    """A library that nobody gave a place in `WHERE` has none."""
    return [
        f"{module.place}:{each.line} imports {each.name}"
        for each in module.imports
        if (library := each.name.partition(".")[0]) not in _OURS and not WHERE.get(library, _nowhere)(module)
    ]


def _nowhere(_module: Module) -> bool:
    return False


def test_libraries_stay_in_their_files() -> None:
    assert [fault for module in modules().values() for fault in misplaced(module)] == []


@pytest.mark.parametrize(
    ("importer", "library"),
    [
        ("argusai.pipeline.events.history.service", "sqlalchemy.orm"),
        ("argusai.pipeline.events.history.service", "fastapi"),
        ("argusai.pipeline.capture.streams.ring", "av"),
        ("argusai.pipeline.detection.motion.detector", "cv2"),
        ("argusai.pipeline.detection.objects.onnx", "onnxruntime"),
        ("argusai.accounts.service", "numpy"),
        ("argusai.kit.clock", "httpx"),
        ("argusai.kit.clock", "a_new_one"),
    ],
)
def test_a_library_elsewhere_is_found(importer: str, library: str) -> None:
    assert len(misplaced(read_source(importer, f"import {library}"))) == 1


def test_a_library_that_is_loaded_by_its_name_is_found() -> None:
    text = "def later():\n    return import_module('sqlalchemy.orm')"
    assert len(misplaced(read_source("argusai.accounts.service", text))) == 1


@pytest.mark.parametrize(
    ("importer", "library"),
    [
        ("argusai.pipeline.events.history.repository", "sqlalchemy"),
        ("argusai.pipeline.events.history.router", "fastapi"),
        ("argusai.pipeline.capture.streams.pyav", "av"),
        ("argusai.pipeline.capture.streams.pyav_clip", "av"),
    ],
)
def test_a_library_in_its_place_is_fine(importer: str, library: str) -> None:
    assert misplaced(read_source(importer, f"import {library}")) == []
