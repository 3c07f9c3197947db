"""Lines of CSV that spreadsheets open as text: what others wrote must not be worked out as a formula. Pure."""

import csv
import io
from collections.abc import Iterable

# Without it, Excel takes the letters for those of another alphabet.
MARK = "\ufeff"
# What spreadsheets take for a formula's beginning, the wide forms of Japanese keyboards too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_line(cells: Iterable[str]) -> str:
    """Every cell in quotes, as RFC 4180 has it. One that a spreadsheet would work out begins with an apostrophe."""
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
