"""From the settings to a notification that this browser shows, by roles and names (N7, N9, N11)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.support.browser import axe_violations, open_context, sign_in
from tests.support.receiver import Receiver, receiver
from tests.support.server import Server, shared_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with shared_server(tmp_path_factory.mktemp("notices")) as running:
        yield running


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as state:
        yield state


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    with open_context(browser, server, locale="en-GB", viewport={"width": 390, "height": 844}) as opened:
        opened.grant_permissions(["notifications"])
        yield opened


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    opened = context.new_page()
    sign_in(opened, server)
    return opened


@pytest.mark.covers("N7", "N10")
def test_a_channel_is_added_and_tested_by_keys_and_names_alone(page: Page, there: Receiver) -> None:
    page.goto("/settings/notifications")
    house = page.get_by_role("form", name="For the whole house")
    house.get_by_label("Channels may reach").select_option("machine")
    house.get_by_role("button", name="Save for the house").press("Enter")
    expect(house.get_by_text("Saved")).to_be_visible()
    page.get_by_role("button", name="Add a channel…").press("Enter")
    dialog = page.get_by_role("dialog", name="Add a channel")
    dialog.get_by_label("Kind").select_option("webhook")
    dialog.get_by_label("Name").fill("Hook")
    dialog.get_by_label("Address").fill("ftp://nowhere")
    dialog.get_by_role("button", name="Add the channel").press("Enter")
    expect(dialog.get_by_label("Address")).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []
    dialog.get_by_label("Address").fill(there.url)
    dialog.get_by_role("button", name="Add the channel").press("Enter")
    expect(dialog.get_by_label("Secret", exact=True)).not_to_have_value("")
    dialog.get_by_role("button", name="I have it").press("Enter")
    test = page.get_by_role("button", name="Send a test to Hook")
    test.press("Enter")
    expect(page.get_by_text("The test was sent.")).to_be_visible()
    there.status = 401
    test.press("Enter")
    expect(page.get_by_text("The test failed. 127.0.0.1 refused it with status 401.")).to_be_visible()
    assert [json.loads(got.body)["type"] for got in there.got] == ["notice.test", "notice.test"]
    page.get_by_role("button", name="Remove Hook").press("Enter")
    expect(page.get_by_text("You have no channel yet")).to_be_visible()


def _worker(page: Page) -> tuple[CDPSession, str]:
    """The page's own service worker, at work, and its registration as the browser's tools name it."""
    session = page.context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: found.extend(each["registrationId"] for each in said["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)")
    page.wait_for_function("navigator.serviceWorker.controller !== undefined")
    page.wait_for_timeout(100)
    while not found:
        page.wait_for_timeout(50)
    return session, found[-1]


def _shown(page: Page) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = page.evaluate(
        """async () => (await (await navigator.serviceWorker.ready).getNotifications())
             .map(({title, body, tag, silent, data}) => ({title, body, tag, silent, path: data.path}))"""
    )
    return shown


@pytest.mark.covers("N7", "N6", "N8")
def test_a_push_is_shown_and_replaced_in_place(page: Page, server: Server) -> None:
    session, registration = _worker(page)
    notice = {"id": "1", "tag": "t", "title": "Garden", "body": "A person walked by.", "path": "/events/1"}
    rest = {"picture": None, "urgent": False, "at": 1767268800000, "what": "opened", "again": False}
    words = {"body": "A postman brought a letter.", "what": "words", "again": True}
    for pushed in ({**notice, **rest}, {**notice, **rest, **words}):
        push = {"origin": server.url, "registrationId": registration, "data": json.dumps(pushed)}
        session.send("ServiceWorker.deliverPushMessage", push)
        page.wait_for_timeout(50)
        while not any(each["body"] == pushed["body"] for each in _shown(page)):
            page.wait_for_timeout(50)
    shown = {"title": "Garden", "body": words["body"], "tag": "t", "silent": True, "path": "/events/1"}
    assert _shown(page) == [shown]
    page.context.set_offline(True)
    page.goto("/rules")
    expect(page.get_by_role("heading", name="ArgusAI is not reached")).to_be_visible()
    assert axe_violations(page) == []
    kept = "caches.keys().then(async names => (await (await caches.open(names[0])).keys()).map(each => each.url))"
    assert page.evaluate(kept) == [f"{server.url}/offline.html"], "nothing from behind sign-in"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").press("Enter")
    expect(page.get_by_role("heading", name="Rules", exact=True)).to_be_visible()


@pytest.mark.covers("N7", "N11")
def test_what_is_chosen_on_a_notification_is_done_as_the_person(page: Page, server: Server) -> None:
    _worker(page)
    [worker] = page.context.service_workers
    worker.evaluate("act('snooze', {id: '1', path: '/notices'})")
    assert server.client.get("/calm").json()["snoozed_until"] is not None
    page.goto("/notices")
    expect(page.get_by_text("Snoozed until")).to_be_visible()
    page.get_by_role("button", name="End the snooze").press("Enter")
    expect(page.get_by_role("button", name="Snooze for an hour")).to_be_visible()
    assert axe_violations(page) == []


@pytest.mark.covers("N14", "N2", "N7")
def test_the_whole_way_is_tested_and_a_rule_says_that_its_channel_is_gone(
    page: Page, server: Server, there: Receiver
) -> None:
    server.client.patch("/channel-settings", json={"reach": "machine"}).raise_for_status()
    body = {"name": "Way", "settings": {"kind": "webhook", "url": there.url}}
    channel = server.client.post("/channels", json=body).raise_for_status().json()["id"]
    rule = {"name": "By way", "tree": {"kind": "all", "of": []}, "channels": [channel], "cooldown_seconds": 900}
    server.client.post("/rules", json=rule).raise_for_status()
    page.goto("/settings/notifications")
    form = page.get_by_role("form", name="Self-test")
    form.get_by_label("Test by").select_option("Way")
    form.get_by_role("button", name="Save the self-test").press("Enter")
    expect(form.get_by_text("Saved")).to_be_visible()
    form.get_by_role("button", name="Test the whole way now").press("Enter")
    expect(form.get_by_text("“Way” said that it has it.")).to_be_visible(timeout=60_000)
    assert json.loads(there.got[-1].body)["type"] == "notice.test"
    assert axe_violations(page) == []
    page.get_by_role("button", name="Remove Way").press("Enter")
    expect(page.get_by_text("Without it “By way” would tell nobody")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Remove it all the same").press("Enter")
    expect(page.get_by_role("heading", name="Way", exact=True)).to_have_count(0)
    page.goto("/rules")
    expect(page.get_by_text("It tells nobody, except behind the bell: its channel is gone.")).to_be_visible()
    assert axe_violations(page) == []
