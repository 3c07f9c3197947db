"""How people's names are compared."""

import re
import unicodedata

from argusai.kit.errors import BadInput
from argusai.kit.text import UNSEEN

_ALIKE = str.maketrans(
    # Cyrillic, Greek, Armenian, and what of Latin letters and digits looks like another letter
    "аеіјорсухһԁԛԝѕѵкмнтвг" + "αεικνορτυχωϲϳ" + "ոցհօսզ" + "ıɡɩ01|",
    "aeijopcyxhdqwsvkmhtbr" + "aeiknoptuxwcj" + "nghouq" + "igioll",
)
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def tidy_name(name: str) -> str:
    """`name` in one spelling of its accents. Raises BadInput for control characters, other things not to be seen, and
    words in letters of several alphabets, which are there to be taken for other words."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or not name.isprintable() or UNSEEN.search(name):
        raise BadInput("Please correct: name.", fields={"name": "A name is made of letters that can be seen"})
    if any(len({found for letter in word for found in _alphabet(letter)}) > 1 for word in re.split(r"[\W_]+", name)):
        raise BadInput("Please correct: name.", fields={"name": "A word has letters of two alphabets that look alike"})
    return name


def name_key(name: str) -> str:
    """Equal for what people take for the same name: "Anna", "ANNA " and "ａｎｎａ"."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", " ".join(name.split())).casefold())


def look_alike(name: str, other: str) -> bool:
    """Whether people take one for the other: "Anna" and "Аnnа", "Paul" and "PauI"."""
    return _look(name) == _look(other)


def _look(name: str) -> str:
    # A large I looks like a small l, and no longer does so once it is small.
    large = unicodedata.normalize("NFKD", name_key(name.replace("I", "l")))
    return "".join(each for each in large.translate(_ALIKE) if not unicodedata.combining(each)).replace("rn", "m")


def _alphabet(letter: str) -> tuple[str, ...]:
    first = unicodedata.name(letter, "").split(" ")[0]
    return (first,) if first in _ALPHABETS else ()
