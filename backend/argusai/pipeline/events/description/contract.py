"""What later stages may know of a description."""

from dataclasses import dataclass
from enum import IntEnum

BUILT_IN = "built-in"


class Attention(IntEnum):
    ROUTINE = 0
    NOTABLE = 1
    URGENT = 2


@dataclass(frozen=True, slots=True)
class Description:
    """`text`: one or two sentences in `language`. `describer`: "built-in" or a provider's name. `provisional`: a better
    or final one will follow. `attention_reason`: why, in the same language."""

    text: str
    language: str
    describer: str
    provisional: bool
    attention: Attention
    attention_reason: str
