"""A browser for the run, a page and a server for each journey."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.support.browser import open_browser, open_context
from tests.support.footage import courtyard, cut, model
from tests.support.server import Server, running_server
from tests.support.source import BACKEND

TRACES = BACKEND / "test-results"
# It costs a fifth of a journey's processor time: where nobody can look again, and for who asks (`TRACE=1 make …`).
_TRACED = bool(os.environ.get("GITHUB_ACTIONS") or os.environ.get("TRACE"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of people in the courtyard."""
    return cut(courtyard(), tmp_path_factory.mktemp("footage") / "visit.mp4", 1, 60)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The real program with the built page. Events close two seconds after the last activity, not eight."""
    assert (BACKEND / "argusai" / "static" / "index.html").is_file(), "the page is not built: make setup"
    model()
    with running_server(tmp_path, ASSEMBLY__QUIET_SECONDS="2") as running:
        yield running


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    with open_context(browser, server, locale="en-GB") as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """What it showed is kept when the journey fails. An error that it threw, seen by nobody, fails the journey."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    if _TRACED:
        context.tracing.start(screenshots=True, snapshots=True)
    failed_before = request.session.testsfailed
    yield opened
    failed = bool(request.session.testsfailed > failed_before or errors)
    kept = TRACES / request.node.name
    if _TRACED:
        context.tracing.stop(path=kept.with_suffix(".zip") if failed else None)
    elif failed:
        _keep(opened, kept)
    assert errors == []


def _keep(page: Page, kept: Path) -> None:
    """Its picture, and its words as a screen reader has them."""
    with suppress(Error):  # it may be gone
        page.screenshot(path=kept.with_suffix(".png"))
        kept.with_suffix(".txt").write_text(f"{page.url}\n{page.locator('body').aria_snapshot()}\n")
