"""From the privacy masks that a person drew to ones that can be obeyed. Pure."""

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.capture.cameras.privacy_schemas import MOST_CORNERS, MOST_MASKS, PrivacyIn
from argusai.pipeline.capture.cameras.rules import fault_in_corners


def privacy_from(given: PrivacyIn) -> Privacy:
    """Raises BadInput (slug `bad-privacy`) with every fault by its field."""
    polygons = tuple(tuple((x, y) for x, y in polygon) for polygon in given.polygons)
    faults = {}
    if len(polygons) > MOST_MASKS:
        faults["polygons"] = f"There may be at most {MOST_MASKS} privacy masks."
    for number, polygon in enumerate(polygons):
        if fault := fault_in_corners(polygon, MOST_CORNERS):
            faults[f"polygons.{number}"] = f"Privacy mask {number + 1} {fault}."
    if faults:
        first = next(iter(faults.values()))
        raise BadInput(f"{first} Correct it and save again.", slug="bad-privacy", fields=faults)
    return Privacy(polygons, given.video)
