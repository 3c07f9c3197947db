"""Sums of one describer over all scenes, and the table of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from argusai.evaluation.described.asking import Said
from argusai.evaluation.described.scenes import Scene, Scenes
from argusai.evaluation.described.score import Score, needed, score
from argusai.evaluation.table import markdown

_SHARES = ("counts", "people", "colours", "words")
_TITLES = ("describer", "model", "scenes", "answered", *_SHARES, "invented", "s", "$")


@dataclass(frozen=True, slots=True)
class Told:
    """`score` None: nothing was said."""

    scene: Scene
    said: Said
    score: Score | None


@dataclass(slots=True)
class Sheet:
    describer: str
    told: list[Told] = field(default_factory=list)

    def add(self, scene: Scene, said: Said, shown: Scenes) -> None:
        self.told.append(Told(scene, said, None if said.failure else score(said.text, scene, shown)))

    @property
    def scores(self) -> list[Score]:
        return [each.score for each in self.told if each.score is not None]

    def figures(self, shown: Scenes) -> dict[str, Any]:
        """Shares of all scenes, so that silence is no merit; None: of nothing. `cost_dollars` None: not known."""
        scores, scenes = self.scores, [each.scene for each in self.told]
        costs = [each.said.cost for each in self.told]
        seconds = [each.said.seconds for each in self.told if each.score]
        return {
            "model": next((each.said.model for each in self.told if each.score), self.told[0].said.model),
            "scenes": len(scenes),
            "answered": len(scores),
            "counts": _share(sum(each.counted for each in scores), len(scenes)),
            "people": _share(sum(each.labelled for each in scores), len(scenes)),
            "colours": _share(sum(len(each.colours) for each in scores), sum(len(each.worn) for each in scenes)),
            "words": _share(sum(len(each.words) for each in scores), sum(len(needed(each, shown)) for each in scenes)),
            "invented": sum(len(each.invented) for each in scores),
            "seconds_median": round(median(seconds), 3) if seconds else None,
            "cost_dollars": None if None in costs else round(sum(each for each in costs if each is not None), 6),
        }

    def plain(self, shown: Scenes) -> dict[str, Any]:
        scenes = {
            each.scene.name: {
                "text": each.said.text,
                "failure": each.said.failure or None,
                "seconds": round(each.said.seconds, 3),
                "cost_dollars": each.said.cost,
                "score": None if each.score is None else asdict(each.score),
            }
            for each in self.told
        }
        return {**self.figures(shown), "by_scene": scenes}


def sheets_table(sheets: Sequence[Sheet], shown: Scenes) -> str:
    return markdown([list(_TITLES), *(_row(each.describer, each.figures(shown)) for each in sheets)], texts=2)


def _row(name: str, figures: Mapping[str, Any]) -> list[str]:
    seconds, cost = figures["seconds_median"], figures["cost_dollars"]
    return [
        name,
        figures["model"] or "–",
        *(str(figures[each]) for each in ("scenes", "answered")),
        *("–" if figures[each] is None else f"{figures[each]:.2f}" for each in _SHARES),
        str(figures["invented"]),
        "–" if seconds is None else f"{seconds:.2f}",
        "?" if cost is None else f"{cost:.4f}",
    ]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
