"""Keys for other programs: made once, kept hashed, shown with their last use."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import sqlalchemy as sa

from argusai.accounts.keys.schemas import KeyIn
from argusai.accounts.keys.scopes import Need, allows, read_need
from argusai.accounts.keys.service import ApiKeys
from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock, SystemClock
from argusai.kit.db import Database
from argusai.kit.errors import NotFound, NotSignedIn
from argusai.kit.log import redact
from tests.support.web import browser, make_web, set_up, sign_in

pytestmark = pytest.mark.covers("C9")
CAMERA = UUID("01980000-0000-7000-8000-000000000001")
KEYS = "/api/v1/keys"


async def require_camera(camera_id: UUID) -> None:
    if camera_id != CAMERA:
        raise NotFound("There is no such camera.")


@pytest.fixture
def keys(database: Database, clock: SimulatedClock) -> ApiKeys:
    return ApiKeys(database, clock, require_camera)


@pytest.fixture
async def admin(accounts: Accounts, keys: ApiKeys) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(make_web(accounts, keys=keys)) as caller:
        caller.headers.update(await set_up(caller))
        yield caller


async def make(admin: httpx.AsyncClient, **given: Any) -> dict[str, Any]:
    answer = await admin.post(KEYS, json={"name": "Kitchen", **given})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_key_is_shown_once_and_stored_hashed(admin: httpx.AsyncClient, database: Database) -> None:
    made = await make(admin, camera_ids=[str(CAMERA)])
    [listed] = (await admin.get(KEYS)).json()["items"]
    assert listed == {name: value for name, value in made.items() if name != "key"}
    assert listed["ends_with"] == made["key"][-4:]
    async with database.read() as session:
        [row] = (await session.execute(sa.text("SELECT * FROM api_keys"))).all()
    assert made["key"] not in str(row)


async def test_a_key_outlives_a_restart_and_shows_its_last_use(
    admin: httpx.AsyncClient, keys: ApiKeys, database: Database, clock: SimulatedClock
) -> None:
    made = await make(admin)
    clock.advance(60)
    await keys.check(made["key"], "192.0.2.7")
    await keys.tidy()
    again = ApiKeys(database, clock, require_camera)
    await again.start()
    assert [each.last_used_at for each in await again.list()] == [clock.now()]
    assert (await again.check(made["key"], "192.0.2.7")).name == "Kitchen"


async def test_a_key_says_who_made_it_and_who_is_removed_hears_of_those_of_nobody(
    admin: httpx.AsyncClient, database: Database, clock: SimulatedClock
) -> None:
    """Keys from before makers were noted have none."""
    assert (await make(admin))["made_by"] == "Anna"
    async with database.write() as session:
        await session.execute(sa.text("UPDATE api_keys SET owner_id = NULL"))
    await make(admin, name="Hall")
    again = ApiKeys(database, clock, require_camera)
    await again.start()
    assert [(each.name, each.made_by) for each in await again.list()] == [("Kitchen", None), ("Hall", "Anna")]
    people = (await admin.get("/api/v1/people")).json()
    assert (people["keys_of_nobody"], people["people"][0]["keys"]) == (["Kitchen"], ["Hall"])


async def test_a_revoked_key_is_gone_for_good(
    admin: httpx.AsyncClient, database: Database, clock: SimulatedClock
) -> None:
    made = await make(admin)
    assert (await admin.delete(f"{KEYS}/{made['id']}")).status_code == 204
    assert (await admin.delete(f"{KEYS}/{made['id']}")).status_code == 404
    again = ApiKeys(database, clock, require_camera)
    await again.start()
    with pytest.raises(NotSignedIn):
        await again.check(made["key"], "192.0.2.7")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Kit\x00chen"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"camera_ids": []}, "camera_ids"),
        ({"camera_ids": [str(uuid4())]}, "camera_ids"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "tomorrow"}, "expires_at"),
        ({"role": "administrator"}, "role"),
    ],
)
async def test_what_makes_no_sense_is_refused(admin: httpx.AsyncClient, given: dict[str, Any], field: str) -> None:
    answer = await admin.post(KEYS, json={"name": "Kitchen", **given})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


async def test_what_is_looked_at_ends_in_the_moment_in_which_the_key_does(keys: ApiKeys, database: Database) -> None:
    """With the machine's own clock: that is what it is about."""
    keys = ApiKeys(database, SystemClock(), require_camera)
    over = SystemClock().now() + timedelta(seconds=0.3)
    made = await keys.create(KeyIn(name="Kitchen", expires_at=over))
    ended = asyncio.Event()
    running = asyncio.create_task(keys.run())
    await asyncio.sleep(0)
    keys.on_key_end(made.id, ended.set)
    async with asyncio.timeout(10):  # it would be a minute
        await ended.wait()
    assert SystemClock().now() >= over
    running.cancel()


