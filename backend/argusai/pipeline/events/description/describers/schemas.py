"""What the routes of describers take and give."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Seen, Strict
from argusai.pipeline.events.description.describers.contract import CameraUse
from argusai.pipeline.events.description.providers.contract import Kind, Way

Name = Annotated[str, StringConstraints(min_length=1, max_length=40), Seen]
Model = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Key = Annotated[str, StringConstraints(max_length=500)]
Address = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Seconds = Annotated[float, Field(strict=True, ge=1, le=600)]
AtOnce = Annotated[int, Field(ge=1, le=16, strict=True)]
AMinute = Annotated[int, Field(ge=1, le=1000, strict=True)]
Price = Annotated[float, Field(strict=True, ge=0, le=10_000)]
Cap = Annotated[float, Field(strict=True, ge=0, le=100_000)]
Context = Annotated[str, StringConstraints(max_length=1000)]
# They stand in our own words to the model, so a name is all that fits.
Carrier = Annotated[
    str, StringConstraints(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9À-ÿ&-]+( [A-Za-z0-9À-ÿ&-]+){0,2}$")
]
Breaker = Literal["closed", "open", "trying", "limited", "paced"]


class DescriberIn(Strict):
    """`base_url` null: the vendor's own address. `at_home`: its address is on this network, so cameras that never leave
    the house may be described by it. `a_minute`: so many calls begin within any minute, null: as many as come. Prices
    in dollars for a million tokens; null: what is known of the model."""

    name: Name
    kind: Kind
    model: Model
    api_key: Key = ""
    base_url: Address | None = None
    enabled: bool = True
    at_home: bool = False
    at_once: AtOnce = 2
    a_minute: AMinute | None = None
    one_frame_seconds: Seconds = 15
    several_frames_seconds: Seconds = 30
    input_price: Price | None = None
    output_price: Price | None = None


class DescriberPatch(Strict):
    """Changes what it names, and nothing else. A key stays until another is given, or the address changes."""

    name: Name | None = None
    model: Model | None = None
    api_key: Key | None = None
    base_url: Address | None = None
    enabled: bool | None = None
    at_home: bool | None = None
    at_once: AtOnce | None = None
    a_minute: AMinute | None = None
    one_frame_seconds: Seconds | None = None
    several_frames_seconds: Seconds | None = None
    input_price: Price | None = None
    output_price: Price | None = None


class DescriberOut(BaseModel):
    """The key is kept encrypted and never given. `breaker` open: it failed too often, and is asked again in
    `breaker_seconds`; limited: its provider asked for a pause; paced: it had as many calls within a minute as its owner
    allows."""

    id: UUID
    name: str
    kind: Kind
    model: str
    base_url: str | None
    has_key: bool
    enabled: bool
    at_home: bool
    at_once: int
    a_minute: int | None
    one_frame_seconds: float
    several_frames_seconds: float
    input_price: float | None
    output_price: float | None
    breaker: Breaker
    breaker_failures: int
    breaker_seconds: float


class DescriberOrderIn(Strict):
    ids: list[UUID] = Field(max_length=50)


class ModelsIn(Strict):
    """`describer_id`: whose key is used when `api_key` is left out; only for the address that it was given for."""

    kind: Kind
    api_key: Key = ""
    base_url: Address | None = None
    describer_id: UUID | None = None


class ModelsOut(BaseModel):
    models: list[str]


class TrialIn(Strict):
    camera_id: UUID


class DescriberTrialOut(BaseModel):
    """`cost` in dollars; null: the price of the model is not known."""

    text: str
    confidence: int
    model: str
    seconds: float
    cost: float | None


class DescribingOut(BaseModel):
    """Caps in dollars; null: no cap. `reuse`: words for a routine event that looked the same, at most two hours apart,
    are taken over in place of a paid call; never where people or parcels are in it, nor at night. `frames`: how many
    pictures of an event are shown at most, and `way` which: uniform (evenly), adaptive (where most can be seen) or
    hybrid (half and half). `subject_only`: cut to what moved; pictures without it are not shown. `carriers`: parcel
    services whose names are read beside FedEx, UPS, USPS, Amazon and DHL."""

    day_cap: float | None
    month_cap: float | None
    camera_day_cap: float | None
    context: str
    frames: int
    way: Way
    subject_only: bool
    reuse: bool
    carriers: list[str]


class DescribingPatch(Strict):
    """Changes what it names. A cap of null: none."""

    MANY_LINES: ClassVar[frozenset[str]] = frozenset({"context"})
    day_cap: Cap | None = None
    month_cap: Cap | None = None
    camera_day_cap: Cap | None = None
    context: Context | None = None
    frames: Annotated[int, Field(ge=1, le=20, strict=True)] | None = None
    way: Way | None = None
    subject_only: Annotated[bool, Field(strict=True)] | None = None
    reuse: Annotated[bool, Field(strict=True)] | None = None
    carriers: Annotated[list[Carrier], Field(max_length=15)] | None = None


class CameraDescribing(Strict):
    """`use` own: `order` says which describers, and in which order; built-in: no provider is asked. `day_cap` null:
    that of the house."""

    MANY_LINES: ClassVar[frozenset[str]] = frozenset({"context"})
    use: CameraUse = "house"
    order: list[UUID] = Field(default=[], max_length=50)
    context: Context = ""
    day_cap: Cap | None = None
