"""How people's names are compared."""

import unicodedata

from argusai.kit.errors import BadInput


def tidy_name(name: str) -> str:
    """`name` in one spelling of its accents. Raises BadInput for control characters and other things not to be seen."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or not name.isprintable():
        raise BadInput("Please correct: name.", fields={"name": "A name is made of letters that can be seen"})
    return name


def name_key(name: str) -> str:
    """Equal for what people take for the same name: "Anna", "ANNA " and "ａｎｎａ"."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", " ".join(name.split())).casefold())
