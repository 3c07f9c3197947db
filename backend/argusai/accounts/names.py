"""How people's names are compared."""

import re
import unicodedata

from argusai.kit.errors import BadInput

# Letters and marks that Unicode calls printable and no screen shows: with them two names look the same.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
    r"|(?<=\w)\ufe0f"  # elsewhere it makes a sign a coloured one
)


def tidy_name(name: str) -> str:
    """`name` in one spelling of its accents. Raises BadInput for control characters and other things not to be seen."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or not name.isprintable() or _UNSEEN.search(name):
        raise BadInput("Please correct: name.", fields={"name": "A name is made of letters that can be seen"})
    return name


def name_key(name: str) -> str:
    """Equal for what people take for the same name: "Anna", "ANNA " and "ａｎｎａ"."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", " ".join(name.split())).casefold())
