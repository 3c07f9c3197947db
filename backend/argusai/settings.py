"""What is set from outside: by the environment, and by `.env` for what the environment leaves out. Never on import."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from argusai.accounts.settings import AccountsSettings
from argusai.kit.cache import cache_setting
from argusai.kit.db import read_url
from argusai.kit.env_file import read_env_file
from argusai.kit.environment import Faults, Names, build, read, read_path
from argusai.kit.errors import StartError
from argusai.kit.vault import Vault
from argusai.pipeline.capture.streams.settings import DecodeSettings, StreamSettings, UsbSettings
from argusai.pipeline.detection.motion.settings import MotionSettings
from argusai.pipeline.detection.objects.settings import DetectorSettings, ObjectSettings
from argusai.pipeline.detection.tracking.settings import TrackSettings
from argusai.pipeline.events.assembly.settings import AssemblySettings
from argusai.pipeline.events.decisions.settings import DecisionSettings

PREFIX = "ARGUSAI_"
_OWN_NAMES = {"database_url": "DATABASE_URL", "encryption_key": "ENCRYPTION_KEY"}
_DERIVED = {("capture", "media_folder"), ("capture", "gate_folder"), ("capture", "decode"), ("capture", "usb")}
_SECTIONS = (
    "accounts",
    "capture",
    "decode",
    "usb",
    "motion",
    "detector",
    "objects",
    "tracking",
    "assembly",
    "decisions",
)
# Read by the build of the user interface; set for the whole shell, they reach us too.
_READ_ELSEWHERE = {"ARGUSAI_BACKEND", "ARGUSAI_STATIC"}


class Settings(BaseModel):
    """One section for each domain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(description="Folder of the database, the recordings and the encryption key")
    cache_dir: Path = Field(description="Folder of what can be had again: models and demo footage")
    database_url: SecretStr = Field(
        description="Database, such as sqlite:///./argusai.db or postgresql://user:password@host/argusai; else it "
        "lies in the data folder"
    )
    encryption_key: SecretStr = Field(
        default=SecretStr(""),
        description="Fernet key, or several by comma: the first encrypts, all decrypt. Else one is made, once, and "
        "kept in the data folder",
    )
    host: Annotated[str, StringConstraints(min_length=1, max_length=255)] = Field(
        default="127.0.0.1",
        description="Address to listen on; 127.0.0.1 is this machine only, 0.0.0.0 is every network",
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0: any that is free")
    tls_cert: Path | None = Field(
        default=None, description="Certificate for HTTPS, a file in PEM: [Use HTTPS](../how-to/use-https.md)"
    )
    tls_key: Path | None = Field(default=None, description="The key of that certificate, a file in PEM")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="What is logged at least"
    )
    accounts: AccountsSettings
    capture: StreamSettings
    decode: DecodeSettings
    usb: UsbSettings
    motion: MotionSettings
    detector: DetectorSettings
    objects: ObjectSettings
    tracking: TrackSettings
    assembly: AssemblySettings
    decisions: DecisionSettings


def names() -> Names:
    """Which variable sets what."""
    return Names(Settings, PREFIX, _OWN_NAMES, _DERIVED)


def load_settings(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """The settings from `environ`, and from `env_file` (if it exists) for what `environ` does not hold.

    Raises StartError that names every wrong variable at once, and what is right.
    """
    known, faults = names(), Faults()
    given = {**read_env_file(env_file, known.types, faults), **environ}
    values = read(known, given, faults, _READ_ELSEWHERE)
    data_dir = values["data_dir"] = read_path(
        values.get("data_dir") or _usual_data_dir(given), "ARGUSAI_DATA_DIR", faults
    )
    values["cache_dir"] = cache_setting(given, faults)
    values.setdefault("database_url", f"sqlite:///{data_dir / 'argusai.db'}")
    for file in {"tls_cert", "tls_key"} & values.keys():
        values[file] = read_path(values[file], f"ARGUSAI_{file.upper()}", faults)
    if "log_level" in values:
        values["log_level"] = values["log_level"].upper()
    for section in _SECTIONS:
        values.setdefault(section, {})
    values["capture"]["media_folder"] = data_dir / "media"
    values["capture"]["gate_folder"] = data_dir / "gate"
    values["capture"]["decode"] = values["decode"]
    values["capture"]["usb"] = values["usb"]
    _check_texts(values, data_dir, faults)
    return build(Settings, values, known, faults)


def _check_texts(values: Mapping[str, Any], data_dir: Path, faults: Faults) -> None:
    """What the parts that use them will not take."""
    try:
        read_url(values["database_url"])
    except StartError as error:
        faults.add("DATABASE_URL", str(error))
    if keys := values.get("encryption_key"):
        try:
            Vault(keys)
        except StartError as error:
            faults.add("ENCRYPTION_KEY", str(error))
    if data_dir.exists() and not data_dir.is_dir():
        faults.add("ARGUSAI_DATA_DIR", "must be a folder; there is a file of this name.")


def _usual_data_dir(given: Mapping[str, str]) -> Path:
    if shared := given.get("XDG_DATA_HOME"):
        return Path(shared) / "argusai"
    return Path("~/.local/share/argusai")
