"""F14, F32: the small rules behind the guard and the throttle."""

import pytest

from argusai.accounts.first_run_code import is_code, make_code
from argusai.accounts.origins import is_at_home
from argusai.accounts.public_paths import is_open_route, is_page, plain_path
from argusai.accounts.throttle import address_subject, block_seconds
from argusai.kit.errors import BadInput
from argusai.kit.person_names import look_alike, name_key, tidy_name

pytestmark = pytest.mark.covers("F14", "F32")


@pytest.mark.parametrize(
    "path",
    ["/", "/events", "/events/0192-x", "/cameras/", "/assets/index-DkX9.js", "/favicon.svg", "/manifest.webmanifest"],
)
def test_pages(path: str) -> None:
    assert is_page("GET", path)
    assert is_page("HEAD", path)
    assert not is_page("POST", path)


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/API",
        "//events",
        "/x//y",
        "/./x",
        "/../x",
        "/x%2fy",
        "/%2561pi",
        "/x\\y",
        "/x\ny",
        "/docs",
        "",
    ],
)
def test_what_is_no_page(path: str) -> None:
    assert not is_page("GET", path)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("/..%252f..%252fapi", "/api"), ("", "/"), ("/a/b/../../../c", "/c"), ("/a/%2e%2e/b", "/b"), ("a", "/a")],
)
def test_tricks_are_undone(written: str, plain: str) -> None:
    assert plain_path(written) == plain


def test_the_list_of_open_routes_is_this_and_no_more() -> None:
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    paths = ["/health", "/api/v1/session", "/api/v1/first-run", "/api/v1/session/password", "/api/v1/cameras", "/"]
    paths += ["/api/v1/encryption", "/api/v1/encryption/argusai-authority.crt", "/api/v1/encryption/authority.key"]
    found = {(method, path) for method in methods for path in paths if is_open_route(method, path)}
    read = {path for method, path in found if method == "GET"}
    assert {path for method, path in found if method == "HEAD"} == read
    assert {each for each in found if each[0] != "HEAD"} == {
        ("GET", "/health"),
        ("GET", "/api/v1/session"),
        ("POST", "/api/v1/session"),
        ("POST", "/api/v1/first-run"),
        ("GET", "/api/v1/encryption"),
        ("GET", "/api/v1/encryption/argusai-authority.crt"),
    }


@pytest.mark.parametrize(
    ("host", "client", "home"),
    [
        (b"localhost", ("127.0.0.1", 1), True),
        (b"127.3.2.1:80", ("127.0.0.1", 1), True),
        (b"[::1]", ("::1", 1), True),
        (b"localhost.evil.example", ("127.0.0.1", 1), False),
        (b"127.0.0.1.evil.example:80", ("127.0.0.1", 1), False),
        (b"", ("127.0.0.1", 1), False),
        (b"localhost", ("10.0.0.1", 1), False),
        (b"localhost", None, False),
    ],
)
def test_who_is_at_home(host: bytes, client: tuple[str, int] | None, home: bool) -> None:
    assert is_at_home({"headers": [(b"host", host)], "client": client}) is home


def test_two_host_headers_are_nobodys_home() -> None:
    headers = [(b"host", b"localhost"), (b"host", b"evil.example")]
    assert not is_at_home({"headers": headers, "client": ("127.0.0.1", 1)})


@pytest.mark.parametrize("name", [b"X-Forwarded-For", b"Forwarded", b"Via", b"x-real-ip"])
def test_who_comes_through_a_proxy_is_not_at_home_although_it_asks_for_our_name(name: bytes) -> None:
    headers = [(b"host", b"127.0.0.1:8000"), (name, b"127.0.0.1")]
    assert not is_at_home({"headers": headers, "client": ("127.0.0.1", 1)})


def test_nginx_as_it_comes_is_not_at_home() -> None:
    asked = {"headers": [(b"host", b"127.0.0.1:8000")], "client": ("127.0.0.1", 1)}
    assert is_at_home(asked | {"http_version": "1.1"})
    assert not is_at_home(asked | {"http_version": "1.0"})


def test_blocks_grow_from_the_fifth_failure_and_are_bounded() -> None:
    assert [block_seconds(failures) for failures in (0, 4, 5, 6, 7, 9, 10, 10**9)] == [0, 0, 30, 60, 120, 480, 900, 900]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::1", True),
        ("", "testclient", True),
    ],
)
def test_addresses_that_one_caller_owns_count_as_one(one: str, other: str, same: bool) -> None:
    assert (address_subject(one) == address_subject(other)) is same


def test_codes_differ_and_are_compared_as_people_type_them() -> None:
    codes = {make_code() for _ in range(50)}
    assert len(codes) == 50
    code = codes.pop()
    assert is_code(f" {code.lower().replace('-', '')} ", code)
    assert not is_code("", code)
    assert not is_code(code[:-1], code)
    assert not is_code("ÄÖÜ-ß", code)


@pytest.mark.parametrize(
    "name", ["", "  ", "a\x00b", "\u202eanna", "\ufeff", "\u3164", "\u2800", "An\u034fna", "Anna\ufe0f"]
)
def test_names_that_cannot_be_seen_are_refused(name: str) -> None:
    with pytest.raises(BadInput):
        tidy_name(name)


def test_one_person_has_one_key() -> None:
    assert len({name_key(name) for name in ("Zoë", "ZOË", "Zoe\u0308", " zoë ", "Ｚoë")}) == 1
    assert name_key("Straße") == name_key("STRASSE")
    assert tidy_name(" Anna   Maria ") == "Anna Maria"
    assert tidy_name("Anna \u2764\ufe0f") == "Anna \u2764\ufe0f"


@pytest.mark.covers("N1")
@pytest.mark.parametrize("name", ["\u0410nna", "Ann\u0430", "\u0391nna", "Dr \u041enna"])
def test_a_word_in_two_alphabets_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        tidy_name(name)


@pytest.mark.covers("N1")
def test_names_that_look_alike_are_found_and_others_are_not() -> None:
    alike = [
        ("\u0421\u043e\u0440\u0430", "Copa"),
        ("PauI", "Paul"),
        ("Zoe", "Zo\u00eb"),
        ("B0b", "Bob"),
        ("Arnie", "Amie"),
    ]
    for name, other in alike:
        assert look_alike(name, other), name
    apart = [("Anna", "Hanna"), ("Jan", "Jana"), ("\u041e\u043b\u044c\u0433\u0430", "Olga"), ("Ada", "Ida")]
    for name, other in apart:
        assert not look_alike(name, other), name
    for name in (
        "\u0410\u043d\u043d\u0430",
        "\u0391\u03bd\u03bd\u03b1",
        "Anna \u0410\u043d\u043d\u0430",
        "\u5c71\u7530 Taro",
        "M\u00fcller2",
    ):
        assert tidy_name(name)
