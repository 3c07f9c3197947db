"""What a text that somebody typed may hold. Pure."""

import re

# The categories Cc, Cs, Zl and Zp of Unicode, which will not grow.
_LINE_BREAKS = "\t\n\r"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
# Beyond the name in which they stand they turn the rest of a sentence around. Hebrew and Arabic need none of them.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_ANY = re.compile(f"[{_CONTROL}{_TURNING}{_LINE_BREAKS}]")
_BUT_LINE_BREAKS = re.compile(f"[{_CONTROL}{_TURNING}]")


def holds_control_characters(text: str, *, many_lines: bool = False) -> bool:
    """Whether `text` holds line breaks, null bytes and the like, or half characters. `many_lines`: line breaks and tabs
    are none of them. What turns the direction of writing is one."""
    return _pattern(many_lines=many_lines).search(text) is not None


def escaped(text: str, *, many_lines: bool = False) -> str:
    """`text` in which no control character reaches a terminal or begins a line: each is written as its number."""
    return _pattern(many_lines=many_lines).sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _pattern(*, many_lines: bool) -> re.Pattern[str]:
    return _BUT_LINE_BREAKS if many_lines else _ANY
