"""An address that may not be reached is refused when it is saved, with the sentence of sending (N7, N10)."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from argusai.kit.errors import BadInput
from argusai.kit.outgoing import Reach
from argusai.pipeline.notifications.channels.kinds import ChannelSettings, read_settings
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
        ({"kind": "apprise", "url": "json://user:word@127.1/x"}, "url"),
        ({"kind": "apprise", "url": "xmls://nas.local/x"}, "url"),
        ({"kind": "apprise", "url": "form://2130706433/x"}, "url"),
        ({"kind": "apprise", "url": "jsons://[::ffff:127.0.0.1]/x"}, "url"),
    ],
)
async def test_what_lies_inside_is_refused(settings: dict[str, Any], field: str) -> None:
    error = await refusal(settings, Reach())
    assert error is not None
    assert "An administrator can allow such addresses under Settings." in error.detail
    assert (error.slug, [*error.fields]) == ("refused-address", [f"settings.{field}"])


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "224.0.0.1", "metadata"])
@pytest.mark.parametrize("service", ["json", "xml", "form"])
async def test_what_nobody_may_allow_is_refused_everywhere(service: str, host: str) -> None:
    settings = {"kind": "apprise", "url": f"{service}://{host}/latest"}
    error = await refusal(settings, Reach(private=True, loopback=True))
    assert error is not None


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
        ({"kind": "apprise", "url": "https://discord.com/api/webhooks/1/token"}, Reach()),
    ],
)
async def test_what_may_be_reached_or_may_be_known_later_is_fine(settings: dict[str, Any], reach: Reach) -> None:
    assert await refusal(settings, reach) is None


@pytest.mark.covers("N7")
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "acts on the machine"),
        (" SysLog://", "acts on the machine"),
        ("dbus://", "acts on the machine"),
        ("windows://", "acts on the machine"),
        ("macosx://", "acts on the machine"),
        ("gnome://", "acts on the machine"),
        ("mailto://a:b@example.org", "Choose E-mail"),
        ("mqtt://localhost/topic", "over HTTP"),
        ("nonsense://x", "over HTTP"),
        ("://x", "service first"),
        ("a topic", "service first"),
    ],
)
def test_what_is_no_service_over_http_is_not_saved(url: str, why: str) -> None:
    settings = {"kind": "apprise", "url": url}
    with pytest.raises(ValidationError, match=why):
        _ANY.validate_python(settings)
    assert read_settings(json.dumps(settings)).kind == "apprise", "what was saved before can be read"
