"""An address that may not be reached is refused when it is saved, with the sentence of sending (N7, N10)."""

from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import TypeAdapter

from argusai.kit.errors import BadInput
from argusai.kit.outgoing import Reach
from argusai.pipeline.notifications.channels.kinds import ChannelSettings
from argusai.pipeline.notifications.channels.reaching import check_reach

pytestmark = pytest.mark.covers("N7", "N10")
_ANY: TypeAdapter[ChannelSettings] = TypeAdapter(ChannelSettings)
_MAIL = {"kind": "email", "sender": "a@example.org", "recipients": ["b@example.org"]}
_TELEGRAM = {"kind": "telegram", "token": "123:" + "a" * 20, "chat": "1"}


async def names(host: str, _port: int) -> Sequence[str]:
    known = {"nas.local": ["192.168.1.9"], "localhost": ["127.0.0.1"], "example.org": ["93.184.216.34"]}
    if host not in known:
        raise OSError("unknown")
    return known[host]


async def refusal(settings: dict[str, Any], reach: Reach) -> BadInput | None:
    try:
        await check_reach(_ANY.validate_python(settings), reach, names)
    except BadInput as error:
        return error
    return None


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"kind": "webhook", "url": "http://127.0.0.1:9/x"}, "url"),
        ({"kind": "webhook", "url": "http://0x7f.1/"}, "url"),
        ({"kind": "webhook", "url": "https://nas.local/hook"}, "url"),
        ({"kind": "webhook", "url": "http://[fd00::1]/"}, "url"),
        ({"kind": "webhook", "url": "http://169.254.169.254/"}, "url"),
        ({**_MAIL, "host": "nas.local"}, "host"),
        ({**_TELEGRAM, "server": "http://10.0.0.1"}, "server"),
        ({"kind": "apprise", "url": "gotify://192.168.1.9/token"}, "url"),
        ({"kind": "apprise", "url": "json://localhost:1/x"}, "url"),
    ],
)
async def test_what_lies_inside_is_refused(settings: dict[str, Any], field: str) -> None:
    error = await refusal(settings, Reach())
    assert error is not None
    assert "An administrator can allow such addresses under Settings." in error.detail
    assert (error.slug, [*error.fields]) == ("refused-address", [f"settings.{field}"])


@pytest.mark.parametrize(
    ("settings", "reach"),
    [
        ({"kind": "webhook", "url": "https://example.org/"}, Reach()),
        ({"kind": "webhook", "url": "https://not-known-yet.example/"}, Reach()),
        ({"kind": "webhook", "url": "https://nas.local/"}, Reach(private=True)),
        ({"kind": "webhook", "url": "http://localhost/"}, Reach(private=True, loopback=True)),
        ({**_MAIL, "host": "nas.local"}, Reach(private=True)),
        (_TELEGRAM, Reach()),
        ({"kind": "apprise", "url": "discord://4174216298/token"}, Reach()),
        ({"kind": "apprise", "url": "ntfy://[broken"}, Reach()),
    ],
)
async def test_what_may_be_reached_or_may_be_known_later_is_fine(settings: dict[str, Any], reach: Reach) -> None:
    assert await refusal(settings, reach) is None
