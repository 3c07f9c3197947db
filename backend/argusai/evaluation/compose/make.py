"""Composes the set: a video and its labels for each clip, always the same ones."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np

from argusai.demo.footage import COURTYARD
from argusai.demo.pause import empty_scene
from argusai.demo.prepare import prepare_clip
from argusai.evaluation.compose.nuisances import NUISANCES
from argusai.evaluation.compose.opencv_light import sensor
from argusai.evaluation.compose.opencv_paste import Bounds, Shown, paste
from argusai.evaluation.compose.people import Half
from argusai.evaluation.compose.pyav_video import read_frames, write_clip
from argusai.evaluation.compose.scenes import SCENES
from argusai.evaluation.compose.shot import Footage, Recipe, Shot
from argusai.kit.fetch import Progress, no_progress
from argusai.kit.files import write_durably
from argusai.pipeline.capture.streams.contract import Image

SECONDS = 24.0
HALVES: tuple[Half, ...] = ("tune", "held-back")
_FRAMES_FOR_EMPTY = 100
_WALKS_AT = 5.0
_SEEN_SHARE = 0.5  # of somebody, inside the picture: the visit has begun
_BOX_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Order:
    """One clip to be made. `name`: of its files, without the ending."""

    name: str
    kind: str
    half: Half
    seconds: float
    recipes: tuple[Recipe, ...]


def orders(half: Half, minutes: int = 0) -> Iterator[Order]:
    """Every clip of one half; `minutes`: each nuisance alone for so long, instead."""
    if minutes:
        for kind, recipe in NUISANCES.items():
            yield Order(f"{kind}-{minutes}min", kind, half, minutes * 60.0, (recipe,))
        return
    for kind, recipe in SCENES.items():
        yield Order(kind, kind, half, SECONDS, (recipe,))
    for index, (kind, recipe) in enumerate(NUISANCES.items()):
        yield Order(f"{kind}-alone", kind, half, SECONDS, (recipe,))
        yield Order(f"{kind}-walker", kind, half, SECONDS, (recipe, _walker(index)))


def compose(folder: Path, chosen: list[Order], footage: Footage, progress: Progress = no_progress) -> None:
    """Write `chosen` into `folder`; a clip that is there already is left alone. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, order in enumerate(chosen):
        progress(f"Composing {order.half}/{order.name}", index / len(chosen))
        labels = folder / f"{order.name}.json"
        if not labels.is_file():
            write_durably(labels, json.dumps(make(order, footage, folder / f"{order.name}.mp4")).encode())


def load_footage(cache: Path, progress: Progress = no_progress) -> Footage:
    """Raises FootageMissing."""
    clip = prepare_clip(cache, COURTYARD, progress)
    progress("Looking for the empty scene", None)
    frames = read_frames(clip)
    return Footage(frames, empty_scene(frames[:: max(1, len(frames) // _FRAMES_FOR_EMPTY)]))


def matching(half: Half, pattern: str, minutes: int = 0) -> list[Order]:
    return [order for order in orders(half, minutes) if fnmatch(order.name, pattern)]


def make(order: Order, footage: Footage, target: Path) -> dict[str, Any]:
    """Write the video to `target`. Its labels, as `argusai evaluate` reads them."""
    chance = np.random.default_rng(zlib.crc32(f"{order.half}/{order.name}".encode()))
    shot = Shot(order.kind, order.half, order.seconds, chance)
    for recipe in order.recipes:
        recipe(footage, shot)
    shot.effects.append(sensor(chance))
    seen: list[dict[int, Shown]] = []
    partial = target.with_suffix(".part")
    write_clip(_pictures(shot, footage, seen), partial, shot.rate, shot.view.size, shot.bit_rate)
    partial.replace(target)
    return _labels(shot, seen)


def _pictures(shot: Shot, footage: Footage, seen: list[dict[int, Shown]]) -> Iterator[Image]:
    empty = footage.empty.astype(np.float32)
    for number in range(round(shot.seconds * shot.rate)):
        seconds = number / shot.rate
        picture = empty.copy()
        shown = paste(picture, empty, shot.actors, seconds)
        for effect in shot.effects:
            picture = effect(picture, seconds)
        seen.append({index: _in_view(shot, each) for index, each in shown.items()})
        yield shot.view.take(picture)


def _in_view(shot: Shot, shown: Shown) -> Shown:
    box = shot.view.box(shown.box)
    across, down = shot.view.size[0] / shot.view.width, shot.view.size[1] / shot.view.height
    whole = _area(shown.box) * across * down
    return Shown(box, shown.share * (_area(box) / whole if whole else 0.0))


def _area(box: Bounds) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _labels(shot: Shot, seen: list[dict[int, Shown]]) -> dict[str, Any]:
    visits: list[dict[str, Any]] = []
    boxes: dict[str, dict[str, list[float]]] = {}
    for index, actor in enumerate(shot.actors):
        numbers = [
            number
            for number, shown in enumerate(seen)
            if index in shown and shown[index].share >= _SEEN_SHARE and actor.since <= number / shot.rate <= actor.until
        ]
        if not actor.label or not numbers:
            continue
        start, end = numbers[0] / shot.rate, (numbers[-1] + 1) / shot.rate
        boxes[str(len(visits))] = {
            str(number + 1): _left_top_size(shown[index].box)
            for number, shown in enumerate(seen)
            if index in shown and shown[index].share >= _BOX_SHARE
        }
        visits.append({"label": actor.label, "start": round(start, 2), "end": round(end, 2)})
    parcels = [
        {"left": parcel.left, "taken": parcel.taken, "box": _left_top_size(shot.view.box(parcel.box))}
        for parcel in shot.parcels
    ]
    labels = {"class": shot.kind, "half": shot.half, "visits": visits, "boxes": boxes}
    return labels | ({"parcels": parcels} if parcels else {})


def _left_top_size(box: Bounds) -> list[float]:
    return [round(value, 1) for value in (box[0], box[1], box[2] - box[0], box[3] - box[1])]


def _walker(index: int) -> Recipe:
    def add(footage: Footage, shot: Shot) -> None:
        shot.actors.append(footage.walker(shot, _WALKS_AT, index))

    return add
