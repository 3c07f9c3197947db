"""The source tree as the architecture tests see it: files, modules, and what imports what."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

BACKEND = Path(__file__).parents[2]
ROOT = BACKEND.parent
PACKAGE = BACKEND / "argusai"


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module. `line` counts from 1. `inside`: within a function. `late`: it is loaded by its name, when it
    is first needed."""

    name: str
    line: int
    inside: bool
    late: bool = False


@dataclass(frozen=True)
class Module:
    """`name`: dotted, without `.__init__`. `place`: path below the package, as `kit/db.py`. `known`: all modules of the
    package. Its imports are looked for when somebody asks."""

    name: str
    path: Path
    place: str
    tree: ast.Module
    known: frozenset[str]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(_imports(self.tree, self.known))

    @property
    def role(self) -> str:
        """The file's name without `.py`: router, contract, pyav …"""
        return self.path.stem


@cache
def modules(folder: Path = PACKAGE) -> dict[str, Module]:
    """All modules of the package in `folder`, by name."""
    paths = {_name(path, folder): path for path in sorted(folder.rglob("*.py"))}
    return {name: _read(name, path, folder, frozenset(paths)) for name, path in paths.items()}


def read_source(name: str, text: str, known: frozenset[str] = frozenset()) -> Module:
    """A module from `text`, for testing the rules themselves."""
    tree = ast.parse(text)
    place = "/".join(name.split(".")[1:]) + ".py"
    return Module(name, Path(place), place, tree, known)


def _name(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(name: str, path: Path, folder: Path, known: frozenset[str]) -> Module:
    tree = ast.parse(path.read_text())
    return Module(name, path, str(path.relative_to(folder)), tree, known)


def _imports(tree: ast.AST, known: frozenset[str], inside: bool = False) -> Iterator[Import]:
    """Also what is loaded by its name: by a text that is the name of one of our modules, or a call of `import_module`.
    That is never `inside`: large libraries are loaded when they are first needed."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, inside)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            for alias in node.names:
                full = f"{source}.{alias.name}"
                yield Import(full if full in known else source, node.lineno, inside)
        elif isinstance(node, ast.Constant) and node.value in known and "." in str(node.value):
            yield Import(str(node.value), node.lineno, False, late=True)
        elif isinstance(node, ast.Call) and (name := _loaded(node)) is not None and name not in known:
            yield Import(name, node.lineno, False, late=True)
        within = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(node, known, within)


def _loaded(call: ast.Call) -> str | None:
    """What `import_module("name")` or `__import__("name")` loads; None for any other call."""
    first = call.args[0] if call.args else None
    if ast.unparse(call.func) not in {"import_module", "importlib.import_module", "__import__"}:
        return None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    """All but `self` and `cls`."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [each for each in every if each is not None and each.arg not in {"self", "cls"}]


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git has or would take: everything in the tree that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))
