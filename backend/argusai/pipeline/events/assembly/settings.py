"""How an event is put together."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AssemblySettings:
    """When an event begins and ends. A parked car is no activity."""

    quiet_seconds: float = field(
        default=8.0, metadata={"description": "Seconds without activity after which an event closes"}
    )
    longest_seconds: float = field(
        default=300.0,
        metadata={
            "description": "Seconds after which an event closes in any case; if activity goes on, another continues it"
        },
    )
    standing_seconds: float = field(
        default=300.0,
        metadata={"description": "Seconds for which a person or an animal that stands still counts as activity"},
    )
    motionless_seconds: float = field(
        default=60.0, metadata={"description": "Seconds for which a vehicle that stands still counts as activity"}
    )
    lead_seconds: float = field(
        default=10.0, metadata={"description": "Seconds that the start of an event reaches back at most"}
    )
    grown_seconds: float = field(
        default=1.0, metadata={"description": "Least seconds between two reports that an open event has grown"}
    )
    heartbeat_seconds: float = field(
        default=10.0,
        metadata={"description": "Seconds after which an open event is reported again though nothing changed"},
    )
    clip_margin_seconds: float = field(
        default=5.0, metadata={"description": "Seconds that a clip shows before and after its event"}
    )
