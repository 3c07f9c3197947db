"""Our own words for what models name: labels of things, carriers of parcels. Pure."""

import re
from collections.abc import Sequence

from argusai.pipeline.events.description.providers.wording import cleaned

_SYNONYMS = {
    "person": "man woman boy girl child kid people pedestrian human someone somebody adult teenager toddler baby lady "
    "gentleman guy courier visitor passer-by passerby postman mailman deliveryman cyclist jogger runner worker driver "
    "mann frau kind junge mädchen leute personen mensch menschen besucher fußgänger radfahrer bote",
    "car": "automobile sedan suv hatchback coupe taxi vehicle minivan auto wagen pkw fahrzeug",
    "truck": "lorry pickup lkw lastwagen",
    "van": "minibus transporter lieferwagen",
    "bicycle": "bike fahrrad rad",
    "motorcycle": "motorbike scooter moped motorrad roller",
    "dog": "puppy hund",
    "cat": "kitten katze",
    "bird": "vogel",
    "bus": "coach",
    "parcel": "package box carton packet paket päckchen",
}
_LABEL_OF = {word: label for label, words in _SYNONYMS.items() for word in [label, *words.split()]}
_SINGULARS = {
    "men": "man", "women": "woman", "children": "child", "puppies": "puppy", "hunde": "hund", "katzen": "katze",
    "männer": "mann", "frauen": "frau", "kinder": "kind", "pakete": "paket", "fahrräder": "fahrrad", "vögel": "vogel",
}  # fmt: skip
_MOST_THINGS = 20
_LONGEST = 40
_CARRIER_NAMES = {
    "usps": ("u s p s", "united states postal service", "us postal service"),
    "ups": ("u p s", "united parcel service"),
    "fedex": ("fed ex", "federal express"),
    "amazon": ("amazon prime", "amazon logistics", "prime"),
    "dhl": ("d h l",),
}


def label_of(word: str) -> str | None:
    """Our label for one word, also in the plural; None when there is none."""
    word = word.lower()
    forms = (_SINGULARS.get(word, word), word.removesuffix("s"), word.removesuffix("es"))
    return next((_LABEL_OF[form] for form in forms if form in _LABEL_OF), None)


def things_named(named: Sequence[str]) -> tuple[str, ...]:
    """Lower case, each once, our own labels where there is one: "a red car" is a car."""
    things: list[str] = []
    for each in named[: _MOST_THINGS * 2]:
        words = cleaned(each[:500]).lower()
        if not words or len(words) > _LONGEST:
            continue
        labels = [label for word in re.findall(r"[\w-]+", words) if (label := label_of(word))]
        things.append(labels[-1] if labels else words.rstrip("."))
    return tuple(dict.fromkeys(things))[:_MOST_THINGS]


def carrier_named(said: object, carriers: Sequence[str]) -> str | None:
    """The one of `carriers` that `said` names; None for any other."""
    if not isinstance(said, str):
        return None
    words = f" {' '.join(re.findall(r'[a-z0-9à-ÿ]+', said[:200].lower()))} "
    for carrier in carriers:
        plain = " ".join(re.findall(r"[a-z0-9à-ÿ]+", carrier.lower()))
        if plain and any(f" {name} " in words for name in (plain, *_CARRIER_NAMES.get(plain, ()))):
            return carrier
    return None
