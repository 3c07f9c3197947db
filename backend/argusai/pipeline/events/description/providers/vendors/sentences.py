"""What a person reads when asking failed: what failed, and what to do."""

from argusai.pipeline.events.description.providers.errors import FailureKind
from argusai.pipeline.events.description.providers.vendors.place import Place

_SENTENCES: dict[tuple[FailureKind, str], str] = {
    ("limit", ""): "{name} gets more requests than it allows. It passes by itself; other describers go on meanwhile.",
    ("quota", ""): "{name} has no credit or budget left for this key. Add credit there, or choose another describer.",
    ("key", ""): "{name} refuses the key: it is wrong, expired or not allowed to use “{model}”. Enter another key.",
    ("key", "list"): "{name} refuses the key: it is wrong, expired or lacks the right. Enter another key.",
    ("address", "model"): "{name} does not know the model “{model}”, or nothing is at this address. Choose a model "
    "from its list, and check the address.",
    ("address", "nobody"): "{name} cannot be reached. Check the address, and that the server runs.",
    ("address", "elsewhere"): "{name} sends requests on to another address. Enter the address where it ends.",
    ("address", "status"): "{name} answers as no such server does. Check the address: it often ends in /v1.",
    ("tls", ""): "{name} does not speak TLS. Check whether the address begins with http:// or https://.",
    ("tls", "certificate"): "{name} shows a certificate that cannot be trusted. Check the address, or install its "
    "authority's certificate on this machine.",
    ("timeout", ""): "{name} took too long to answer. Choose a faster model or fewer frames, or allow more time.",
    ("timeout", "connect"): "{name} could not be connected to in time. Check the address and the network.",
    ("cut", ""): "{name} ended the connection before its answer was complete. It is tried again.",
    ("server", ""): "{name} has a fault of its own. It passes by itself; other describers go on meanwhile.",
    ("refused", ""): "{name} declined to describe these pictures. Another describer may do it.",
    ("refused", "request"): "{name} turned the request down. Check that “{model}” takes pictures, or choose another "
    "model.",
    ("refused", "long"): "{name} finds the request too large for “{model}”. Choose fewer frames or another model.",
    ("unusable", ""): "{name} gave an answer that is none. If it happens often, choose another model, or check the "
    "address.",
    ("unusable", "long"): "{name} gave an answer that is too long to be one. Choose another model, or check the "
    "address.",
}  # fmt: skip


def sentence(kind: FailureKind, why: str, place: Place) -> str:
    """`why`: which of the sentences of `kind`."""
    form = _SENTENCES.get((kind, why)) or _SENTENCES[(kind, "")]
    return form.format(name=place.name, model=place.model)
