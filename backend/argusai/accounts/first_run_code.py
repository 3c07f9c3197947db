"""The one-time code that lets the first person in from another machine."""

import hmac
import secrets

# Without letters and digits that look alike; 8 of 31 are 39 bits, and five wrong tries slow down.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 8


def make_code() -> str:
    """Such as "K7QF-2MXA"."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def is_code(typed: str, code: str) -> bool:
    """In constant time, however people write it: small letters, blanks, without the dash."""
    return hmac.compare_digest(_bare(typed).encode(), _bare(code).encode())


def _bare(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()
