"""Lines of CSV: what others wrote stays text, in any spreadsheet."""

import csv
import io

import pytest

from argusai.kit.csv_lines import csv_line

pytestmark = pytest.mark.covers("N10")


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '  =HYPERLINK("x")', "＝1", "＠x"],
)
def test_what_a_spreadsheet_would_work_out_begins_with_an_apostrophe(cell: str) -> None:
    [[read]] = csv.reader(io.StringIO(csv_line([cell]), newline=""))
    assert read == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "A person.", "a=b", "3 - 2", 'says "yes", twice', "two\nlines", "Straße", "'"])
def test_everything_else_stays_as_it_is(cell: str) -> None:
    line = csv_line([cell, "next"])
    assert list(csv.reader(io.StringIO(line, newline=""))) == [[cell, "next"]]
    assert line.endswith("\r\n")
