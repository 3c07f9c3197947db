"""What people arrange: the order and groups of cameras."""

from typing import Any

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.pipeline.capture.cameras.arrangement import Arrangement
from argusai.pipeline.capture.cameras.groups.service import GroupsService
from argusai.pipeline.capture.cameras.service import CamerasService


def arranging_parts(cameras: CamerasService, database: Database, clock: Clock, announce: Announce) -> dict[str, Any]:
    """What the routers find on `app.state`."""
    return {
        "camera_arrangement": Arrangement(cameras, database, clock),
        "camera_groups": GroupsService(database, clock, announce),
    }
