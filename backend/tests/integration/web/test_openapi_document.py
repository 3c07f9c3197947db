"""The committed OpenAPI document is what the program says now, so the page's types are (F6)."""

import pytest

from tests.support.scripts import load

pytestmark = pytest.mark.covers("F6")


def test_the_document_is_up_to_date() -> None:
    script = load("openapi")
    assert script.TARGET.read_text() == script.describe(), "run `make api` and commit what changes"


def test_it_is_the_same_at_every_call() -> None:
    script = load("openapi")
    assert script.describe() == script.describe()
