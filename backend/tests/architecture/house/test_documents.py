"""Documents name files that exist, requirements that are in the issue, and routes that the API has (F6, F28)."""

import json
import re
from pathlib import Path

import pytest

from argusai.cli import COMMANDS
from tests.support.scripts import load
from tests.support.source import ROOT, tracked_files

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<to>[^)#\s]+)")
WANTED = {
    *(f"F{number}" for number in (*range(1, 19), *range(20, 29), 30, 31, 32, 40)),
    *(f"E{number}" for number in (*range(1, 14), 20, 30)),
}
# Of the next issues: each stands in the page from when it has its tests.
COMING = {
    *(f"C{number}" for number in (*range(1, 15), 20, 30)),
    *(f"D{number}" for number in (*range(1, 15), 20, 30)),
    *(f"N{number}" for number in (*range(1, 16), 20, 30)),
    *(f"H{number}" for number in (*range(1, 8), 20, 30)),
}


def _pages() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


@pytest.mark.covers("F1")
def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} → {found['to']}"
        for page in _pages()
        for found in _LINK.finditer(page.read_text())
        if not (page.parent / found["to"]).exists()
    ]
    assert broken == []


@pytest.mark.covers("F1")
@pytest.mark.parametrize(
    "page",
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "docs/glossary.md",
        "docs/explanation/architecture.md", "docs/explanation/performance.md", "docs/reference/requirements.md",
        "docs/reference/ci.md", "docs/reference/settings.md", "docs/reference/api.md", "docs/reference/cli.md",
        "docs/decisions/0001-record-decisions.md",
    ],
)  # fmt: skip
def test_the_page_exists(page: str) -> None:
    assert (ROOT / page).stat().st_size > 400


@pytest.mark.covers("F1")
def test_the_readme_leads_to_every_reference_and_the_map_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    pages = [f"docs/reference/{page.name}" for page in sorted((ROOT / "docs/reference").glob("*.md"))]
    assert [page for page in pages if f"]({page})" not in readme] == []
    map_of_code = (ROOT / "docs/explanation/architecture.md").read_text().splitlines()
    [line] = [each for each in map_of_code if "cli.py," in each]
    assert set(COMMANDS) <= set(re.findall(r"\w+", line))


@pytest.mark.covers("F1")
def test_the_readme_shows_the_product_and_how_to_start_it_on_its_first_screen() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text().splitlines()[:15])
    assert "docs/images/home.png" in first_screen
    assert "make run" in first_screen


@pytest.mark.covers("F1")
def test_decisions_are_numbered_without_gaps_and_begin_with_their_number() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert [page.name for page in pages if not page.read_text().startswith(f"# {page.name[:4]}: ")] == []


@pytest.mark.covers("F1")
def test_every_dependency_has_its_line_in_the_decisions() -> None:
    decision = (ROOT / "docs/decisions/0007-dependencies.md").read_text()
    project = (ROOT / "backend/pyproject.toml").read_text()
    needed = re.findall(r'^  "([a-z0-9-]+)', project[: project.index("[project.optional-dependencies]")], re.MULTILINE)
    assert [name for name in needed if name not in decision] == []


@pytest.mark.covers("F1")
def test_the_requirements_are_those_of_the_issue() -> None:
    page = (ROOT / "docs/reference/requirements.md").read_text()
    listed = {each.id for each in load("acceptance").read_requirements(page)}
    assert listed >= WANTED
    assert listed <= WANTED | COMING


@pytest.mark.covers("F6")
def test_the_api_page_is_what_the_openapi_document_says() -> None:
    page = load("api_page")
    assert page.TARGET.read_text() == page.write(json.loads(page.SOURCE.read_text())), "run `make api`"


@pytest.mark.covers("F3")
@pytest.mark.parametrize("name", ["make run", "make test", "make check", "make ci", "make acceptance"])
def test_the_contributors_page_names_the_command(name: str) -> None:
    assert f"`{name}`" in (ROOT / "CONTRIBUTING.md").read_text()
