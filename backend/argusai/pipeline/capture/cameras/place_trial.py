"""“Try before saving”: which events of the last days other zones, lines, masks and filters would have told."""

from datetime import timedelta
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.pipeline.capture.cameras.ports import TryRules
from argusai.pipeline.capture.cameras.rule_schemas import RulesIn
from argusai.pipeline.capture.cameras.schemas import PlaceTrialOut, TriedEventOut
from argusai.pipeline.capture.cameras.service import CamerasService

REACH = timedelta(days=7)
MOST_EVENTS = 200


class PlaceTrials:
    def __init__(self, cameras: CamerasService, try_rules: TryRules, clock: Clock) -> None:
        self._cameras = cameras
        self._try = try_rules
        self._clock = clock

    async def run(self, camera_id: UUID, given: RulesIn) -> PlaceTrialOut:
        """Changes nothing. Raises NotFound, BadInput as saving does."""
        rules = self._cameras.rules(given)
        await self._cameras.get(camera_id)
        since = self._clock.now() - REACH
        tried = await self._try(camera_id, rules, since, MOST_EVENTS)
        items = [
            TriedEventOut(event_id=each.event_id, started_at=each.started_at, told=not each.why, sentence=each.why)
            for each in tried
        ]
        return PlaceTrialOut(since=since, told=sum(item.told for item in items), items=items)
