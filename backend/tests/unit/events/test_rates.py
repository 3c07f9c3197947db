"""Whose price counts: the owner's for the model that he entered it for, else the table's, else an assumed one (D9)."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.providers.price import Rates, rates_of
from argusai.pipeline.events.description.requests.rates import ASSUMED, is_price_known, rates_for

pytestmark = pytest.mark.covers("D9")
OWN = Rates(Decimal("0.25"), Decimal("2.0"))
CLOUD = Describer(
    id=uuid4(), name="Cloud", kind="openai", model="gpt-5-mini", base_url=None, input_price=0.25, output_price=2.0
)  # fmt: skip


def test_the_owners_price_is_that_of_the_model_it_was_entered_for() -> None:
    assert rates_for(CLOUD, "gpt-5-mini") == OWN
    assert is_price_known(CLOUD, "gpt-5-mini")


@pytest.mark.parametrize("half", [None, 2.0])
def test_another_model_of_the_same_describer_costs_what_the_table_says(half: float | None) -> None:
    table = rates_of("gpt-5-pro", "openai")
    assert table is not None
    assert rates_for(replace(CLOUD, output_price=half), "gpt-5-pro") == table != OWN
    assert is_price_known(CLOUD, "gpt-5-pro")


def test_another_model_that_no_table_knows_counts_like_a_dear_one() -> None:
    assert rates_for(CLOUD, "never-heard-of") == ASSUMED
    assert not is_price_known(CLOUD, "never-heard-of")


def test_another_model_of_a_server_in_the_house_costs_nothing() -> None:
    home = replace(CLOUD, kind="compatible", base_url="http://192.168.0.9/v1", at_home=True)
    assert rates_for(home, "another") == Rates(Decimal(0), Decimal(0))
    assert is_price_known(home, "another")
