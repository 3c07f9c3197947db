"""A real browser: the machine's own Chromium, driven by Playwright; nothing is downloaded."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.server import Server
from tests.support.source import ROOT

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# A bound for a busy machine, never reached on another. Playwright's own 5 s for what is expected are soon over when a
# camera has to be dialled again.
PATIENCE_MS = 60_000
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def find_browser() -> str:
    """Fails with what to install when there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found is not None, "the browser journeys need Chromium: sudo apt-get install chromium"
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """One browser; give each test a context of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=_ARGUMENTS, timeout=2 * PATIENCE_MS)
        yield browser
        browser.close()


@contextmanager
def open_context(browser: Browser, server: Server, **options: Any) -> Iterator[BrowserContext]:
    """A person of their own at `server`, as patient as a busy machine demands. `options`: of `new_context`."""
    opened = browser.new_context(base_url=server.url, reduced_motion="reduce", **options)
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


def sign_in(page: Page, server: Server) -> None:
    """With the session of the server's administrator, and on Home."""
    cookies = server.client.cookies.items()
    page.context.add_cookies([{"name": name, "value": value, "url": server.url} for name, value in cookies])
    page.goto("/")


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page, "rule: selector: why", for WCAG 2.2 A and AA and best practices.

    From its top: wherever else one stops, something is half beneath the bar that stays, and axe calls it too small."""
    page.evaluate("scrollTo(0, 0)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE.read_text()} }}")  # not as a script tag: the page's own policy forbids it
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = json.dumps({"runOnly": {"type": "tag", "values": tags}})
    found: list[dict[str, Any]] = page.evaluate(f"axe.run(document, {options}).then(result => result.violations)")
    return [f"{each['id']}: {node['target']}: {node['failureSummary']}" for each in found for node in each["nodes"]]


def is_wider_than_the_screen(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


_HIDDEN_FOCUS = """() => {
  const over = (hit, element) => {
    for (let at = hit; at; at = at.parentElement)
      if (["sticky", "fixed"].includes(getComputedStyle(at).position)) return !at.contains(element);
    return false;
  };
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter(element => element.tabIndex >= 0);
  const hidden = new Set();
  for (const element of [...all, ...all.toReversed()]) {
    element.focus();
    if (document.activeElement !== element) continue;
    const { left, top, width, height } = element.getBoundingClientRect();
    const covered = [0.1, 0.5, 0.9].every((part) => over(
      document.elementFromPoint(left + width / 2, top + part * height), element));
    if (covered) hidden.add(element.outerHTML.slice(0, 120));
  }
  return [...hidden];
}"""


def hidden_focus(page: Page) -> list[str]:
    """What has the focus and lies all beneath a bar that stays (WCAG 2.4.11), down the page and up again."""
    found: list[str] = page.evaluate(_HIDDEN_FOCUS)
    return [f"focus hidden: {each}" for each in found]
