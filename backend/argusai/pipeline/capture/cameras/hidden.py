"""Takes secrets out of the path and the query of an address: many cameras want the password there. Pure."""

import re
from dataclasses import dataclass, field

from argusai.pipeline.capture.cameras.contract import HIDDEN_PART

# As cameras, recorders and restreamers call them (loginpas: many cheap ones; api: Wyze Bridge).
_NAMES = (
    "password|passwd|passwort|passphrase|pass|pwd|pswd|psw|pw|loginpass|loginpas|userpwd|credentials?|"
    "token|access_token|auth_token|auth|authkey|api|apikey|api_key|key|secret|sid|session|sessionid|"
    "sig|signature|hash|code"
)
# In a query anything but "&" and "#" belongs to the value; in a path it ends at a slash, and where the next
# name begins ("/user=admin_password=xyz_channel=1_stream=0.sdp").
_IN_QUERY = re.compile(rf"(?:^|(?<=[&;_]))(?P<name>{_NAMES})=(?P<value>[^&#]+)", re.IGNORECASE)
_IN_PATH = re.compile(rf"(?:(?<=[/&;_]))(?P<name>{_NAMES})=(?P<value>[^/&;#]+?)(?=[/&;#]|_[A-Za-z]+=|$)", re.IGNORECASE)
# UniFi Protect: whoever knows the path of a stream may watch it.
_UNIFI_PORTS = frozenset({7441, 7447})
_UNIFI_PATH = re.compile(r"(?<=^/)(?P<value>[A-Za-z0-9]{12,}|\*\*\*)(?=$|/)")
_UNIFI_NAME = "path"


@dataclass(frozen=True, slots=True)
class Secret:
    """`name`: of the parameter, lower case. `value`: as it stands in the address, not decoded."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hidden:
    """`shown`: with HIDDEN_PART for each of `secrets`, in order. A secret that was HIDDEN_PART already is not known
    here. `telling`: what of them tells two streams of one server apart."""

    shown: str
    secrets: tuple[Secret, ...]
    telling: str = field(default="", repr=False)


def hide(text: str, port: int) -> Hidden:
    """`text`: what follows the host and the port, maybe empty."""
    path, mark, query = text.partition("?")
    secrets: list[Secret] = []
    if port in _UNIFI_PORTS and (match := _UNIFI_PATH.search(path)):
        shown = _cut(path, [match], secrets)
    else:
        shown = _cut(path, list(_IN_PATH.finditer(path)), secrets)
    shown += mark + _cut(query, list(_IN_QUERY.finditer(query)), secrets)
    telling = "".join(each.value for each in secrets if each.name == _UNIFI_NAME)
    return Hidden(shown, tuple(secrets), telling)


def _cut(text: str, matches: "list[re.Match[str]]", secrets: list[Secret]) -> str:
    shown, end = "", 0
    for match in matches:
        secrets.append(Secret(match.groupdict().get("name", _UNIFI_NAME).lower(), match["value"]))
        shown += _plain(text[end : match.start("value")]) + HIDDEN_PART
        end = match.end("value")
    return shown + _plain(text[end:])


def _plain(text: str) -> str:
    """The mark of a hidden part means nothing anywhere else."""
    return text.replace(HIDDEN_PART, "%2A%2A%2A")
