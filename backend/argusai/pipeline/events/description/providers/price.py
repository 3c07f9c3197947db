"""What a call costs in US dollars: at worst before it, by its tokens after it.

The table ships with the library and is asked without a network; it is read once, in a quarter of a second.
"""

import functools
import math
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from importlib import import_module
from typing import Any

from argusai.pipeline.events.description.providers.contract import Ask, AskedPicture, Kind, Usage
from argusai.pipeline.events.description.providers.limits import most_output_tokens

_VENDORS: dict[Kind, str] = {"openai": "openai", "xai": "x-ai", "anthropic": "anthropic", "gemini": "google"}
_MILLION = Decimal(1_000_000)
_SMALLEST = Decimal("0.000001")
# Usual texts have four bytes a token, East Asian ones two to three.
_FEWEST_BYTES = 2
# The schema of the answer and what the vendors frame a request with.
_FRAME_TOKENS = 600
# The dearest counting by size that any vendor publishes, per square of 32 pixels, and the least for any picture.
_DEAREST_SQUARE = 2.5
_LEAST_PICTURE = 2_300
# It counts a picture 33 times to make it cost what it costs with the larger model.
_DEAR_PICTURES = "gpt-4o-mini"


@dataclass(frozen=True, slots=True)
class Rates:
    """Dollars for a million tokens."""

    input: Decimal
    output: Decimal

    def of(self, usage: Usage) -> Decimal:
        dollars = (self.input * usage.input_tokens + self.output * usage.output_tokens) / _MILLION
        return dollars.quantize(_SMALLEST, ROUND_UP)


def rates_of(model: str, kind: Kind | None = None, base_url: str | None = None) -> Rates | None:
    """From the table; None when it does not know the model there. `kind`, `base_url`: of the access: a model of a
    server of one's own has no price, whatever its name."""
    vendor = _VENDORS.get(kind) if kind is not None else None
    if kind == "compatible" and not base_url:
        return None
    if not model or len(model) > 200:
        return None
    return _looked_up(model, vendor, base_url if kind == "compatible" else None)


def price(
    model: str, usage: Usage, kind: Kind | None = None, base_url: str | None = None, rates: Rates | None = None
) -> Decimal | None:
    """`rates`: what the user entered for the model, which goes before the table. None: unknown, which is not free."""
    known = rates or rates_of(model, kind, base_url)
    return known.of(usage) if known is not None else None


def worst_price(
    model: str, ask: Ask, kind: Kind | None = None, base_url: str | None = None, rates: Rates | None = None
) -> Decimal | None:
    """What asking `ask` cannot cost more than. None: unknown, as above."""
    return price(model, worst_usage(model, ask), kind, base_url, rates)


def worst_usage(model: str, ask: Ask) -> Usage:
    text = math.ceil(len((ask.system + ask.text).encode()) / _FEWEST_BYTES) + _FRAME_TOKENS
    pictures = sum(_picture_tokens(model, picture) for picture in ask.pictures)
    return Usage(text + pictures, most_output_tokens(model, ask.most_tokens))


def _picture_tokens(model: str, picture: AskedPicture) -> int:
    if _DEAR_PICTURES in model:
        return 2_833 + 5_667 * math.ceil(picture.width / 512) * math.ceil(picture.height / 512)
    squares = math.ceil(picture.width / 32) * math.ceil(picture.height / 32)
    return max(_LEAST_PICTURE, math.ceil(_DEAREST_SQUARE * squares))


@functools.lru_cache(maxsize=256)
def _looked_up(model: str, vendor: str | None, url: str | None) -> Rates | None:
    # Imported when first needed: starting the program must not wait for the table.
    library: Any = import_module("genai_prices")
    where = {"provider_api_url": url} if url else {"provider_id": vendor}
    # A few tokens, for the table knows dearer prices for very long requests.
    sample = 1_000
    try:
        into = library.calc_price(library.Usage(input_tokens=sample, output_tokens=0), model, **where).total_price
        both = library.calc_price(library.Usage(input_tokens=sample, output_tokens=sample), model, **where).total_price
    except (LookupError, ValueError):
        return None
    return Rates(into * _MILLION / sample, (both - into) * _MILLION / sample)
