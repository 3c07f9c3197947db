"""The topics by which ArgusAI and Home Assistant know each other. Ids and fixed words only, so that no name of a
camera, zone or mode can break one. Pure."""

from dataclasses import dataclass
from uuid import UUID

CAMERA_STATES = (
    "motion",
    "person",
    "vehicle",
    "animal",
    "parcel",
    "connectivity",
    "words",
    "words_about",
    "last_event",
    "events_today",
    "detection",
    "picture",
)
SYSTEM_STATES = ("mode", "cameras_down", "cameras_down_about", "cost_today", "storage")
ONLINE, OFFLINE = b"online", b"offline"
_CAMERA_COMMANDS = ("detection/set", "describe", "doorbell/press")
_SYSTEM_COMMANDS = ("mode/set", "snooze", "acknowledge", "presence/set")


@dataclass(frozen=True, slots=True)
class Topics:
    """`discovery`: where Home Assistant looks for devices. `own`: where everything of ours stands."""

    discovery: str
    own: str

    @property
    def status(self) -> str:
        """ "online" or "offline"; the broker says the latter for us when we are lost."""
        return f"{self.own}/status"

    @property
    def claim(self) -> str:
        """Who speaks here. Whoever asks below it is answered beside."""
        return f"{self.own}/claim"

    @property
    def claim_asked(self) -> str:
        return f"{self.claim}/ask"

    @property
    def claim_answered(self) -> str:
        return f"{self.claim}/here"

    @property
    def birth(self) -> str:
        """Home Assistant says here that it is there."""
        return f"{self.discovery}/status"

    def device(self, device: str) -> str:
        return f"{self.discovery}/device/{device}/config"

    def camera(self, camera_id: UUID, what: str) -> str:
        return f"{self.own}/camera/{camera_id.hex}/{what}"

    def system(self, what: str) -> str:
        return f"{self.own}/system/{what}"

    def of_camera(self, camera_id: UUID) -> list[str]:
        """All that is kept of it."""
        return [self.camera(camera_id, each) for each in CAMERA_STATES]

    def of_system(self) -> list[str]:
        return [self.system(each) for each in SYSTEM_STATES]

    def commands(self) -> list[str]:
        """What to subscribe to."""
        cameras = [f"{self.own}/camera/+/{each}" for each in _CAMERA_COMMANDS]
        return [*cameras, *(self.system(each) for each in _SYSTEM_COMMANDS)]


def camera_device(camera_id: UUID) -> str:
    return f"argusai_{camera_id.hex}"


def system_device(installation: UUID) -> str:
    return f"argusai_system_{installation.hex}"
