"""The built user interface, served from a folder: files, the one page, and nothing from elsewhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.exceptions import HTTPException

from argusai.system.pages import Pages
from tests.support.web import HERE

pytestmark = pytest.mark.covers("F6", "F32")
_PAGE = "<!doctype html><title>ArgusAI</title>"
_SCRIPT = "console.log('here')"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    built = tmp_path / "static"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text(_PAGE)
    (built / "assets" / "index-1a2b.js").write_text(_SCRIPT)
    (tmp_path / "encryption.key").write_text("not for everybody")
    (built / "assets" / "link.txt").symlink_to(tmp_path / "encryption.key")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(Pages(built)), base_url=HERE) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/events", "/events/no-such", "/favicon.ico", "/index.html", "/assets"])
async def test_every_address_that_is_no_file_is_the_page_and_asked_for_anew(
    browser: httpx.AsyncClient, path: str
) -> None:
    answer = await browser.get(path)
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, _PAGE, "no-cache")


async def test_a_file_whose_name_follows_its_content_is_kept(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/assets/index-1a2b.js")
    assert (answer.text, answer.headers["cache-control"]) == (_SCRIPT, "public, max-age=31536000, immutable")


@pytest.mark.parametrize("how", ["bytes=0-3", "bytes=5-1", "bytes=99999-", "lines=0-1", "bytes=x", "bytes=0-0,2-2,4-4"])
@pytest.mark.parametrize("path", ["/", "/assets/index-1a2b.js"])
async def test_a_page_is_given_whole_whatever_part_of_it_is_asked_for(
    browser: httpx.AsyncClient, path: str, how: str
) -> None:
    """As RFC 9110, section 14.2, allows: a part of a script is of no use, and an odd wish no fault."""
    whole = await browser.get(path)
    answer = await browser.get(path, headers={"Range": how})
    assert (answer.status_code, answer.text) == (200, whole.text)
    assert answer.headers.get("accept-ranges") == "none"


@pytest.mark.parametrize(
    "path",
    ["/%2e%2e/encryption.key", "/assets/%2e%2e/%2e%2e/encryption.key", "/%2fencryption.key", "/..%5cencryption.key"],
)
async def test_nothing_comes_from_beside_the_folder(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).text == _PAGE


@pytest.mark.parametrize("path", ["/assets/link.txt", "/assets/no-such.js"])
async def test_what_is_no_file_of_the_build_is_not_there(browser: httpx.AsyncClient, path: str) -> None:
    with pytest.raises(HTTPException):  # the guard tells it as every other problem
        await browser.get(path)
