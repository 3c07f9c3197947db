"""Why a stream cannot be had.

StreamError                     slug             comes back by itself?
 ├── WrongPassword              wrong-password   no
 ├── PasswordNeeded             password-needed  no
 ├── CertificateRefused         certificate      no    TLS: nobody vouches for it, or it is not the accepted one
 ├── NotAllowed                 not-allowed      no    the camera, or the file's permissions, forbid it
 ├── StreamNotFound             not-found        no    the camera answers, but has no such stream
 ├── NoFile                     no-file          yes
 ├── NotAVideo                  not-a-video      no
 ├── Refused                    refused          yes   nothing listens there
 ├── NoRoute                    no-route         yes
 ├── UnknownHost                unknown-host     yes
 ├── TimedOut                   timeout          yes
 ├── Unplugged                  unplugged        yes
 ├── DeviceClosed               not-allowed      yes   the rights to a device that was plugged in come a moment later
 ├── DeviceBusy                 in-use           yes
 ├── AmbiguousDevice            ambiguous        yes
 ├── FormatRefused              format           no
 ├── NoUsbHere                  no-usb-here      no
 └── StreamFailed               failed           yes   anything else
"""

from typing import ClassVar


class StreamError(Exception):
    """`sentence`: what failed and what to do, for a person, without credentials. `retryable`: it may pass by itself.
    `certificate`: of CertificateRefused."""

    slug: ClassVar[str] = "failed"
    retryable: ClassVar[bool] = True
    default: ClassVar[str] = "The stream stopped unexpectedly. It is tried again by itself."
    certificate: str = ""

    def __init__(self, sentence: str = "") -> None:
        self.sentence = sentence or type(self).default
        super().__init__(self.sentence)


def without_frames(error: StreamError) -> StreamError:
    """`error`, to be kept: the frames it came through would keep the decoder and its pictures for as long."""
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


class WrongPassword(StreamError):
    slug = "wrong-password"
    retryable = False
    default = "The camera refused the user name or password. Check both; they are often not those of the camera's app."


class PasswordNeeded(StreamError):
    slug = "password-needed"
    retryable = False
    default = "The camera asks for a user name and password. Enter the ones that were set up on the camera."


class NotAllowed(StreamError):
    slug = "not-allowed"
    retryable = False
    default = "The camera does not allow this user to see the stream. Give the user the right to view on the camera."


class CertificateRefused(StreamError):
    """`certificate`: SHA-256 of the one that was shown, in hexadecimal."""

    slug = "certificate"
    retryable = False
    default = (
        "The camera's certificate is vouched for by nobody this machine trusts, as with most cameras. Compare its "
        "fingerprint with the one the camera shows, if it shows one, and accept it."
    )

    def __init__(self, sentence: str = "", certificate: str = "") -> None:
        super().__init__(sentence)
        self.certificate = certificate


class StreamNotFound(StreamError):
    slug = "not-found"
    retryable = False
    default = "The camera answers but has no stream at this path. Look up the RTSP path in the camera's manual."


class NoFile(StreamError):
    slug = "no-file"
    default = "There is no such file. Give the full path of a video file on this machine."


class NotAVideo(StreamError):
    slug = "not-a-video"
    retryable = False
    default = (
        "This is not a video that can be read. Check the address or path, and whether it plays in another program."
    )


class Refused(StreamError):
    slug = "refused"
    default = "Nothing answers there. Check that the camera is on, its RTSP or web server enabled, and the port right."


class NoRoute(StreamError):
    slug = "no-route"
    default = "This machine cannot reach the camera's network. Check the address, the cable or Wi-Fi, and the router."


class UnknownHost(StreamError):
    slug = "unknown-host"
    default = "This host name is not known. Check its spelling, or use the camera's IP address."


class TimedOut(StreamError):
    slug = "timeout"
    default = "The camera did not answer in time. Check that it is on and that its address is right."


class Unplugged(StreamError):
    slug = "unplugged"
    default = "The camera is not plugged in. Plug it in: it is found again by itself."


class DeviceClosed(NotAllowed):
    retryable = True
    default = (
        "This program may not use the camera. Add its user to the group “video” and start ArgusAI again; in a "
        "container, hand over the device."
    )


class DeviceBusy(StreamError):
    slug = "in-use"
    default = "Another program is using the camera. Close it there: a USB camera serves one at a time."


class AmbiguousDevice(StreamError):
    slug = "ambiguous"
    default = (
        "Two cameras of this make with the same serial number are plugged in. Edit the camera and choose it from the "
        "list again: it is then known by its port."
    )


class FormatRefused(StreamError):
    slug = "format"
    retryable = False
    default = "The camera refuses this kind or size of picture. Choose another one, or “Automatic”."


class NoUsbHere(StreamError):
    slug = "no-usb-here"
    retryable = False
    default = (
        "USB cameras are read through Video4Linux, which only Linux has. On this machine use a program that offers the "
        "camera as RTSP or HTTP."
    )


class StreamFailed(StreamError):
    slug = "failed"


ALL: tuple[type[StreamError], ...] = (
    WrongPassword,
    PasswordNeeded,
    CertificateRefused,
    NotAllowed,
    StreamNotFound,
    NoFile,
    NotAVideo,
    Refused,
    NoRoute,
    UnknownHost,
    TimedOut,
    Unplugged,
    DeviceBusy,
    AmbiguousDevice,
    FormatRefused,
    NoUsbHere,
    StreamFailed,
)


def by_slug(slug: str, sentence: str, certificate: str = "") -> StreamError:
    """The error of that slug (StreamFailed for an unknown one), as it comes back from a child."""
    if slug == CertificateRefused.slug:
        return CertificateRefused(sentence, certificate)
    kind = next((error for error in ALL if error.slug == slug), StreamFailed)
    return kind(sentence)
