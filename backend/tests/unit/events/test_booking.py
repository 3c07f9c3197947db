"""What a call is booked at, by what its server says that it used (D9)."""

from dataclasses import replace
from uuid import uuid4

import pytest

from argusai.pipeline.events.description.describers.contract import Describer
from argusai.pipeline.events.description.providers.contract import Usage
from argusai.pipeline.events.description.requests.booking import booked, booked_failure
from tests.support.describing import an_answer, failed

pytestmark = pytest.mark.covers("D9")
PRICED = Describer(
    id=uuid4(), name="One", kind="compatible", model="m", base_url="http://8.8.8.8/v1", api_key="", at_home=False,
    input_price=10, output_price=10,
)  # fmt: skip
FREE = replace(PRICED, at_home=True, input_price=None, output_price=None)
SILENT = [Usage(0, 0), Usage(0, 40)]


@pytest.mark.parametrize("usage", SILENT)
def test_who_says_nothing_of_what_was_read_may_have_used_all_that_was_reserved(usage: Usage) -> None:
    assert booked(PRICED, "m", an_answer(usage=usage)).unsure
    for kind in ("unusable", "refused"):
        assert booked_failure(PRICED, "m", failed(kind, usage=usage, may_have_cost=True)).unsure


@pytest.mark.parametrize("usage", SILENT)
def test_who_costs_nothing_may_say_nothing(usage: Usage) -> None:
    assert not booked(FREE, "m", an_answer(usage=usage)).unsure
    assert not booked_failure(FREE, "m", failed("unusable", usage=usage, may_have_cost=True)).unsure


def test_what_was_used_is_booked_whether_its_answer_can_be_used_or_not() -> None:
    usage = Usage(1000, 100)
    good, none = booked(PRICED, "m", an_answer()), booked_failure(PRICED, "m", failed("refused", usage=usage))
    assert (good.cost, good.usage, good.failure, good.unsure) == (none.cost, usage, "", False)
    assert (none.usage, none.failure, none.unsure, none.answer) == (usage, "refused", False, None)


def test_what_never_reached_a_model_costs_nothing() -> None:
    ended = booked_failure(PRICED, "m", failed("limit"))
    assert (ended.cost, ended.unsure) == (None, False)
