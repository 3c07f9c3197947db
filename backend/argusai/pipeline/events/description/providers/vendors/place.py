"""Which address a question goes to, and under which name a person knows it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from argusai.kit.outgoing import OutgoingFailed, Reach, pin
from argusai.pipeline.events.description.providers.contract import Kind, ProviderAccess
from argusai.pipeline.events.description.providers.errors import ProviderFailed

_VENDORS: dict[Kind, tuple[str, str]] = {
    "openai": ("OpenAI", "https://api.openai.com/v1"),
    "xai": ("xAI", "https://api.x.ai/v1"),
    "anthropic": ("Anthropic", "https://api.anthropic.com"),
    "gemini": ("Gemini", "https://generativelanguage.googleapis.com"),
    "compatible": ("The server", ""),
}
_REACH = Reach(private=True, loopback=True)
# What people paste along, and what their library adds by itself.
_ADDED_BY_LIBRARY: dict[Kind, str] = {"anthropic": "/v1", "gemini": "/v1beta"}


@dataclass(frozen=True, slots=True)
class Place:
    """`url` without a slash at its end. `name`: begins a sentence."""

    kind: Kind
    name: str
    url: str
    model: str
    own: bool


def place_of(access: ProviderAccess) -> Place:
    """Raises ProviderFailed: an address or a key that cannot be one."""
    vendor, url = _VENDORS[access.kind]
    if access.base_url is not None and access.base_url.strip():
        url = _address(access.kind, access.base_url.strip())
        host = urlsplit(url).netloc
        vendor = f"The server at {host}"
    elif not url:
        raise ProviderFailed("address", "No address is given. Enter that of the server, such as http://nas:11434/v1.")
    key = access.api_key
    if not key and access.kind != "compatible":
        raise ProviderFailed("key", f"{vendor} needs a key. Enter one.")
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise ProviderFailed("key", "The key holds characters that no key has. Copy it anew, without spaces.")
    return Place(access.kind, vendor, url, access.model, access.base_url is not None)


async def may_connect(place: Place) -> None:
    """Raises ProviderFailed where the name leads to an address that nobody may be sent to (DESIGN 11.7). This machine
    and its network are fine, for local models run there. A name that leads nowhere passes: connecting will say so."""
    if not place.own:
        return
    parts = urlsplit(place.url)
    try:
        await pin(parts.hostname or "", parts.port or 443, _REACH)
    except OutgoingFailed as refused:
        if refused.slug == "refused-address":
            sentence = f"{place.name} must not be asked: its address is reserved. Enter another."
            raise ProviderFailed("address", sentence) from None


def _address(kind: Kind, text: str) -> str:
    wrong = ProviderFailed(
        "address", "The address of the server is no web address. Enter one such as http://nas:11434/v1."
    )
    try:
        parts = urlsplit(text)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise wrong from None
    if not fine or not text.isprintable() or " " in text or parts.query or parts.fragment:
        raise wrong
    if "@" in parts.netloc:
        raise ProviderFailed("address", "The address holds a name or password. Take it out; the key has its own field.")
    path = parts.path.rstrip("/")
    if kind in _ADDED_BY_LIBRARY:
        path = path.removesuffix(_ADDED_BY_LIBRARY[kind])
    else:
        path = path.removesuffix("/chat/completions") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}"
