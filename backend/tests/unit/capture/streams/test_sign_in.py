"""Signing in at a camera's web server."""

import re

import pytest

from argusai.pipeline.capture.streams.web.sign_in import SignIn
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("C2")
# The published examples of RFC 7616, 3.9.1.
WORD = secret("Circle of Life")
REALM = 'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"'


def a_sign_in(*headers: str, password: str = WORD) -> SignIn:
    made = SignIn("Mufasa", password)
    assert made.asked(headers)
    return made


@pytest.mark.parametrize(
    ("algorithm", "nonce", "expected"),
    [
        ("MD5", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "8ca523f5e9506fed4657c9700eebdbec"),
        (
            "SHA-256",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        ),
    ],
)
def test_the_examples_of_the_standard(
    algorithm: str, nonce: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda size: nonce)
    header = a_sign_in(f"Digest {REALM}, algorithm={algorithm}").header("GET", "/dir/index.html")
    assert f'response="{expected}"' in header
    assert "nc=00000001" in header


def test_the_strongest_way_is_chosen_and_the_count_goes_on() -> None:
    made = a_sign_in('Basic realm="a, Digest b"', 'Digest realm="x", nonce="n", algorithm=AUTH-9', f"Digest {REALM}")
    assert made.header("GET", "/").startswith("Digest ")
    assert "nc=00000002" in made.header("GET", "/")


def test_one_header_may_hold_both() -> None:
    assert a_sign_in('Basic realm="x", Digest realm="y", nonce="n"').header("GET", "/").startswith("Digest ")


def test_an_old_digest_without_qop_is_answered() -> None:
    header = a_sign_in('Digest realm="y", nonce="n"').header("GET", "/")
    assert "qop" not in header
    assert re.search(r'response="[0-9a-f]{32}"', header)


def test_basic_takes_any_characters() -> None:
    assert a_sign_in('basic realm="x"', password="ü:@").header("GET", "/") == "Basic TXVmYXNhOsO8OkA="


def test_a_second_refusal_is_one_and_a_nonce_that_grew_old_is_none() -> None:
    made = a_sign_in('Digest realm="y", nonce="1"')
    made.header("GET", "/")
    assert not made.asked(['Digest realm="y", nonce="2"'])
    assert made.asked(['Digest realm="y", nonce="2", stale=true'])
    for _ in range(3):
        made.header("GET", "/")
    assert made.asked(['Digest realm="y", nonce="3"'])  # it worked before, so the nonce is what is wrong


def test_nothing_to_answer_with_or_to() -> None:
    assert not SignIn("", "").asked(['Basic realm="x"'])
    assert not SignIn("a", "b").asked([])
    assert not SignIn("a", "b").asked(["Negotiate"])
    assert SignIn("a", "b").header("GET", "/") == ""
    assert WORD not in repr(SignIn("a", WORD))
