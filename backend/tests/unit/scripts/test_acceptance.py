"""The acceptance list finds what covers a requirement, and what nothing covers."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load

PAGE = """# Requirements
| id | what | note |
|---|---|---|
| F1 | the tree | |
| F2 | one command | no test: it needs a machine of its own |
| F3 | the suite | some remark |
"""


@pytest.fixture(scope="module")
def acceptance() -> Any:
    return load("acceptance")


def test_requirements_are_read_with_their_reasons(acceptance: Any) -> None:
    found = acceptance.read_requirements(PAGE)
    assert [(each.id, each.statement, each.reason) for each in found] == [
        ("F1", "the tree", ""),
        ("F2", "one command", "no test: it needs a machine of its own"),
        ("F3", "the suite", ""),
    ]


def test_an_id_that_stands_twice_is_refused(acceptance: Any) -> None:
    with pytest.raises(ValueError, match="F1 stands twice"):
        acceptance.read_requirements(PAGE + "| F1 | again | |\n")


def test_a_reason_has_to_say_something(acceptance: Any) -> None:
    (found,) = acceptance.read_requirements("| F9 | x | no test: - |")
    assert found.reason == ""


def test_marks_on_a_test_a_class_and_a_file_count(acceptance: Any) -> None:
    text = """
import pytest
pytestmark = [pytest.mark.covers("F1"), pytest.mark.soak]

@pytest.mark.covers("F2", "F3")
async def test_a():
    assert True

@pytest.mark.covers("F4")
class TestGroup:
    @pytest.mark.covers("F5")
    def test_b(self):
        assert True

@pytest.mark.covers("F6")
def not_a_test():
    assert True
"""
    assert list(acceptance.backend_tests(text)) == [
        ("F1", "test_a"), ("F2", "test_a"), ("F3", "test_a"), ("F1", "test_b"), ("F4", "test_b"), ("F5", "test_b"),
    ]  # fmt: skip


COVERING = "import pytest\nfrom x import until\n@pytest.mark.covers('F1')\n"


@pytest.mark.parametrize(
    "test",
    [
        "def test_a():\n    assert see() == 1",
        "def test_a():\n    with pytest.raises(ValueError):\n        see()",
        "async def test_a():\n    await until(see, 5)",
        "def test_a():\n    _look(see())\n\ndef _look(seen):\n    assert seen",
        "def test_a(page):\n    expect(page).to_be_visible()",
    ],
)
def test_an_assertion_or_a_bounded_wait_proves_something(acceptance: Any, test: str) -> None:
    assert list(acceptance.backend_tests(COVERING + test)) == [("F1", "test_a")]


@pytest.mark.parametrize(
    "test",
    [
        "def test_a(): ...",
        "def test_a():\n    see()",
        "def test_a():\n    _look()\n\ndef _look():\n    see()\n\ndef test_b():\n    assert True",
        "@pytest.mark.skip\ndef test_a():\n    assert True",
        "@pytest.mark.skip(reason='later')\ndef test_a():\n    assert True",
        "@pytest.mark.skipif(True, reason='later')\ndef test_a():\n    assert True",
        "@pytest.mark.xfail(reason='broken')\ndef test_a():\n    assert True",
        "class TestX:\n    @pytest.mark.xfail\n    def test_a(self):\n        assert True",
        "def test_a():\n    pytest.skip('later')\n    assert True",
        "def test_a():\n    assert True\n\npytestmark = pytest.mark.skip",
        "def test_a():\n    assert True\n\npytestmark = [pytest.mark.xfail(reason='broken')]",
    ],
)
def test_what_does_not_run_or_claims_nothing_proves_nothing(acceptance: Any, test: str) -> None:
    assert list(acceptance.backend_tests(COVERING + test)) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("it('F25 shows the counter', () => { expect(1) })", ["F25"]),
        ('test("F18, F25: says so", async () => { await screen.findByText("x") })', ["F18", "F25"]),
        ("describe('[F25] buttons', () => { it('x', () => { expect(1) }) })", ["F25"]),
        ("it.each([1])(`x`, f)\nit(\n  'counts [F18 F25]',\n  () => expect(1))", ["F18", "F25"]),
        ("it('plays H264 in the browser', () => { expect(1) })", []),
        ("it('F25 claims nothing', () => {})\nit('x', () => { expect(1) })", []),
        ("it.skip('F25 does not run', () => { expect(1) })", []),
        ("it.todo('F25 is not written')", []),
        ("describe.skip('F25', () => { it('x', () => { expect(1) }) })", []),
        ("split('F25 is no title')", []),
    ],
)
def test_titles_of_the_page_count(acceptance: Any, text: str, ids: list[str]) -> None:
    assert [mark for mark, _ in acceptance.frontend_tests(text)] == ids


def test_a_requirement_without_test_or_reason_is_a_fault(acceptance: Any) -> None:
    found = acceptance.faults(acceptance.read_requirements(PAGE), {"F1": ["a::b"]})
    assert found == ["F3 has no test and no reason"]


def test_a_test_for_an_id_that_nobody_wrote_is_a_fault(acceptance: Any) -> None:
    tests = {"F1": ["a"], "F3": ["b"], "F99": ["c::d"]}
    assert acceptance.faults(acceptance.read_requirements(PAGE), tests) == ["F99 is not a requirement: c::d"]


def test_the_report_lists_each_id_with_its_tests(acceptance: Any) -> None:
    lines = list(acceptance.report(acceptance.read_requirements(PAGE), {"F1": ["a::b", "c::d"]}, quiet=False))
    assert lines[0].split() == ["F1", "2", "tests", "the", "tree"]
    assert [line.strip() for line in lines[1:3]] == ["a::b", "c::d"]
    assert "no test: it needs a machine of its own" in lines[4]


def test_both_sides_of_the_tree_are_collected(acceptance: Any, tmp_path: Path) -> None:
    backend, page = tmp_path / "backend/tests/unit", tmp_path / "frontend/__tests__/home"
    backend.mkdir(parents=True)
    page.mkdir(parents=True)
    (backend / "test_x.py").write_text("import pytest\n@pytest.mark.covers('F1')\ndef test_a():\n    assert True\n")
    (page / "Home.test.tsx").write_text("it('F2 lists events', () => { expect(1) })")
    assert acceptance.collect(tmp_path) == {
        "F1": ["backend/tests/unit/test_x.py::test_a"],
        "F2": ["frontend/__tests__/home/Home.test.tsx::F2 lists events"],
    }
