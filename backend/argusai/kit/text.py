"""What a text that somebody typed may hold. Pure."""

import unicodedata

_BREAKS = frozenset("\n\r\t")


def holds_control_characters(text: str, *, many_lines: bool = False) -> bool:
    """Whether `text` holds line breaks, null bytes and the like, or half characters. `many_lines`: line breaks and tabs
    are none of them."""
    allowed = _BREAKS if many_lines else frozenset()
    return any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} and each not in allowed for each in text)


def escaped(text: str, *, many_lines: bool = False) -> str:
    """`text` in which no control character reaches a terminal or begins a line: each is written as its number."""
    if text.isprintable():
        return text
    return "".join(
        f"\\x{ord(each):02x}" if holds_control_characters(each, many_lines=many_lines) else each for each in text
    )
