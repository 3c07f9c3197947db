"""What people said of a description, as a model reads it. Pure."""

_MISTAKES = {
    "wrong-object": "taken for something else",
    "wrong-count": "wrong number",
    "invented": "was not there",
    "missed": "was not mentioned",
    "other": "wrong",
}
# Enough to know which words are meant.
_LONGEST_SAID = 200


def correction(mistake: str | None, correction: str | None, said: str | None) -> str:
    """A kind of mistake alone says nothing without the words that held it."""
    kind = "" if mistake is None else _MISTAKES.get(mistake, mistake)
    if correction:
        return f"{kind}: {correction}" if kind else correction
    if not said:
        return kind
    clipped = said if len(said) <= _LONGEST_SAID else f"{said[: _LONGEST_SAID - 1]}…"
    return f"{kind}, in: “{clipped}”"
