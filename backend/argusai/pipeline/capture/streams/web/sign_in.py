"""Signs in at a camera's web server: Basic (RFC 7617) and Digest (RFC 7616). Pure, but for the random client nonce."""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

_PART = re.compile(
    r"\b(?P<scheme>basic|digest)\b(?!\s*=)|(?P<name>[\w*-]+)\s*=\s*(?:\"(?P<quoted>(?:\\.|[^\"\\])*)\"|(?P<bare>[^\s,]*))",
    re.IGNORECASE,
)
_HASHES = {"md5": "md5", "sha-256": "sha256", "sha-512-256": "sha512_256"}


@dataclass
class SignIn:
    """What one camera asked for, and the answers. `nonce` counts on over requests, which spares a round trip each."""

    username: str
    password: str = field(repr=False)
    _scheme: str = ""
    _asked: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def asked(self, headers: Sequence[str]) -> bool:
        """Take in the WWW-Authenticate headers. False when there is nothing to answer, or it was answered already."""
        if not self.username and not self.password:
            return False
        before = self._asked.get("nonce")
        scheme, asked = _strongest(headers)
        answered = self._scheme == scheme and (scheme == "basic" or asked.get("nonce") == before)
        stale = asked.get("stale", "").lower() == "true"
        if not scheme or (self._scheme and not stale and (answered or self._count < 2)):
            return False
        self._scheme, self._asked, self._count = scheme, asked, 0
        return True

    def header(self, method: str, target: str) -> str:
        """The value of Authorization; empty while nothing was asked."""
        if self._scheme == "basic":
            return "Basic " + base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        if self._scheme == "digest":
            self._count += 1
            return _digest(self, method, target, self._asked, (secrets.token_hex(8), f"{self._count:08x}"))
        return ""


def _strongest(headers: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Digest before Basic, and among several digests the first whose hash is known."""
    found: list[tuple[str, dict[str, str]]] = []
    for header in headers:
        for part in _PART.finditer(header):
            if part["scheme"]:
                found.append((part["scheme"].lower(), {}))
            elif found:
                text = part["bare"] if part["quoted"] is None else re.sub(r"\\(.)", r"\1", part["quoted"])
                found[-1][1][part["name"].lower()] = text
    known = [each for each in found if each[0] == "digest" and _hash_name(each[1]) in _HASHES and "nonce" in each[1]]
    basic = [each for each in found if each[0] == "basic"]
    return next(iter(known + basic), ("", {}))


def _hash_name(asked: dict[str, str]) -> str:
    return asked.get("algorithm", "md5").lower().removesuffix("-sess")


def _digest(who: SignIn, method: str, target: str, asked: dict[str, str], fresh: tuple[str, str]) -> str:
    """`fresh`: the client's nonce and the count of this answer."""

    def hashed(text: str) -> str:
        return hashlib.new(_HASHES[_hash_name(asked)], text.encode(), usedforsecurity=False).hexdigest()

    cnonce, count = fresh
    realm, nonce = asked.get("realm", ""), asked["nonce"]
    first = hashed(f"{who.username}:{realm}:{who.password}")
    if asked.get("algorithm", "").lower().endswith("-sess"):
        first = hashed(f"{first}:{nonce}:{cnonce}")
    second = hashed(f"{method}:{target}")
    protected = "auth" in re.split(r"[\s,]+", asked.get("qop", "").lower())
    response = hashed(f"{first}:{nonce}:{count}:{cnonce}:auth:{second}" if protected else f"{first}:{nonce}:{second}")
    parts = [
        f"username={_quote(who.username)}",
        f"realm={_quote(realm)}",
        f"nonce={_quote(nonce)}",
        f"uri={_quote(target)}",
        f'response="{response}"',
    ]
    if "algorithm" in asked:
        parts.append(f"algorithm={asked['algorithm']}")
    if "opaque" in asked:
        parts.append(f"opaque={_quote(asked['opaque'])}")
    if protected:
        parts += ["qop=auth", f"nc={count}", f'cnonce="{cnonce}"']
    return "Digest " + ", ".join(parts)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
