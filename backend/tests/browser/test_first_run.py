"""A new person opens ArgusAI, becomes its administrator, leaves and comes back (F14, F18)."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen
from tests.support.secrets import secret

pytestmark = [pytest.mark.browser, pytest.mark.covers("F14", "F18")]
PASSWORD = secret("a-long-enough-passphrase")


def _become_administrator(page: Page, password: str = PASSWORD) -> None:
    page.goto("/")
    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Continue").click()


def test_the_first_page_fits_a_small_phone_and_whoever_is_first_becomes_the_administrator(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    assert axe_violations(page) == []
    assert not is_wider_than_the_screen(page)
    _become_administrator(page, "short")
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Your name")).to_have_value("Anna")
    _become_administrator(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your first camera")
    assert axe_violations(page) == []
    page.get_by_role("link", name="Skip for now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ArgusAI is watching")
    page.set_viewport_size({"width": 1280, "height": 720})
    _leave_and_come_back(page)


def _leave_and_come_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("Name", exact=True).fill("Anna")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Home")