@pytest.mark.parametrize("path", ["/health", "/api/v1/session", "/", "/cameras"])
async def test_a_foreign_key_shuts_nothing_that_is_open_to_everybody(admin: httpx.AsyncClient, path: str) -> None:
    """A proxy in front of ArgusAI may add one of its own to every request."""
    bare = await admin.get(path, headers={"Cookie": ""})
    given = await admin.get(path, headers={"Cookie": "", "Authorization": "Bearer of-the-proxy"})
    assert (given.status_code, given.content) == (bare.status_code, bare.content)
    assert given.status_code != 401


@pytest.mark.covers("F31")
@pytest.mark.parametrize("ending", ["%0a", "%00", "%0d%0a", "%e2%80%a8"])
async def test_an_address_with_a_control_character_is_none(admin: httpx.AsyncClient, ending: str) -> None:
    answer = await admin.get(f"{KEYS}{ending}")
    assert (answer.status_code, answer.json()["type"]) == (404, "not-found")


async def test_only_administrators_have_to_do_with_keys(admin: httpx.AsyncClient, database: Database) -> None:
    made = await make(admin)
    async with database.write() as session:
        await session.execute(sa.text("UPDATE users SET role = 'member'"))
        await session.execute(sa.text("DELETE FROM sessions"))
    admin.headers.update(await sign_in(admin))
    for answer in (
        await admin.get(KEYS),
        await admin.post(KEYS, json={"name": "mine"}),
        await admin.delete(f"{KEYS}/{made['id']}"),
    ):
        assert (answer.status_code, answer.json()["type"]) == (403, "administrators-only")


async def test_checking_costs_no_look_at_the_disk(admin: httpx.AsyncClient, keys: ApiKeys, database: Database) -> None:
    """DESIGN 12: it takes less than a millisecond."""
    made = await make(admin)
    async with database.write():  # nobody else could write, and a check waits for nothing
        assert (await keys.check(made["key"], "192.0.2.7")).name == "Kitchen"


async def test_no_more_keys_than_a_person_oversees(admin: httpx.AsyncClient) -> None:
    for number in range(100):
        await make(admin, name=f"Key {number}")
    answer = await admin.post(KEYS, json={"name": "one more"})
    assert (answer.status_code, answer.json()["type"]) == (409, "too-many-keys")


def test_a_key_is_never_logged() -> None:
    key = "argus_" + "A-b_3" * 8
    for line in (f"GET /stream.mp4?key={key}&x=1", f"Authorization: Bearer {key}", f"{{'made': '{key}'}}"):
        assert "A-b_3" not in redact(line)


@pytest.mark.parametrize(
    ("method", "path", "opens"),
    [
        ("GET", f"/api/v1/cameras/{CAMERA}/stream.mp4", True),
        ("GET", f"/api/v1/cameras/{CAMERA}/stream.mjpeg", True),
        ("GET", f"/api/v1/cameras/{CAMERA}/snapshot.jpg", True),
        ("POST", f"/api/v1/cameras/{CAMERA}/stream.mp4", False),
        ("GET", f"/api/v1/cameras/{CAMERA}", False),
        ("GET", f"/api/v1/cameras/{CAMERA}/stream.mp4/", False),
        ("GET", f"/api/v1/cameras/{CAMERA}/stream.mp4\n", False),
        ("GET", f"/api/v1/cameras/{CAMERA}/../{CAMERA}/stream.mp4", False),
        ("GET", f"//api/v1/cameras/{CAMERA}/stream.mp4", False),
        ("GET", f"/api/v1/cameras/{CAMERA}/streamxmp4", False),
        ("GET", "/api/v1/events", False),
    ],
)
def test_what_takes_a_key_is_a_list(method: str, path: str, opens: bool) -> None:
    assert (read_need(method, path) == Need("streams:read", CAMERA)) is opens


def test_a_key_allows_its_scope_on_its_cameras() -> None:
    need = Need("streams:read", CAMERA)
    assert allows(["streams:read"], None, need)
    assert allows(["streams:read"], {CAMERA}, need)
    assert not allows(["streams:read"], {uuid4()}, need)
    assert not allows([], None, need)
    assert not allows(["events:read"], None, need)


async def test_expiry_is_to_the_moment(admin: httpx.AsyncClient, keys: ApiKeys, clock: SimulatedClock) -> None:
    made = await make(admin, expires_at=(clock.now() + timedelta(seconds=10)).isoformat())
    clock.advance(9)
    await keys.check(made["key"], "192.0.2.7")
    clock.advance(1)
    with pytest.raises(NotSignedIn):
        await keys.check(made["key"], "192.0.2.7")
