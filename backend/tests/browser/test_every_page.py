"""Every page at phone and desk width, light and dark: no axe violation, nothing overflows, no focus hides (F18)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.browser import axe_violations, hidden_focus, is_wider_than_the_screen, open_context, sign_in
from tests.support.footage import model
from tests.support.server import Server, running_server

pytestmark = [pytest.mark.browser, pytest.mark.covers("F18")]


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, visit: Path) -> Iterator[tuple[Server, list[str]]]:
    """A server with a camera and an event, and the paths of all its pages. Looking at pages changes nothing here."""
    model()
    with running_server(tmp_path_factory.mktemp("lived-in"), ASSEMBLY__QUIET_SECONDS="2") as server:
        camera, event = server.add_file(visit), server.wait_for_event(state="closed")["id"]
        paths = [
            "/",
            "/notices",
            "/events",
            f"/events/{event}",
            "/cameras",
            f"/cameras/{camera}",
            "/cameras/add",
            "/settings",
        ]
        paths += [f"/cameras/{camera}/{part}" for part in ("edit", "watch", "hours", "sight", "privacy")]
        paths += [f"/settings/{part}" for part in _SETTINGS]
        paths += ["/cameras/arrange", "/parcels", "/rules", "/rules/new", "/modes"]
        paths += ["/live", f"/live?camera={camera}"]
        paths += [f"/why?camera={camera}", "/nowhere"]
        yield server, paths


def _faults(page: Page) -> list[str]:
    return axe_violations(page) + ["scrolls sideways"] * is_wider_than_the_screen(page) + hidden_focus(page)


_SETTINGS = (
    "general", "storage", "detection", "ai", "notifications", "home-assistant",
    "people", "keys", "history", "backup", "account", "system",
)  # fmt: skip
# Half-way colours are those of neither scheme, and those that are inherited begin to change when the others have.
_AT_ONCE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_Look = tuple[int, Literal["light", "dark"]]
# Each width and each scheme once; the other pairs in `make soak`.
_SHORT: list[_Look] = [(320, "light"), (1440, "dark")]
_LONG: list[_Look] = [(390, "dark"), (390, "light"), (1440, "light")]


@pytest.mark.parametrize("looks", [_SHORT, pytest.param(_LONG, marks=pytest.mark.soak)], ids=["short", "long"])
def test_no_page_breaks_a_rule_or_scrolls_sideways(
    browser: Browser, lived_in: tuple[Server, list[str]], looks: list[_Look]
) -> None:
    """Each page is opened once, as a phone that is turned or a window that is drawn wider opens none anew."""
    server, paths = lived_in
    with open_context(browser, server, viewport=_size(looks[0])) as context:
        page = context.new_page()
        sign_in(page, server)
        found: dict[str, list[str]] = {}
        for path in paths:
            page.goto(path)
            page.evaluate(_AT_ONCE)
            for look in looks:
                page.set_viewport_size(_size(look))
                page.emulate_media(color_scheme=look[1], reduced_motion="reduce")
                expect(page.locator("html")).to_have_attribute("data-theme", look[1])
                expect(page.get_by_role("heading", level=1).first).to_be_visible()
                expect(page.locator("[aria-busy=true]")).to_have_count(0)
                if faults := _faults(page):
                    found[f"{path} {look}"] = faults
            page.set_viewport_size(_size(looks[0]))
    assert found == {}


def _size(look: _Look) -> ViewportSize:
    return {"width": look[0], "height": 900}
