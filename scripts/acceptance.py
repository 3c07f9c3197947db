"""Lists the requirements and the tests that prove each, and fails on one without a test or an honest reason.

usage: python scripts/acceptance.py [--quiet]

Requirements come from docs/reference/requirements.md: the rows of its tables, `| F4 | statement | note |`, where the
note may say `no test: reason`. Backend tests name ids with @pytest.mark.covers("F4"), on a test, a class or the whole
file (`pytestmark`); frontend tests name them in a title: `F25 …` or `[F25]`. A test that does not run (skip, xfail,
todo) or that claims nothing (no assertion, no bounded wait) proves nothing and does not count.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ROW = re.compile(r"^\|\s*(?P<id>[A-Z]\d+)\s*\|(?P<statement>[^|]*)\|(?P<note>[^|]*)\|")
_REASON = re.compile(r"no test:\s*\S.{9,}")
_TITLE = re.compile(r"""\b(?:it|test|describe)(?:\.\w+)*\(\s*(?P<quote>["'`])(?P<title>.*?)(?P=quote)""", re.DOTALL)
_ID = re.compile(r"[A-Z]\d+")
# At the beginning of a title, or in square brackets: "H264" in the middle of a sentence is no requirement.
_IDS_IN_TITLE = re.compile(r"^(?:[A-Z]\d+\b[\s,:]*)+|\[(?:[A-Z]\d+[\s,]*)+\]")
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_NOT_RUN = {"skip", "skipif", "xfail", "importorskip"}
# A call that fails a test by itself: what pytest and Playwright bring, and what the support package names so.
_CLAIMS = re.compile(r"^(raises|warns|fail|expect|until|within|becomes|connected|wait_\w+|assert_\w+|check_\w+)$")
_PAGE_NOT_RUN = re.compile(r"\.(skip|skipIf|runIf|todo|fails)\b")
_PAGE_CLAIMS = re.compile(r"\b(expect|waitFor|find(All)?By\w+)\(")


Functions = Mapping[str, ast.FunctionDef | ast.AsyncFunctionDef]


@dataclass(frozen=True, slots=True)
class Requirement:
    """`reason`: why it cannot have a test; empty when it must have one."""

    id: str
    statement: str
    reason: str


def read_requirements(text: str) -> list[Requirement]:
    """Raises ValueError when an id stands there twice."""
    found: dict[str, Requirement] = {}
    for line in text.splitlines():
        if row := _ROW.match(line):
            if row["id"] in found:
                raise ValueError(f"{row['id']} stands twice in the requirements")
            note = row["note"].strip()
            reason = note if _REASON.search(note) else ""
            found[row["id"]] = Requirement(row["id"], row["statement"].strip(), reason)
    return list(found.values())


def backend_tests(text: str) -> Iterator[tuple[str, str]]:
    """(id, test's name) for each id that a test of this file proves."""
    tree = ast.parse(text)
    marks = [node.value for node in tree.body if isinstance(node, ast.Assign) and _is_pytestmark(node)]
    if not any(map(_not_run, marks)):
        functions = {node.name: node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)}
        yield from _tests_in(tree, [mark for each in marks for mark in _covered(each)], functions)


def _tests_in(holder: ast.Module | ast.ClassDef, marks: list[str], functions: Functions) -> Iterator[tuple[str, str]]:
    for node in holder.body:
        if not isinstance(node, ast.ClassDef | _FUNCTIONS) or any(map(_not_run, node.decorator_list)):
            continue
        own = marks + [mark for each in node.decorator_list for mark in _covered(each)]
        if isinstance(node, ast.ClassDef):
            yield from _tests_in(node, own, functions)
        elif node.name.startswith("test_") and _claims(node, functions, set()):
            for mark in dict.fromkeys(own):
                yield mark, node.name


def _not_run(mark: ast.expr) -> bool:
    """Whether `mark`, a decorator or the value of pytestmark, keeps a test from running or from failing."""
    return any(isinstance(node, ast.Attribute) and node.attr in _NOT_RUN for node in ast.walk(mark))


def _claims(function: ast.AST, functions: Functions, seen: set[str]) -> bool:
    """Whether it, or a function of the same file that it names, holds an assertion or a bounded wait, and no skip."""
    claims = False
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _name(node.func) in {"skip", "xfail", "importorskip"}:
            return False
        claims = claims or isinstance(node, ast.Assert)
        claims = claims or (isinstance(node, ast.Call) and bool(_CLAIMS.match(_name(node.func))))
        if isinstance(node, ast.Name) and node.id in functions and node.id not in seen:
            seen.add(node.id)
            claims = claims or _claims(functions[node.id], functions, seen)
    return claims


def _name(called: ast.expr) -> str:
    """`pytest.raises` → "raises"."""
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _covered(node: ast.expr) -> Iterator[str]:
    """The ids in `pytest.mark.covers("F1", "F2")`, alone or in a list of marks."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "covers":
            for given in call.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def frontend_tests(text: str) -> Iterator[tuple[str, str]]:
    """(id, title) for each id in the title of a test, or of a group of tests, that runs and claims something."""
    found = list(_TITLE.finditer(text))
    for number, each in enumerate(found):
        # A group's body reaches to the next group; a test's to whatever comes next.
        group = each[0].startswith("describe")
        later = (other.start() for other in found[number + 1 :] if not group or other[0].startswith("describe"))
        body = text[each.end() : next(later, len(text))]
        if _PAGE_NOT_RUN.search(each[0][: each[0].index("(")]) or not _PAGE_CLAIMS.search(body):
            continue
        named = " ".join(part[0] for part in _IDS_IN_TITLE.finditer(each["title"]))
        for mark in dict.fromkeys(_ID.findall(named)):
            yield mark, each["title"]


def collect(root: Path) -> dict[str, list[str]]:
    """id → "file::test" for every test in the tree, in order."""
    tests: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "backend" / "tests").rglob("test_*.py")):
        for mark, name in backend_tests(path.read_text()):
            tests[mark].append(f"{path.relative_to(root)}::{name}")
    for folder in ("__tests__", "src"):
        for path in sorted((root / "frontend" / folder).rglob("*.test.ts*")):
            for mark, title in frontend_tests(path.read_text()):
                tests[mark].append(f"{path.relative_to(root)}::{title}")
    return tests


def faults(requirements: list[Requirement], tests: dict[str, list[str]]) -> list[str]:
    """What is wrong, a sentence each: a requirement without test and reason, a test for an id that nobody wrote."""
    known = {each.id for each in requirements}
    bare = [
        f"{each.id} has no test and no reason" for each in requirements if not each.reason and not tests.get(each.id)
    ]
    unknown = [f"{mark} is not a requirement: {tests[mark][0]}" for mark in tests if mark not in known]
    return [*bare, *unknown]


def report(requirements: list[Requirement], tests: dict[str, list[str]], *, quiet: bool) -> Iterator[str]:
    for each in requirements:
        covering = tests.get(each.id, [])
        yield f"{each.id:<4} {len(covering):>4} tests  {each.statement}"
        if not covering and each.reason:
            yield f"            {each.reason}"
        if not quiet:
            yield from (f"            {name}" for name in covering)


def main() -> int:
    requirements = read_requirements((ROOT / "docs" / "reference" / "requirements.md").read_text())
    tests = collect(ROOT)
    print("\n".join(report(requirements, tests, quiet="--quiet" in sys.argv[1:])))
    found = faults(requirements, tests)
    for fault in found:
        print(f"NOT ACCEPTED: {fault}", file=sys.stderr)
    if not found:
        print(f"{len(requirements)} requirements, each with its tests or its reason")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
