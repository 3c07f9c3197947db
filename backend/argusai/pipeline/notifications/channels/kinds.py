"""The kinds of channels: what each needs to know, and what it promises."""

from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, TypeAdapter, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from argusai.kit.outgoing import OF_THE_CONNECTION, OutgoingFailed, read_address
from argusai.kit.schemas import Strict
from argusai.pipeline.notifications.channels.apprise_services import refusal
from argusai.pipeline.notifications.channels.template import read_template

Kind = Literal["webhook", "email", "apprise", "telegram", "push"]
# A later version of a notice takes the place of the earlier one; what was perhaps received is sent again, with the same
# tag or key (DESIGN 11.2). All others get each notice once at most.
REPLACES: frozenset[str] = frozenset({"webhook", "telegram", "push"})

Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Url = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
_STORED = "stored"
_HEADER_NAME = r"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$"
_OURS = frozenset({"argus-timestamp", "argus-signature", "idempotency-key"}) | OF_THE_CONNECTION


def refused(sentence: str) -> PydanticCustomError:
    """Of this kind of error the sentence reaches the person."""
    return PydanticCustomError("refused", "{sentence}", {"sentence": sentence.rstrip(".")})


def _web_address(url: str) -> str:
    try:
        read_address(url)
    except OutgoingFailed as error:
        raise refused(str(error)) from error
    return url


class WebhookSettings(Strict):
    """`secret` null: one is made. `headers`: sent along, kept encrypted. `template` empty: our own JSON."""

    MANY_LINES: ClassVar[frozenset[str]] = frozenset({"template"})
    SECRETS: ClassVar[frozenset[str]] = frozenset({"secret", "headers"})

    kind: Literal["webhook"]
    url: Url
    secret: Annotated[str, StringConstraints(min_length=16, max_length=200)] | None = None
    headers: (
        Annotated[
            dict[
                Annotated[str, StringConstraints(pattern=_HEADER_NAME)],
                Annotated[str, StringConstraints(max_length=2000, pattern=r"^[\x20-\x7e]*$")],
            ],
            Field(max_length=20),
        ]
        | None
    ) = None
    template: Annotated[str, StringConstraints(max_length=10_000)] = ""

    @field_validator("url")
    @classmethod
    def _url_is_plain(cls, url: str) -> str:
        return _web_address(url)

    @field_validator("headers")
    @classmethod
    def _headers_are_not_ours(cls, headers: dict[str, str] | None, about: ValidationInfo) -> dict[str, str] | None:
        if about.context == _STORED:  # before it was asked for
            return headers
        if ours := sorted(name for name in headers or () if name.lower() in _OURS):
            raise refused(f"ArgusAI sets {ours[0]} itself")
        keys = [name.lower() for name in headers or ()]
        if twice := sorted(name for name in headers or () if keys.count(name.lower()) > 1):
            raise refused(f"{' and '.join(twice)} are one header. Enter it once")
        return headers

    @field_validator("template")
    @classmethod
    def _template_can_be_filled(cls, template: str) -> str:
        try:
            read_template(template)
        except ValueError as error:
            raise refused(str(error)) from error
        return template


class EmailSettings(Strict):
    """`tls`: "starttls" begins plainly and then encrypts; "none" is for a server in the house."""

    SECRETS: ClassVar[frozenset[str]] = frozenset({"password"})

    kind: Literal["email"]
    host: Line
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    username: Annotated[str, StringConstraints(max_length=200)] = ""
    password: Secret | None = None
    sender: Annotated[str, StringConstraints(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=200)]
    recipients: Annotated[
        list[Annotated[str, StringConstraints(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=200)]],
        Field(min_length=1, max_length=20),
    ]


class AppriseSettings(Strict):
    """`url`: as Apprise writes it, such as ntfy://topic; it holds passwords, so it is never shown again."""

    SECRETS: ClassVar[frozenset[str]] = frozenset({"url"})

    kind: Literal["apprise"]
    url: Url | None = None

    @field_validator("url")
    @classmethod
    def _url_is_of_a_service(cls, url: str | None, about: ValidationInfo) -> str | None:
        if url is not None and about.context != _STORED and (why := refusal(url)):
            raise refused(why)
        return url


