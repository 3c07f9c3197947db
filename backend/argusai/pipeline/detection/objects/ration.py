"""Rations looks where much moves that is nothing: snow, thick rain, the shade of leaves. Pure.

Where things keep moving and none of them is ever anything, each look is worth little. Whoever really comes stays for
seconds, so looking at the places in turn finds him too. What was recognised already is never rationed."""

from collections.abc import Sequence

from argusai.pipeline.detection.objects.looks import Look, Need

_RESTLESS = 6.0  # times a second that something moved and was nothing: more than passers-by and one bush make
_LOOKS = 5.0  # a second then: an area in each frame of the calm rate
_MOST_SAVED = 2.0
_RATIONED = frozenset({Need.NEW, Need.AGAIN})


class Ration:
    """For one camera. Times are seconds since its first frame."""

    def __init__(self) -> None:
        self._at = 0.0
        self._saved = _MOST_SAVED
        self.strict = False

    def tell(self, now: float, vain_a_second: float) -> None:
        """How often something moved lately, was looked at, and was nothing."""
        self._saved = min(_MOST_SAVED, self._saved + max(0.0, now - self._at) * _LOOKS)
        self._at = now
        self.strict = vain_a_second > _RESTLESS

    def divide(self, looks: Sequence[Look]) -> tuple[list[Look], list[Look]]:
        """Those of `looks` that are made now, and those that are put off: the place that waited longest comes first."""
        if not self.strict:
            return list(looks), []
        now = [look for look in looks if look.need not in _RATIONED]
        later: list[Look] = []
        unknown = [look for look in looks if look.need in _RATIONED]
        for look in sorted(unknown, key=lambda each: -each.waited_seconds):
            if self._saved < look.cost:
                later.append(look)
                continue
            self._saved -= look.cost
            now.append(look)
        return now, later
