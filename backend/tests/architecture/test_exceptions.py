"""Broad `except` hides faults: it stands only at a supervisor's edge, and says so (F1)."""

import ast
import re

import pytest

from tests.support.source import Module, modules, read_source

pytestmark = pytest.mark.covers("F1")
# The web's edge, the capture process's parts, the live updates; each new one has to be argued for.
MOST = 17
_BROAD = {"Exception", "BaseException"}
# ruff's code for a broad except, then why it is right here.
_REASON = re.compile(r"# noqa: BLE001 - \S.{10,}")


def unexplained(module: Module, lines: list[str]) -> list[str]:
    """Places that catch everything and neither raise it again, nor log it with its traceback, nor say why."""
    return [
        f"{module.place}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and _is_broad(node.type)
        and not any(_raises_or_logs(each) for each in ast.walk(node))
        and not _REASON.search(lines[node.lineno - 1])
    ]


def _raises_or_logs(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return node.exc is None
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "exception"


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(each) for each in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in _BROAD)


def test_every_broad_except_gives_its_reason() -> None:
    faults = [
        fault for module in modules().values() for fault in unexplained(module, module.path.read_text().splitlines())
    ]
    assert faults == []


def test_broad_excepts_stay_few() -> None:
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)
    ]
    assert len(found) <= MOST, found


@pytest.mark.parametrize(
    "caught",
    ["except:", "except Exception:", "except (OSError, BaseException) as error:", "except Exception:  # noqa: BLE001"],
)
def test_a_broad_except_without_a_reason_is_found(caught: str) -> None:
    text = f"try:\n    pass\n{caught}\n    pass\n"
    assert len(unexplained(read_source("argusai.kit.x", text), text.splitlines())) == 1


@pytest.mark.parametrize(
    ("caught", "body"),
    [
        ("except OSError:", "pass"),
        ("except BaseException:", "raise"),
        ("except Exception:", "log.exception('one camera failed')"),
        ("except Exception:  # noqa: BLE001 - one camera must not stop the others", "pass"),
    ],
)
def test_a_narrow_or_explained_except_is_fine(caught: str, body: str) -> None:
    text = f"try:\n    pass\n{caught}\n    {body}\n"
    assert unexplained(read_source("argusai.kit.x", text), text.splitlines()) == []


def test_no_wait_swallows_a_cancellation() -> None:
    """On Python 3.11 `asyncio.wait_for` loses one that comes with the answer, and whoever cancelled waits for ever:
    `asyncio.timeout` does not."""
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "wait_for" and ast.unparse(node.value) == "asyncio"
    ]
    assert found == []
