"""A camera as a program: gst-rtsp-server on 127.0.0.1. Run it with the system's Python, which has the bindings:

/usr/bin/python3 rtsp_server.py PORT [--auth none|basic|digest] [--user U --password P]
    [--codec h264|b-frames|h265|mjpeg]
    [--size 320x180] [--rate 15] [--sound none|aac|pcmu] [--tcp-only | --udp-only] [--certificate FILE]
    [--keyframe-every FRAMES] [--resize SECONDS] [--clock | --visits FILE | --loop FILE [--begin PICTURE]]

--resize: so often the picture changes between its size and half of it. --certificate: PEM with the key in it; then it
speaks TLS only (rtsps). --clock: each picture shows when it was made, as 16 black or white columns: the milliseconds of
the system clock, the highest bit first. --visits: a file of raw I420 pictures of that size; the first is shown for six
seconds, then the others, and so on; it prints "VISIT MILLISECONDS" as the second one leaves. --loop: a file of pictures
that are encoded already, H.264 or H.265 as --codec says, each behind its length in four bytes; they are sent at --rate
from the one numbered --begin on (a keyframe), over and over; it prints "LOOP MILLISECONDS" as the first one leaves.

Prints "READY" once it listens.
"""

import argparse
import itertools
import signal
import sys
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
gi.require_version("GstRtsp", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402 - versions are chosen before

_VIDEO = {
    # Without I420 x264enc picks a profile that its own caps filter then refuses.
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max={every} bitrate=600"
    " ! video/x-h264,profile=baseline ! rtph264pay name=pay0 pt=96 config-interval=1",
    "b-frames": "x264enc speed-preset=veryfast bframes=3 b-adapt=false rc-lookahead=4 key-int-max={every} bitrate=600"
    " ! video/x-h264,profile=main ! rtph264pay name=pay0 pt=96 config-interval=1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max={every}"
    " ! rtph265pay name=pay0 pt=96 config-interval=1",
    "mjpeg": "jpegenc ! rtpjpegpay name=pay0 pt=26",
}
_ENCODED = (
    "( appsrc name=pictures is-live=true do-timestamp=true format=time"
    " caps=video/x-{codec},stream-format=byte-stream,alignment=au,framerate={rate}/1"
    " ! {codec}parse ! rtp{codec}pay name=pay0 pt=96 config-interval=1 )"
)
_SOUND = {
    "none": "",
    "aac": " audiotestsrc is-live=true volume=0.2 ! audioconvert ! audioresample ! audio/x-raw,rate=16000,channels=1"
    " ! avenc_aac ! aacparse ! rtpmp4gpay name=pay1 pt=97",
    "pcmu": " audiotestsrc is-live=true volume=0.2 ! audioconvert ! audioresample ! audio/x-raw,rate=8000,channels=1"
    " ! mulawenc ! rtppcmupay name=pay1 pt=0",
}


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("port")
    parser.add_argument("--auth", default="none", choices=["none", "basic", "digest"])
    parser.add_argument("--user", default="admin")
    parser.add_argument("--password", default="")
    parser.add_argument("--codec", default="h264", choices=list(_VIDEO))
    parser.add_argument("--size", default="320x180")
    parser.add_argument("--rate", type=int, default=15)
    parser.add_argument("--sound", default="none", choices=list(_SOUND))
    parser.add_argument("--tcp-only", action="store_true")
    parser.add_argument("--udp-only", action="store_true")
    parser.add_argument("--certificate", default="")
    parser.add_argument("--keyframe-every", type=int, default=0)
    parser.add_argument("--resize", type=float, default=0)
    parser.add_argument("--clock", action="store_true")
    parser.add_argument("--visits", default="")
    parser.add_argument("--loop", default="")
    parser.add_argument("--begin", type=int, default=0)
    return parser.parse_args()


def make_factory(wanted: argparse.Namespace) -> GstRtspServer.RTSPMediaFactory:
    width, height = wanted.size.split("x")
    caps = f"video/x-raw,width={width},height={height},framerate={wanted.rate}/1,format=I420"
    video = _VIDEO[wanted.codec].format(every=wanted.keyframe_every or wanted.rate)
    factory = GstRtspServer.RTSPMediaFactory()
    source = f"videotestsrc is-live=true pattern=ball ! {caps}"
    if wanted.clock or wanted.visits:
        source = f"appsrc name=pictures is-live=true do-timestamp=true format=time caps={caps}"
        factory.connect("media-configure", show_the_clock if wanted.clock else show_visits, wanted)
    factory.set_launch(
        f"( {source} ! videoscale ! capsfilter name=size ! videoconvert"
        f" ! video/x-raw,format=I420 ! {video}"
        f"{_SOUND[wanted.sound]} )"
    )
    if wanted.loop:
        factory.connect("media-configure", send_over_and_over, wanted)
        factory.set_launch(_ENCODED.format(codec=wanted.codec, rate=wanted.rate))
    factory.set_shared(True)
    if wanted.resize:
        factory.connect("media-configure", resize_now_and_then, wanted)
    if wanted.tcp_only:
        factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
    if wanted.udp_only:
        factory.set_protocols(GstRtsp.RTSPLowerTrans.UDP)
    if wanted.certificate:
        factory.set_profiles(GstRtsp.RTSPProfile.AVP)
    return factory


def show_the_clock(_factory: object, media: GstRtspServer.RTSPMedia, wanted: argparse.Namespace) -> None:
    source = media.get_element().get_by_name("pictures")
    width, height = map(int, wanted.size.split("x"))

    def push() -> bool:
        now = time.time_ns() // 1_000_000
        column = width // 16
        row = b"".join((b"\xeb" if now >> bit & 1 else b"\x10") * column for bit in range(15, -1, -1))
        picture = row * height + b"\x80" * (width * height // 2)
        return bool(source.emit("push-buffer", Gst.Buffer.new_wrapped(picture)) == Gst.FlowReturn.OK)

    GLib.timeout_add(1000 // wanted.rate, push)


def show_visits(_factory: object, media: GstRtspServer.RTSPMedia, wanted: argparse.Namespace) -> None:
    source = media.get_element().get_by_name("pictures")
    width, height = map(int, wanted.size.split("x"))
    with open(wanted.visits, "rb") as file:  # noqa: PTH123 - no argument is a Path here
        pictures = list(iter(lambda: file.read(width * height * 3 // 2), b""))
    sequence = itertools.cycle([0] * 6 * wanted.rate + list(range(1, len(pictures))))

    def push() -> bool:
        number = next(sequence)
        if number == 1:
            print(f"VISIT {time.time_ns() // 1_000_000}", flush=True)
        return bool(source.emit("push-buffer", Gst.Buffer.new_wrapped(pictures[number])) == Gst.FlowReturn.OK)

    GLib.timeout_add(1000 // wanted.rate, push)


def send_over_and_over(_factory: object, media: GstRtspServer.RTSPMedia, wanted: argparse.Namespace) -> None:
    source = media.get_element().get_by_name("pictures")
    pictures: list[bytes] = []
    with open(wanted.loop, "rb") as file:  # noqa: PTH123 - no argument is a Path here
        while length := file.read(4):
            pictures.append(file.read(int.from_bytes(length, "big")))
    sequence = itertools.cycle(range(len(pictures)))
    numbers = itertools.islice(sequence, wanted.begin, None)

    def push() -> bool:
        number = next(numbers)
        if number == 0:
            print(f"LOOP {time.time_ns() // 1_000_000}", flush=True)
        return bool(source.emit("push-buffer", Gst.Buffer.new_wrapped(pictures[number])) == Gst.FlowReturn.OK)

    GLib.timeout_add(1000 // wanted.rate, push)


def resize_now_and_then(_factory: object, media: GstRtspServer.RTSPMedia, wanted: argparse.Namespace) -> None:
    size = media.get_element().get_by_name("size")
    width, height = map(int, wanted.size.split("x"))
    halved = [False]

    def switch() -> bool:
        halved[0] = not halved[0]
        part = 2 if halved[0] else 1
        size.set_property("caps", Gst.Caps.from_string(f"video/x-raw,width={width // part},height={height // part}"))
        return True

    GLib.timeout_add(int(wanted.resize * 1000), switch)


def demand_password(
    server: GstRtspServer.RTSPServer, factory: GstRtspServer.RTSPMediaFactory, wanted: argparse.Namespace
) -> None:
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "viewer")
    auth = server.get_auth() or GstRtspServer.RTSPAuth()
    if wanted.auth == "basic":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(wanted.user, wanted.password), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(wanted.user, wanted.password, token)
    server.set_auth(auth)
    role = Gst.Structure.new_empty("viewer")
    permissions = GstRtspServer.RTSPPermissions()
    for right in ("media.factory.access", "media.factory.construct"):
        role.set_value(right, True)
        permissions.add_permission_for_role("viewer", right, True)
    factory.set_permissions(permissions)


def main() -> None:
    wanted = read_arguments()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(wanted.port)
    factory = make_factory(wanted)
    if wanted.certificate:
        auth = GstRtspServer.RTSPAuth()
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(wanted.certificate))
        server.set_auth(auth)
    if wanted.auth != "none":
        demand_password(server, factory, wanted)
    server.get_mount_points().add_factory("/cam", factory)
    if not server.attach(None):
        sys.exit(f"port {wanted.port} is taken")
    print("READY", flush=True)
    loop = GLib.MainLoop()
    GLib.unix_signal_add(GLib.PRIORITY_HIGH, signal.SIGTERM, loop.quit)
    loop.run()


main()
