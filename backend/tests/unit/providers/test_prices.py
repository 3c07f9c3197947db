"""What calls cost (D9)."""

from decimal import Decimal

import pytest

from argusai.pipeline.events.description.providers.contract import Kind, Usage
from argusai.pipeline.events.description.providers.limits import most_output_tokens
from argusai.pipeline.events.description.providers.price import Rates, price, rates_of, worst_price, worst_usage
from tests.support.models_served import MODELS, an_ask

pytestmark = pytest.mark.covers("D9")
VENDORS: tuple[Kind, ...] = ("openai", "xai", "anthropic", "gemini")


def test_a_call_costs_its_tokens() -> None:
    assert price("gpt-5-mini", Usage(1_000_000, 1_000_000), "openai") == Decimal("2.25")


@pytest.mark.parametrize("kind", VENDORS)
def test_the_table_knows_every_vendor(kind: Kind) -> None:
    assert price(MODELS[kind], Usage(1000, 100), kind) is not None


@pytest.mark.parametrize(
    ("model", "kind", "url"),
    [
        ("nobody-knows-it", "openai", None), ("gpt-5-mini", "compatible", "http://nas:11434/v1"),
        ("gpt-5-mini", "compatible", None), ("", "openai", None), ("x" * 5_000, "openai", None),
    ],
)  # fmt: skip
def test_an_unknown_price_is_none_and_not_free(model: str, kind: Kind, url: str | None) -> None:
    assert price(model, Usage(1000, 100), kind, url) is None


def test_a_compatible_vendor_is_found_by_its_address() -> None:
    assert rates_of("llama-3.3-70b-versatile", "compatible", "https://api.groq.com/openai/v1") is not None


def test_a_price_of_ones_own_goes_before_the_table() -> None:
    own = Rates(Decimal(10), Decimal(20))
    assert price("gpt-5-mini", Usage(100_000, 50_000), "openai", rates=own) == Decimal("2.000000")
    assert price("mine", Usage(1, 0), "compatible", rates=own) == Decimal("0.000010")


@pytest.mark.parametrize("kind", VENDORS)
def test_the_worst_price_bounds_what_vendors_count(kind: Kind) -> None:
    ask = an_ask(3, text="What happened? " * 50)
    worst = worst_price(MODELS[kind], ask, kind)
    # The dearest of them counts 1,120 tokens for a picture and four bytes for one of text.
    usual = price(MODELS[kind], Usage(3 * 1_120 + len(ask.system + ask.text) // 4 + 400, 400), kind)
    assert worst is not None
    assert usual is not None
    assert usual <= worst


def test_the_model_with_dear_pictures_is_counted_so() -> None:
    assert worst_usage("gpt-4o-mini", an_ask(1)).input_tokens > 2_833 + 5_667


def test_hidden_thinking_is_allowed_for_and_paid() -> None:
    assert most_output_tokens("gpt-5-mini", 400) > most_output_tokens("gpt-4.1", 400) == 400
    assert worst_usage("gpt-5-mini", an_ask()).output_tokens == most_output_tokens("gpt-5-mini", 400)
