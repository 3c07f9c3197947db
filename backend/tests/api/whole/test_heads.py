"""HEAD is answered as GET is, without the body (F6)."""

import pytest

from tests.api.whole.conftest import Home
from tests.api.whole.test_who_may import SOME_ID, WHO

pytestmark = pytest.mark.covers("F6", "F15")
# Of these each answer differs, or the answer takes long.
_LEFT_OUT = ("/system", "/api/v1/session", "/openapi.json")


async def test_the_head_of_each_address_says_what_its_body_would(home: Home) -> None:
    _, anna, _ = home
    asked = 0
    for method, path in sorted(WHO):
        if method != "GET" or path.endswith(_LEFT_OUT):
            continue
        here = "/".join(SOME_ID if each.startswith("{") else each for each in path.split("/"))
        whole, head = await anna.get(anna.base_url.join(here)), await anna.head(anna.base_url.join(here))
        assert (here, head.status_code, head.content) == (here, whole.status_code, b"")
        assert (here, dict(head.headers)) == (here, dict(whole.headers))
        asked += whole.status_code == 200
    assert asked > 25


async def test_what_has_no_get_has_no_head(home: Home) -> None:
    _, anna, _ = home
    refused = await anna.head("first-run")
    assert (refused.status_code, refused.content) == (405, b"")
