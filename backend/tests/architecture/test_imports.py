"""The direction of imports: from the camera to the screen, never back (F1)."""

import ast

import pytest

from tests.architecture.rules import BESIDE, ROOTS, STAGES, cycle, forbidden_imports, part_of
from tests.support.source import BACKEND, Module, modules, read_source

pytestmark = pytest.mark.covers("F1")
STREAMS = "argusai.pipeline.capture.streams"
ASSEMBLY = "argusai.pipeline.events.assembly"


def test_every_import_follows_the_direction() -> None:
    assert [fault for module in modules().values() for fault in forbidden_imports(module)] == []


def test_no_module_imports_itself_in_a_circle() -> None:
    assert cycle(modules()) == []


def test_every_module_belongs_to_a_part_that_the_rules_know() -> None:
    holders = {"argusai", "argusai.pipeline", *(stage.rsplit(".", 1)[0] for stage in (*STAGES, *BESIDE))}
    unknown = [name for name in modules() if not part_of(name) and name not in holders]
    assert unknown == [], "add the new part to tests/architecture/rules.py with its place in the order"


def test_the_rules_name_parts_that_exist() -> None:
    for part in (*STAGES, *BESIDE):
        assert (BACKEND / part.replace(".", "/") / "__init__.py").is_file(), part


def test_packages_hold_a_docstring_and_nothing_that_runs() -> None:
    loaded = [each.place for each in modules().values() if each.path.name == "__init__.py" and not _rests(each)]
    assert loaded == [], "importing a contract must not load the whole domain"


def _rests(package: Module) -> bool:
    constants = (each.value for each in package.tree.body if isinstance(each, ast.Expr | ast.Assign))
    return [isinstance(each, ast.Constant) for each in constants] == [True] * len(package.tree.body)


@pytest.mark.parametrize(
    "text", ["import os", "X = print()", "print()", "if True:\n    import os", '"""It."""\nimport os']
)
def test_a_package_that_runs_something_is_found(text: str) -> None:
    assert not _rests(read_source("argusai.kit", text))


def test_no_import_hides_inside_a_function() -> None:
    hidden = [f"{module.place}:{each.line}" for module in modules().values() for each in module.imports if each.inside]
    assert hidden == []


def _import(importer: str, target: str) -> list[str]:
    return forbidden_imports(read_source(importer, f"import {target}"))


@pytest.mark.parametrize(
    ("importer", "target"),
    [
        (f"{ASSEMBLY}.assemble", f"{STREAMS}.contract"),
        (f"{ASSEMBLY}.assemble", f"{ASSEMBLY}.facts"),
        (f"{ASSEMBLY}.assemble", "argusai.kit.clock"),
        (f"{ASSEMBLY}.contract", f"{STREAMS}.contract"),
        ("argusai.live.router", f"{ASSEMBLY}.contract"),
        ("argusai.settings", f"{STREAMS}.settings"),
        (f"{STREAMS}.router", "argusai.accounts.guard"),
        *((root, f"{ASSEMBLY}.service") for root in ROOTS),
    ],
)
def test_allowed(importer: str, target: str) -> None:
    assert _import(importer, target) == []


@pytest.mark.parametrize(
    ("importer", "target"),
    [
        (f"{STREAMS}.ring", f"{ASSEMBLY}.contract"),  # a later stage
        (f"{STREAMS}.contract", f"{ASSEMBLY}.contract"),
        (f"{ASSEMBLY}.assemble", f"{STREAMS}.ring"),  # the inside of an earlier stage
        (f"{ASSEMBLY}.contract", f"{ASSEMBLY}.service"),
        (f"{ASSEMBLY}.service", "argusai.accounts.contract"),
        (f"{STREAMS}.service", "argusai.accounts.guard"),
        (f"{STREAMS}.ring", "argusai.settings"),
        (f"{STREAMS}.ring", "argusai.app"),
        ("argusai.kit.db", "argusai.accounts.models"),
        ("argusai.kit.db", f"{STREAMS}.contract"),
        ("argusai.live.service", "argusai.accounts.service"),
        ("argusai.live.service", f"{STREAMS}.service"),
        ("argusai.accounts.service", "argusai.app"),
    ],
)
def test_refused(importer: str, target: str) -> None:
    assert len(_import(importer, target)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "import_module('{}')",
        "importlib.import_module('{}')",
        "__import__('{}')",
        "def later():\n    return import_module('{}')",
        "_LATER = '{}'",
        "_command = [sys.executable, '-m', '{}']",
        "if TYPE_CHECKING:\n    import {}",
        "try:\n    import {}\nexcept ImportError:\n    pass",
    ],
)
def test_a_module_that_is_loaded_by_its_name_is_imported(text: str) -> None:
    later = f"{ASSEMBLY}.service"
    assert len(forbidden_imports(read_source(f"{STREAMS}.ring", text.format(later), frozenset({later})))) == 1


def test_relative_imports_are_refused() -> None:
    assert len(forbidden_imports(read_source(f"{STREAMS}.ring", "from . import contract"))) == 1


def test_a_circle_is_named_in_order() -> None:
    known = frozenset({"argusai.a", "argusai.b", "argusai.c"})
    texts = {"argusai.a": "from argusai import b", "argusai.b": "import argusai.c", "argusai.c": "import argusai.a"}
    circle: dict[str, Module] = {name: read_source(name, text, known) for name, text in texts.items()}
    assert cycle(circle) == ["argusai.a", "argusai.b", "argusai.c", "argusai.a"]
