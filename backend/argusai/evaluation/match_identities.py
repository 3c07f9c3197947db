"""Compares tracks with the true boxes: who was followed, who was mixed up.

Sources: IDF1 from Ristani et al., “Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking”, 2016;
MOTA and switches from Bernardin and Stiefelhagen, “Evaluating Multiple Object Tracking Performance: The CLEAR MOT
Metrics”, 2008.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import lap
import numpy as np
import numpy.typing as npt

Bounds = tuple[float, float, float, float]  # left, top, width, height; pixels
Boxes = Mapping[int, Mapping[int, Bounds]]  # by frame, by identity

_LEAST_OVERLAP = 0.5  # intersection over union; what the benchmarks use
_FORBIDDEN = 10.0


@dataclass(frozen=True, slots=True)
class Identities:
    """Counts, which add up over clips. `truths`: true boxes; `boxes`: of tracks; `same`: boxes whose identity is right
    under the best assignment of tracks to people; `hits`: boxes that are right, whoever it is."""

    truths: int = 0
    boxes: int = 0
    same: int = 0
    hits: int = 0
    switches: int = 0

    def __add__(self, other: "Identities") -> "Identities":
        return Identities(
            self.truths + other.truths,
            self.boxes + other.boxes,
            self.same + other.same,
            self.hits + other.hits,
            self.switches + other.switches,
        )

    @property
    def idf1(self) -> float | None:
        return round(2 * self.same / (self.truths + self.boxes), 4) if self.truths else None

    @property
    def mota(self) -> float | None:
        """1 is perfect; below 0 when there are more mistakes than people."""
        if not self.truths:
            return None
        mistakes = (self.truths - self.hits) + (self.boxes - self.hits) + self.switches
        return round(1 - mistakes / self.truths, 4)


def compare(truth: Boxes, found: Boxes, frames: Iterable[int]) -> Identities:
    """Over `frames`, the ones that were analysed."""
    together: Counter[tuple[int, int]] = Counter()
    last: dict[int, int] = {}
    truths = boxes = hits = switches = 0
    for frame in frames:
        real, seen = truth.get(frame, {}), found.get(frame, {})
        truths, boxes = truths + len(real), boxes + len(seen)
        near = _near(real, seen)
        together.update(near.keys())
        pairs = _paired(near, last)
        hits += len(pairs)
        switches += sum(1 for who, track in pairs.items() if last.get(who, track) != track)
        last = {who: track for who, track in last.items() if who not in pairs} | pairs  # the latest at the end
    return Identities(truths, boxes, _most_same(together), hits, switches)


def _near(real: Mapping[int, Bounds], seen: Mapping[int, Bounds]) -> dict[tuple[int, int], float]:
    overlaps = {(who, track): _overlap(a, b) for who, a in real.items() for track, b in seen.items()}
    return {pair: overlap for pair, overlap in overlaps.items() if overlap >= _LEAST_OVERLAP}


def _paired(near: dict[tuple[int, int], float], last: dict[int, int]) -> dict[int, int]:
    """Who is followed by which track in this frame; a pair of before stays one as long as it can. `last`: who was
    followed by which, the latest at the end; of two whom the same track followed it is the later one's."""
    pairs: dict[int, int] = {}
    for who, track in reversed(last.items()):
        if (who, track) in near and track not in pairs.values():
            pairs[who] = track
    taken = set(pairs.values())
    left = {pair: value for pair, value in near.items() if pair[0] not in pairs and pair[1] not in taken}
    return pairs | _best(left)


def _best(worth: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The assignment of the greatest worth."""
    if not worth:
        return {}
    rows, columns = (sorted({pair[side] for pair in worth}) for side in (0, 1))
    most = max(worth.values())
    costs: npt.NDArray[np.float64] = np.full((len(rows), len(columns)), _FORBIDDEN)
    for (who, track), value in worth.items():
        costs[rows.index(who), columns.index(track)] = 1 - value / most
    _, chosen, _ = lap.lapjv(costs, extend_cost=True, cost_limit=_FORBIDDEN / 2)
    return {rows[row]: columns[column] for row, column in enumerate(chosen) if column >= 0}


def _most_same(together: Counter[tuple[int, int]]) -> int:
    chosen = _best({pair: float(count) for pair, count in together.items()})
    return sum(together[pair] for pair in chosen.items())


def _overlap(one: Bounds, other: Bounds) -> float:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    common = max(0.0, across) * max(0.0, down)
    whole = one[2] * one[3] + other[2] * other[3] - common
    return common / whole if whole > 0 else 0.0
