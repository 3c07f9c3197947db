"""Takes out of a model's words what would lead its reader away: addresses, numbers to call, codes of terminals. Pure.

Whoever holds a sign before a camera, or runs the server of a model, does not get his address into anybody's notices.
"""

import re
import unicodedata

from argusai.kit.text import UNSEEN

# As they are, as a model spells them out, and what is left of them where somebody took the first character away.
_TERMINAL = re.compile(
    r"(?:\x1b\]|\x9d).{0,500}?(?:\x07|\x1b\\|\x9c|$)|"
    r"(?:\x1b\[|\x9b|(?:\\(?:x1b|u001b|033|e)|\^\[|␛)\[)[0-?]{0,20}[ -/]?[@-~]|"
    r"\[\d{1,3}(?:;\d{1,3}){0,5}m",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_URL = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}\s?[:：]\s?[/／]{2}(?:\S*[\w/])?|"
    r"\b(?:https?|ftp|javascript|data|file|tel|sms|mailto|whatsapp|bitcoin)\s?[:：]\s?\S*[\w/]|\bwww\.\S*[\w/]",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}\s?[@＠]\s?(?:[\w-]{1,63}\.){1,4}\w{2,24}")
_MENTION = re.compile(r"[@＠](?=\w)")
_ENDS = "com|net|org|info|biz|xyz|shop|online|website|io|ly|gl|gg|cc|tv|dev|example"
# “shop.example/pay” and “shop[.]com”: the name may be read on a van, the rest leads there.
_DOMAIN = re.compile(
    rf"\b(?:[a-z0-9-]{{1,63}}(?:\.|\s?\[\.\]\s?)){{0,3}}([a-z0-9-]{{2,63}})(?:\.|\s?\[\.\]\s?)"
    rf"(?:(?:co|com)\.)?(?:(?:{_ENDS})\b(?:/(?:\S*[\w/])?)?|[a-z]{{2,24}}/\S*[\w/])",
    re.IGNORECASE,
)
_FEWEST_CALLED = 7
_NUMBER = re.compile(r"(?<![\w.,])[+(]{0,2}\d(?:[\s()./–-]{0,3}\d){6,}(?![\w])")
_DATE = re.compile(r"\b\d{4}([-./])\d{1,2}\1\d{1,2}\b|\b\d{1,2}([-./])\d{1,2}\2\d{2,4}\b|\b\d{1,3}(?:\.\d{1,3}){3}\b")
# Keys, hashes, accounts to pay to.
_TOKEN = re.compile(r"\b(?=\w{0,80}\d)(?=\w{0,80}[A-Za-z])\w{20,}\b")
# More than two marks on one letter are there to cover the lines around it.
_HEAP = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2})"
                   r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip


def harmless(text: str, *, numbers: bool = False) -> str:
    """`text` without them; what is left may have gaps. `numbers`: these stay, for somebody asked what a van says."""
    text = _HEAP.sub(r"\1", _seen(_TERMINAL.sub("", text)).translate(_WIDE))
    text = _MENTION.sub("", _DOMAIN.sub(r"\1", _MAIL.sub("", _URL.sub("", text))))
    return text if numbers else _TOKEN.sub("", _NUMBER.sub(_unless_a_date, text))


def _seen(text: str) -> str:
    """Without what nobody sees, for it may stand within an address."""
    return UNSEEN.sub("", "".join(each for each in text if unicodedata.category(each) != "Cf"))


def _unless_a_date(found: re.Match[str]) -> str:
    """Times and dates have as many digits as a number to call."""
    digits = sum(map(str.isdigit, _DATE.sub("", found[0])))
    return found[0] if digits < _FEWEST_CALLED else ""
