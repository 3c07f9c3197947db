"""Takes out of a model's words what no sentence for a person holds: markup, links, invisible characters. Pure."""

import html
import re
import unicodedata

from argusai.pipeline.events.description.providers.lures import harmless

_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{0,500})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)")
_REFERENCE = re.compile(r"\[([^\]\n]{1,500})\]\[[^\]\n]{0,100}\]|^[ \t]*\[[^\]\n]{1,100}\]:.*$", re.MULTILINE)
_FENCE = re.compile(r"```[a-zA-Z0-9]*")
_LINE_MARK = re.compile(r"(?m)^\s*(?:#{1,6}\s+|>+\s*|[-*+•]\s+|\d{1,2}[.)]\s+|\|)")
_RULE = re.compile(r"(?m)^\s*(?:[-*_=]\s*){3,}$")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|`{1,3})(?=\S)(.{1,800}?)(?<=\S)\1")
_LABEL = re.compile(r"^\W*(?:description|summary|text|caption|answer|output|beschreibung|zusammenfassung)\s*:\s*", re.I)
_LEAD = re.compile(
    r"^(?:(?:sure|certainly|of course|okay|ok|absolutely|gerne|natürlich)\b[,.!:]*\s+|"
    r"(?:in|on|from) (?:the|this|these) (?:provided |attached |camera )?(?:image|picture|photo|frame|scene|video)s?"
    r",\s*|"
    r"(?:auf|in) (?:dem|diesem|den|diesen) (?:bild|foto|video)e?r?n?\s+(?:ist|sind|sieht man)\s+|"
    r"(?:the|this|these) (?:provided |attached |camera )?(?:image|picture|photo|frame|scene|video|footage)s?"
    r"(?: sequence)? (?:shows?|depicts?|captures?|contains?|features?|displays?)\s+(?:that\s+)?|"
    r"(?:i (?:can )?see|we (?:can )?see|it (?:looks like|appears that)|there appears to be)\s+(?:that\s+)?)",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“„«(]?[^\W\d_a-zà-þ]|\d)|(?<=[。！？])")
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»"}


def cleaned(text: str, *, numbers: bool = False) -> str:
    """One line of plain words. `numbers`: long ones stay."""
    text = unicodedata.normalize("NFC", html.unescape(text))
    # Twice, for a tag may be written so that taking one out leaves another; and what is left of one is no bracket.
    for _ in range(2):
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    text = harmless(_REFERENCE.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text))), numbers=numbers)
    text = _LINE_MARK.sub("", _RULE.sub("", _FENCE.sub("", text)))
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"[<>{}|`]|\*{2,}|_{2,}", " ", text)
    text = " ".join(printable(text).split())
    text = _unquoted(_LABEL.sub("", text))
    for _ in range(2):
        shorter = _LEAD.sub("", text)
        text = shorter[:1].upper() + shorter[1:] if shorter != text else text
    return re.sub(r"\s+([.,;:!?])", r"\1", text).strip()


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def shortened(text: str, most: int) -> str:
    """`text`, or as many of its sentences as fit; of one that is too long, its beginning."""
    if len(text) <= most:
        return text
    kept = ""
    for sentence in sentences(text):
        if len(kept) + len(sentence) + 1 > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or text[: most - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def printable(text: str) -> str:
    """Without control, formatting (also those that turn the direction of writing) and unassigned characters."""
    return "".join(
        character if (kind := unicodedata.category(character))[0] != "C" else " " if kind == "Cc" else ""
        for character in text
    )


def _unquoted(text: str) -> str:
    """A text in quotation marks as a whole, without them."""
    if len(text) > 2 and _QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text
