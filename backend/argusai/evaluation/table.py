"""The scores as a table that a person reads and a document can hold (Markdown)."""

from collections.abc import Mapping, Sequence

from argusai.evaluation.scores import Tally, add_up

_COLUMNS = {
    "clips": "clips",
    "visits": "visits",
    "recall": "recall",
    "precision": "precision",
    "false_events": "false",
    "false_events_per_nuisance_hour": "false/h",
    "repeats_per_visit": "repeats",
    "latency_median_seconds": "median s",
    "latency_worst_seconds": "worst s",
    "parcel_recall": "parcels",
    "parcels_false": "false parcels",
    "idf1": "IDF1",
    "id_switches": "switches",
    "mota": "MOTA",
    "looks_per_second": "looks/s",
    "cpu_per_video_second": "CPU/s",
    "wall_per_video_second": "wall/s",
}
_WHOLE = {"clips", "visits", "false_events", "id_switches", "parcels_false"}
OVERALL = "overall"


def by_class(scored: Sequence[tuple[str, Tally]]) -> dict[str, Tally]:
    """Class of clip → its sum, by name, and the sum of all at the end. `scored`: class and tally of each clip."""
    kinds = sorted({kind for kind, _ in scored})
    sums = {kind: add_up(tally for other, tally in scored if other == kind) for kind in kinds}
    return sums | {OVERALL: add_up(tally for _, tally in scored)}


def table(runs: Mapping[str, Mapping[str, Tally]]) -> str:
    """`runs`: settings → class → tally. Of two settings the rows of one class stand below each other."""
    several = len(runs) > 1
    rows = [["class", *(["settings"] if several else []), *_COLUMNS.values()]]
    kinds = next(iter(runs.values())).keys()
    for kind in kinds:
        for name, tallies in runs.items():
            figures = tallies[kind].figures()
            cells = [_cell(key, figures[key]) for key in _COLUMNS]
            rows.append([kind, *([name] if several else []), *cells])
    return markdown(rows, texts=2 if several else 1)


def markdown(rows: Sequence[Sequence[str]], texts: int) -> str:
    """The first row holds the titles. `texts`: so many columns at the left are words; the others are numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    ruler = ["-" * width if column < texts else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    return "\n".join(_line(row, widths, texts) for row in (rows[0], ruler, *rows[1:]))


def _cell(key: str, value: float | None) -> str:
    if value is None:
        return "–"
    return str(round(value)) if key in _WHOLE else f"{value:.2f}"


def _line(row: Sequence[str], widths: Sequence[int], texts: int) -> str:
    cells = [
        cell.ljust(width) if column < texts else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"
