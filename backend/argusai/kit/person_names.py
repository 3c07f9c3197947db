"""How names of people are compared, and of what people choose by its name."""

import re
import unicodedata

from argusai.kit.faulty_inputs import faulty
from argusai.kit.text import UNSEEN

_ALIKE = str.maketrans(
    # Cyrillic, Greek, Armenian, and what of Latin letters and digits looks like another letter
    "аеіјорсухһԁԛԝѕѵкмнтвг" + "αεικνορτυχωϲϳ" + "ոցհօսզ" + "ıɡɩ01|",
    "aeijopcyxhdqwsvkmhtbr" + "aeiknoptuxwcj" + "nghouq" + "igioll",
)
_JOINERS = "\u200c\u200d"  # families among emoji and Persian words need them
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def tidy_name(name: str) -> str:
    """`name` in one spelling of its accents. Raises BadInput for control characters, other things not to be seen, and
    words in letters of several alphabets, which are there to be taken for other words."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or not name.isprintable() or UNSEEN.search(name):
        raise faulty({"name": "A name is made of letters that can be seen"})
    refuse_mixed(name)
    return name


def refuse_mixed(name: str) -> None:
    """Raises BadInput for words in letters of several alphabets, and for what is not to be seen and joins nothing."""
    if any(unicodedata.category(each) == "Cf" and each not in _JOINERS for each in name):
        raise faulty({"name": "A name is made of letters that can be seen"})
    if any(len({found for letter in word for found in _alphabet(letter)}) > 1 for word in re.split(r"[\W_]+", name)):
        raise faulty({"name": "A word has letters of two alphabets that look alike"})


def name_key(name: str) -> str:
    """Equal for what people take for the same name: "Anna", "ANNA " and "ａｎｎａ"."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", " ".join(name.split())).casefold())


def look_alike(name: str, other: str) -> bool:
    """Whether people take one for the other: "Anna" and "Аnnа", "Paul" and "PauI"."""
    return _look(name) == _look(other)


def _look(name: str) -> str:
    # A large I looks like a small l, and no longer does so once it is small.
    large = unicodedata.normalize("NFKD", name_key(name.replace("I", "l")))
    seen = (each for each in large.translate(_ALIKE) if unicodedata.category(each) not in {"Mn", "Cf"})
    return "".join(seen).replace("rn", "m")


def _alphabet(letter: str) -> tuple[str, ...]:
    first = unicodedata.name(letter, "").split(" ")[0]
    return (first,) if first in _ALPHABETS else ()