class TelegramSettings(Strict):
    """`server`: another Bot API server than Telegram's own."""

    SECRETS: ClassVar[frozenset[str]] = frozenset({"token"})

    kind: Literal["telegram"]
    token: Annotated[str, StringConstraints(pattern=r"^\d+:[\w-]{10,}$", max_length=200)] | None = None
    chat: Annotated[str, StringConstraints(pattern=r"^(-?\d+|@\w+)$", max_length=100)]
    server: Url = "https://api.telegram.org"

    @field_validator("server")
    @classmethod
    def _server_is_plain(cls, url: str) -> str:
        return _web_address(url)


class PushSettings(Strict):
    """What a browser gave to be pushed to."""

    SECRETS: ClassVar[frozenset[str]] = frozenset({"endpoint", "p256dh", "auth"})

    kind: Literal["push"]
    endpoint: Url | None = None
    p256dh: Annotated[str, StringConstraints(pattern=r"^[\w-]{87}=?$")] | None = None
    auth: Annotated[str, StringConstraints(pattern=r"^[\w-]{22}(==)?$")] | None = None

    @field_validator("endpoint")
    @classmethod
    def _endpoint_is_plain(cls, url: str | None) -> str | None:
        return None if url is None else _web_address(url)


ChannelSettings = Annotated[
    WebhookSettings | EmailSettings | AppriseSettings | TelegramSettings | PushSettings, Field(discriminator="kind")
]
_ANY: TypeAdapter[ChannelSettings] = TypeAdapter(ChannelSettings)
# Without these a channel cannot work; they are null only to keep what is there.
_NEEDED: dict[Kind, tuple[str, ...]] = {
    "webhook": (),
    "email": (),
    "apprise": ("url",),
    "telegram": ("token",),
    "push": ("endpoint", "p256dh", "auth"),
}


def read_settings(stored: str) -> ChannelSettings:
    return _ANY.validate_json(stored, context=_STORED)


def missing(settings: ChannelSettings) -> list[str]:
    return [name for name in _NEEDED[settings.kind] if getattr(settings, name) is None]


def merged(old: ChannelSettings, new: ChannelSettings) -> ChannelSettings:
    """`new`, with the secrets of `old` where it says nothing. Both of one kind."""
    kept = {name: getattr(old, name) for name in new.SECRETS if getattr(new, name) is None}
    return new.model_copy(update=kept)


def bound(old: ChannelSettings, new: ChannelSettings) -> list[str]:
    """The secrets of `old` that `new` would send to another receiver, or unencrypted for the first time. Both of one
    kind."""
    if isinstance(old, WebhookSettings) and isinstance(new, WebhookSettings):
        name, moved = "headers", _origin(old.url) != _origin(new.url)
    elif isinstance(old, TelegramSettings) and isinstance(new, TelegramSettings):
        name, moved = "token", _origin(old.server) != _origin(new.server)
    elif isinstance(old, EmailSettings) and isinstance(new, EmailSettings):
        bare = new.tls == "none" != old.tls
        name, moved = "password", bare or (old.host.casefold(), old.port) != (new.host.casefold(), new.port)
    else:
        return []  # its address is itself a secret, and is given anew as a whole
    return [name] if moved and getattr(old, name) and getattr(new, name) is None else []


def _origin(url: str) -> tuple[bool, str, int]:
    address = read_address(url)
    return address.tls, address.host, address.port


def shown(settings: ChannelSettings) -> dict[str, Any]:
    """Without secrets; of headers the names."""
    plain = settings.model_dump(mode="json", exclude=set(settings.SECRETS))
    if isinstance(settings, WebhookSettings):
        plain["header_names"] = sorted(settings.headers or ())
    return plain


def target(settings: ChannelSettings) -> str:
    """In a few words where it goes, without secrets."""
    if isinstance(settings, WebhookSettings):
        return read_address(settings.url).host_header
    if isinstance(settings, EmailSettings):
        return ", ".join(settings.recipients)
    if isinstance(settings, TelegramSettings):
        return f"chat {settings.chat}"
    if isinstance(settings, AppriseSettings):
        return (settings.url or "").partition("://")[0]
    return read_address(settings.endpoint).host if settings.endpoint else ""


def channel_tag(notice_id: UUID) -> str:
    """Under which receivers replace: 32 letters, as web push allows."""
    return notice_id.hex
