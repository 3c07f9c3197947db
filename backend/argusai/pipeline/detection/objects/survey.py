"""A look at the whole picture, for who asks what there is: without waiting for motion, and without a budget."""

from argusai.pipeline.capture.streams.contract import Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.crops import tiles
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.opinions import merge
from argusai.pipeline.detection.objects.overlap import keep_best

_MOST_OBJECTS = 100


def survey(eyes: Eyes, picture: Picture) -> list[Detection] | None:
    """Both detectors over all of `picture`; None when the first could not look. Raises DetectorBroken unless `eyes`
    bear it."""
    areas = tiles(picture.width, picture.height)
    found = eyes.see(picture, areas)
    if found is None:
        return None
    if eyes.second is not None:
        found = merge(found, eyes.ask(picture, areas))
    return keep_best(found, _MOST_OBJECTS)
