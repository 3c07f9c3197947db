"""What other parts may know of a camera."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

SourceKind = Literal["file", "rtsp"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the pictures come from, with credentials: stays inside the process tree, never logged, never returned.

    `kind` "file": `address` is an absolute path on this machine; `loop` starts it again at its end; `paced` plays it at
    real speed (always true for a watched camera). `kind` "rtsp": `address` is an rtsp:// URL *without* credentials.
    """

    kind: SourceKind
    address: str
    username: str = ""
    password: str = field(default="", repr=False)
    loop: bool = False


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera to watch: what a capture process is told."""

    id: UUID
    name: str
    source: Source
