"""What is asked of a vision model, and what comes back."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from argusai.pipeline.events.description.contract import Attention

# "compatible": any server that speaks OpenAI's protocol, such as Ollama, llama.cpp, vLLM, LM Studio.
Kind = Literal["openai", "xai", "anthropic", "gemini", "compatible"]
# What is asked for: words for an event, or a reply to one question about it.
Form = Literal["description", "reply"]
# Which frames of an event are shown: see `frames`.
Way = Literal["uniform", "adaptive", "hybrid"]
# What a model says is dangerous, in whatever language it writes. "unsaid": it calls it urgent, and not why.
Danger = Literal["", "weapon", "fire", "break-in", "violence", "other", "unsaid"]
CARRIERS = ("FedEx", "UPS", "USPS", "Amazon", "DHL")


@dataclass(frozen=True, slots=True)
class ProviderAccess:
    """Whom to ask, and as whom. `base_url` None: the vendor's own. The key and the address, which may hold another,
    are left out of `repr`. `one_frame_seconds`, `several_frames_seconds`: how long an answer may take."""

    kind: Kind
    model: str
    api_key: str = field(repr=False)
    base_url: str | None = field(repr=False)
    one_frame_seconds: float = 15
    several_frames_seconds: float = 30

    def seconds(self, pictures: int) -> float:
        return self.one_frame_seconds if pictures <= 1 else self.several_frames_seconds


@dataclass(frozen=True, slots=True)
class AskedPicture:
    """A JPEG with the privacy masks already in it. `width`, `height`: pixels, the longer at most 1280."""

    jpeg: bytes = field(repr=False)
    taken_at: datetime
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Ask:
    """`system`: our own words alone. `text`: facts and what people wrote, quoted as data. `pictures`: oldest first.
    `language`: that of the answer. `prompt_version`: of the words that frame it all. `carriers`: of parcels, those that
    may be named."""

    system: str
    text: str
    pictures: tuple[AskedPicture, ...]
    language: str
    prompt_version: str
    most_tokens: int = 400
    carriers: tuple[str, ...] = CARRIERS
    form: Form = "description"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, those of the pictures and of hidden thinking included."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Cleaned: a person may read `text` and `attention_reason`. `confidence`: 0–100, the model's own. `objects`: what
    it says it saw, our own labels where there is one. `carrier`: of a parcel, by its usual name. `model`: the one that
    answered, as its server calls it. `seconds`: from asking to the answer. Of a reply only: `known`: the pictures show
    what was asked for, else `text` may be empty; `pictures`: those it rests on, by their places from 0."""

    text: str
    confidence: int
    objects: tuple[str, ...]
    carrier: str | None
    attention: Attention
    attention_reason: str
    usage: Usage
    model: str
    seconds: float
    known: bool = True
    pictures: tuple[int, ...] = ()
    danger: Danger = ""
