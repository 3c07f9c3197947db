"""A composed pause: the scene without anybody, as a camera would show it. Footage of a place that is never empty makes
one endless event; with a pause the event ends, as it does before a house."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Planes = npt.NDArray[np.uint8]  # one picture in any planar layout

_NOISE = 1.5  # standard deviation, levels of 0–255: what is left of a sensor's noise by daylight
_STRIPE = 64  # rows at a time, which bounds the memory of the median


def empty_scene(pictures: Sequence[Planes]) -> Planes:
    """The median of each pixel over `pictures`: whoever stays at one place for less than half of them is gone."""
    empty = np.empty_like(pictures[0])
    for top in range(0, empty.shape[0], _STRIPE):
        rows = slice(top, top + _STRIPE)
        empty[rows] = np.median(np.stack([picture[rows] for picture in pictures]), axis=0)
    return empty


def noisy(empty: Planes, many: int) -> Iterator[Planes]:
    """`many` pictures of `empty` that differ only by noise; always the same ones."""
    chance = np.random.default_rng(seed=1)
    for _ in range(many):
        noise = chance.normal(0.0, _NOISE, empty.shape)
        yield np.clip(np.rint(empty + noise), 0, 255).astype(np.uint8)


def blend(below: Planes, above: Planes, share: float) -> Planes:
    """`share`: of `above`, 0–1."""
    return np.rint(below * (1.0 - share) + above * share).astype(np.uint8)
