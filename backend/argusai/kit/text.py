"""What a text that somebody typed may hold. Pure."""

import re
import unicodedata

# The categories Cc, Cs, Zl and Zp of Unicode, which will not grow.
_LINE_BREAKS = "\t\n\r"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
# Beyond the name in which they stand they turn the rest of a sentence around. Hebrew and Arabic need none of them.
_TURNING = "\u202a-\u202e\u2066-\u2069"
# Letters, marks and signs that Unicode calls printable and no screen shows: fillers, blanks, selectors of variants.
_UNSEEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\ufffc"
    "\U00013441\U00013442\U00016fe4\U0001d159\U000e0100-\U000e01ef"
)
_SELECTOR = "\ufe0f"  # of a coloured picture: unseen behind a letter, and by itself
UNSEEN = re.compile(rf"[{_UNSEEN}]|(?<=\w){_SELECTOR}")
_NOTHING = re.compile(f"[{_UNSEEN}{_SELECTOR}]")
_ANY = re.compile(f"[{_CONTROL}{_TURNING}{_LINE_BREAKS}]")
_BUT_LINE_BREAKS = re.compile(f"[{_CONTROL}{_TURNING}]")


def holds_control_characters(text: str, *, many_lines: bool = False) -> bool:
    """Whether `text` holds line breaks, null bytes and the like, or half characters. `many_lines`: line breaks and tabs
    are none of them. What turns the direction of writing is one."""
    return _pattern(many_lines=many_lines).search(text) is not None


def can_be_seen(text: str) -> bool:
    """Whether anything of `text` shows on a screen. A mark that stands on no letter does not count."""
    seen = (each for each in _NOTHING.sub("", text) if each.isprintable() and not each.isspace())
    return any(not unicodedata.category(each).startswith("M") for each in seen)


def escaped(text: str, *, many_lines: bool = False) -> str:
    """`text` in which no control character reaches a terminal or begins a line: each is written as its number."""
    return _pattern(many_lines=many_lines).sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _pattern(*, many_lines: bool) -> re.Pattern[str]:
    return _BUT_LINE_BREAKS if many_lines else _ANY
