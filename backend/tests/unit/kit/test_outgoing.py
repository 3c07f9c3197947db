"""Requests to addresses that people gave: where they may go, and that nothing hangs or floods (N10, N20)."""

from collections.abc import Awaitable, Callable, Iterator, Sequence

import pytest

from argusai.kit.outgoing import OutgoingFailed, Reach, Request, merged_headers, pin, read_address, send
from tests.support.receiver import Receiver, receiver
from tests.support.rtsp import free_port

pytestmark = pytest.mark.covers("N10")
HERE = Reach(private=True, loopback=True)
OUTSIDE = Reach()


def _finds(*addresses: str) -> Callable[[str, int], Awaitable[Sequence[str]]]:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


async def _finds_nothing(host: str, port: int) -> Sequence[str]:
    raise OSError("unknown")


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as state:
        yield state


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://anna:word@example.org/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org/\r\nx: y",
        "http://[::1/",
        "http://example.org/ü",
        "http://" + "a" * 2000,
        "http://" + "ü" * 80 + ".org/",
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(OutgoingFailed) as refused:
        read_address(url)
    assert refused.value.slug == "bad-address"


def test_an_address_is_taken_apart() -> None:
    address = read_address("https://[2001:db8::1]:8443/a?b=c#d")
    assert (address.host_header, address.target, address.tls) == ("[2001:db8::1]:8443", "/a?b=c", True)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f000001",
        "2130706433",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "169.254.169.254",
        "fe80::1",
        "10.0.0.1",
        "192.168.1.5",
        "100.100.100.200",
        "0.0.0.0",  # noqa: S104 - it must be refused
        "localhost",
        "metadata.google.internal",
    ],
)
async def test_no_request_goes_inside(host: str) -> None:
    with pytest.raises(OutgoingFailed) as refused:
        await pin(host, 80, OUTSIDE, _finds("93.184.215.14"))
    assert refused.value.slug == "refused-address"


@pytest.mark.parametrize("found", ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3", "169.254.169.254", "fd00:ec2::254"])
async def test_a_name_that_leads_inside_is_refused(found: str) -> None:
    with pytest.raises(OutgoingFailed) as refused:
        await pin("hook.example.org", 80, OUTSIDE, _finds(found))
    assert refused.value.slug == "refused-address"


async def test_of_several_addresses_only_those_outside_are_used() -> None:
    mixed = _finds("127.0.0.1", "93.184.215.14", "10.0.0.1")
    assert await pin("hook.example.org", 80, OUTSIDE, mixed) == ("93.184.215.14",)


async def test_metadata_and_link_local_stay_shut_whatever_is_allowed() -> None:
    for host in ("169.254.169.254", "fe80::1", "metadata"):
        with pytest.raises(OutgoingFailed):
            await pin(host, 80, HERE)


async def test_a_name_that_nobody_knows_is_said() -> None:
    with pytest.raises(OutgoingFailed, match=r"no host named nowhere\.example"):
        await pin("nowhere.example", 80, OUTSIDE, _finds_nothing)


async def test_a_name_is_looked_up_once_and_the_connection_goes_there(there: Receiver) -> None:
    asked: list[str] = []

    async def rebinds(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    answer = await send(Request(f"http://hook.example.org:{there.port}/x", body=b"hi"), HERE, resolve=rebinds)
    assert (answer.status, asked) == (200, ["hook.example.org"])
    assert there.got[0].headers["host"] == f"hook.example.org:{there.port}"


async def test_a_request_arrives_as_it_was_meant(there: Receiver) -> None:
    headers = {"x-a": "1", "host": "elsewhere", "content-length": "900", "transfer-encoding": "chunked"}
    await send(Request(there.url, headers=headers, body=b"words"), HERE)
    got = there.got[0]
    assert (got.path, got.body, got.headers["x-a"]) == ("/hook", b"words", "1")
    assert (got.headers["host"], "transfer-encoding" in got.headers) == (f"127.0.0.1:{there.port}", False)


@pytest.mark.covers("N20")
async def test_a_redirect_is_not_followed(there: Receiver) -> None:
    there.status, there.headers = 301, {"location": "http://169.254.169.254/"}
    assert (await send(Request(there.url), HERE)).status == 301
    assert len(there.got) == 1


@pytest.mark.covers("N20")
async def test_a_hundred_megabytes_are_cut(there: Receiver) -> None:
    there.body_bytes = 100_000_000
    answer = await send(Request(there.url, most_bytes=1000), HERE)
    assert (len(answer.body), answer.cut) == (1000, True)


@pytest.mark.covers("N20")
async def test_who_hangs_is_given_up_and_may_have_it(there: Receiver) -> None:
    there.hangs_seconds = 30
    with pytest.raises(OutgoingFailed, match=r"within 0\.2 seconds") as late:
        await send(Request(there.url, seconds=0.2), HERE)
    assert (late.value.slug, late.value.perhaps_received) == ("timeout", True)


@pytest.mark.covers("N20")
async def test_who_drips_is_given_up(there: Receiver) -> None:
    there.body_bytes, there.piece_bytes, there.piece_seconds = 1000, 1, 0.02
    with pytest.raises(OutgoingFailed) as late:
        await send(Request(there.url, seconds=0.3), HERE)
    assert late.value.slug == "timeout"


async def test_who_breaks_off_may_have_it(there: Receiver) -> None:
    there.breaks_off = True
    with pytest.raises(OutgoingFailed) as broken:
        await send(Request(there.url), HERE)
    assert (broken.value.slug, broken.value.perhaps_received) == ("no-answer", True)


async def test_who_is_not_there_has_not_got_it() -> None:
    with pytest.raises(OutgoingFailed) as absent:
        await send(Request(f"http://127.0.0.1:{free_port()}/"), HERE)
    assert (absent.value.slug, absent.value.perhaps_received) == ("no-connection", False)


async def test_who_speaks_no_tls_is_told_apart(there: Receiver) -> None:
    with pytest.raises(OutgoingFailed) as plain:
        await send(Request(f"https://127.0.0.1:{there.port}/", seconds=60), HERE)
    assert (plain.value.slug, there.got) == ("certificate", [])


async def test_a_header_that_would_split_the_request_is_refused(there: Receiver) -> None:
    with pytest.raises(OutgoingFailed) as refused:
        await send(Request(there.url, headers={"x": "a\r\nb: c"}), HERE)
    assert (refused.value.slug, refused.value.perhaps_received, there.got) == ("bad-address", False, [])


def test_headers_are_merged_whatever_their_case() -> None:
    merged = merged_headers({"content-type": "a", "X-One": "1"}, {"Content-Type": "b"}, {"x-one": "2"})
    assert merged == {"Content-Type": "b", "x-one": "2"}
