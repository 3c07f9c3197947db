"""The part of a journey that is about who describes: nobody, one model, and four, each at a local server."""

import json
import re

import httpx
from llmock.scenarios import Reply
from llmock.testing import LLMockServer
from playwright.sync_api import Locator, Page, expect

from argusai.pipeline.events.description.providers.contract import Kind
from tests.support.browser import axe_violations, is_wider_than_the_screen
from tests.support.models_served import GOOD, KEY, MODELS, on
from tests.support.server import Server
from tests.support.waiting import wait_until

_WIDTHS = (390, 1440)
# Of a button with one line of words.
_ONE_LINE_PX = 46
# As long as a name may be, and without a place to break it.
_NAME = "Rechenknecht-Kellerunterdertreppelinks12"
_KINDS: tuple[Kind, ...] = ("openai", "gemini", "xai")


def describe_by_models(page: Page, server: Server, event_id: str) -> None:
    with LLMockServer() as models:
        models.state.scenarios.add(Reply(text=json.dumps(GOOD), times=None))
        page.goto("/settings/ai")
        expect(page.get_by_text("No vision model is asked.")).to_be_visible()
        _add_one(page, on("compatible", models))
        for kind in _KINDS:
            given = {"name": kind, "kind": kind, "model": MODELS[kind], "base_url": on(kind, models), "api_key": KEY}
            server.client.post("/describers", json=given).raise_for_status()
        expect(page.get_by_role("heading", name="4. xai")).to_be_visible()
        _ask_each(page, server, event_id)
        page.goto("/settings/ai")
        page.get_by_label("The last 30 days, by").select_option(label="Describer")
        for name in (_NAME, *_KINDS):
            expect(_costs(page).get_by_role("row", name=re.compile(f"^{name} "))).to_be_visible()
        _fits(page)
        models.state.scenarios.clear()


def _add_one(page: Page, address: str) -> None:
    page.get_by_role("button", name="Add a describer…").click()
    page.get_by_label("Name", exact=True).fill(_NAME)
    page.get_by_label("Address", exact=True).fill(address)
    page.get_by_label("Model", exact=True).fill("llava:7b")
    page.get_by_role("button", name="Add", exact=True).click()
    # It is tried at once, and its clip is over.
    expect(page.get_by_text(f"{_NAME} is added, but did not describe the picture.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"1. {_NAME}")).to_be_visible()
    _fits(page)


def _ask_each(page: Page, server: Server, event_id: str) -> None:
    listed = server.client.get("/describers").raise_for_status().json()["items"]
    for describer in listed:
        asked = server.client.post(f"/events/{event_id}/descriptions", json={"describer_id": describer["id"]})
        asked.raise_for_status()
        wait_until(lambda: _state(server.client, event_id) == "done", 60, "the words of a model")
    page.goto(f"/events/{event_id}")
    who = page.get_by_role("definition").filter(has_text="Describe again…")
    page.get_by_text("What else was said (4)").click()
    for describer in listed:
        expect(who.get_by_text(f"{describer['name']} ({describer['model']})").first).to_be_visible()
    _fits(page)


def _state(client: httpx.Client, event_id: str) -> str:
    state: str = client.get(f"/events/{event_id}/descriptions").raise_for_status().json()["state"]
    return state


def _costs(page: Page) -> Locator:
    return page.get_by_role("region", name="Costs")


def _fits(page: Page) -> None:
    before = page.viewport_size
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) == []
        assert not is_wider_than_the_screen(page)
        for costs in _costs(page).all():
            assert costs.evaluate("each => each.scrollWidth <= each.clientWidth"), (
                f"numbers are out of sight at {width}"
            )
        for button in page.get_by_role("button", name=re.compile("^Show these words")).all():
            box = button.bounding_box()
            assert box
            assert box["height"] <= _ONE_LINE_PX, f"its words wrap at {width}"
    assert before
    page.set_viewport_size(before)
