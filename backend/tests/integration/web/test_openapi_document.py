"""The committed OpenAPI document is what the program says now, so the page's types are (F6)."""

import pytest

from tests.support.scripts import load

pytestmark = pytest.mark.covers("F6")


def test_the_document_is_up_to_date_and_the_same_at_every_call() -> None:
    script = load("openapi")
    described = script.describe()
    assert script.TARGET.read_text() == described, "run `make api` and commit what changes"
    assert script.describe() == described
