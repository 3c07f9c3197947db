"""What explains a quiet time, in sentences, in the language of the house. Pure."""

import json
from collections.abc import Sequence
from pathlib import Path

from argusai.pipeline.notifications.rules.ports import Words
from argusai.pipeline.notifications.silence.contract import Off, Then
from argusai.pipeline.notifications.silence.watched import Watched

_FALLBACK = "en"
# Read once, at import: part of the program like its code.
CATALOGUES: dict[str, dict[str, str]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "catalogue").glob("*.json"))
}


class Teller:
    """Says it in the language of `words` (English when there is no catalogue for it)."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.language = words.language if words.language in CATALOGUES else _FALLBACK
        self._catalogue = CATALOGUES[self.language]

    def text(self, key: str, **words: object) -> str:
        return self._catalogue[key].format_map(words)

    def off(self, off: Off, camera: str) -> str:
        return self.text(f"off_{off.why}", camera=camera)

    def mode(self, name: str, who: str, how: str, *, silent: bool) -> str:
        if how in ("schedule", "presence"):
            sentence = self.text(f"mode_{how}", mode=name, who=who)
        else:
            sentence = self.text("mode" if who else "mode_nobody", who=who, mode=name)
        return self.text("mode_silent", sentence=sentence) if silent else sentence

    def watched(self, how: Watched, then: Then, seconds: float, whole: float) -> str:
        watched, whole_words = self._words.duration(seconds), self._words.duration(whole)
        return self.text(f"watched_{how}", camera=then.name, watched=watched, whole=whole_words)

    def standing(self, then: Then) -> list[str]:
        """What its settings keep silent at any time."""
        said = []
        if then.masks:
            said.append(self.text("masks_one" if then.masks == 1 else "masks_other", count=then.masks))
        if then.only_zones:
            said.append(self.text("only_zones", zones=self._joined("or", [f"“{zone}”" for zone in then.only_zones])))
        if then.untold:
            labels = [self._words.subject(label, 1) for label in then.untold]
            said.append(self.text("untold", labels=self._joined("comma", labels)))
        return said

    def _joined(self, last: str, parts: Sequence[str]) -> str:
        joined = parts[0]
        for number, part in enumerate(parts[1:], 2):
            joined = self.text(last if number == len(parts) else "comma", first=joined, second=part)
        return joined
