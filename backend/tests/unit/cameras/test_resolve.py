import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.credentials import LOST, NONE, Credentials
from argusai.pipeline.capture.cameras.resolve import Stored, resolve
from tests.support.cameras import rtsp

KEPT = Credentials("admin", "kept-word")
URL = "rtsp://10.0.0.5/s"


def stored(credentials: Credentials = KEPT, url: str = URL) -> Stored:
    return Stored({"kind": "rtsp", "url": url}, credentials)


@pytest.mark.covers("F8")
@pytest.mark.parametrize(
    ("url", "username"),
    [(URL, None), (URL, "admin"), ("RTSP://10.0.0.5:554/other", None), ("rtsp://admin@10.0.0.5/", None)],
)
def test_the_stored_password_stays_for_its_server_and_account(url: str, username: str | None) -> None:
    assert resolve(rtsp(url, username), stored()).credentials == KEPT


@pytest.mark.covers("F8", "F32")
@pytest.mark.parametrize(
    ("url", "username"),
    [
        ("rtsp://10.0.0.6/s", None),
        ("rtsp://10.0.0.6/s", "admin"),
        ("rtsp://10.0.0.5:8554/s", "admin"),
        ("rtsp://admin@10.0.0.6/s", None),
        (URL, "root"),
        ("rtsp://root@10.0.0.5/s", None),
    ],
)
def test_the_stored_password_goes_to_no_other_server_or_account(url: str, username: str | None) -> None:
    with pytest.raises(BadInput) as refused:
        resolve(rtsp(url, username), stored())
    assert refused.value.slug == "password-needed"
    assert "kept-word" not in refused.value.detail


@pytest.mark.covers("F8")
def test_an_empty_user_name_takes_the_credentials_away() -> None:
    assert resolve(rtsp(URL, ""), stored()).credentials == NONE


@pytest.mark.covers("F8")
def test_a_typed_password_keeps_the_user_name_of_the_same_server() -> None:
    assert resolve(rtsp(URL, None, "new-word"), stored()).credentials == Credentials("admin", "new-word")
    assert resolve(rtsp("rtsp://10.0.0.6/", None, "new-word"), stored()).credentials == Credentials("", "new-word")


@pytest.mark.covers("F8")
def test_fields_win_over_the_url_unless_they_are_empty() -> None:
    url = "rtsp://inside:in-word@10.0.0.5/s"
    assert resolve(rtsp(url, "field", "field-word")).credentials == Credentials("field", "field-word")
    assert resolve(rtsp(url, "", "")).credentials == Credentials("inside", "in-word")


@pytest.mark.covers("F4", "F8")
def test_a_password_that_cannot_be_read_any_more_is_asked_for() -> None:
    with pytest.raises(BadInput) as refused:
        resolve(rtsp(URL), stored(LOST))
    assert refused.value.slug == "password-needed"
    assert resolve(rtsp(URL, "admin", "new-word"), stored(LOST)).credentials == Credentials("admin", "new-word")


@pytest.mark.covers("F8")
def test_a_camera_without_credentials_needs_none_when_it_moves() -> None:
    assert resolve(rtsp("rtsp://10.0.0.6/s"), stored(NONE)).credentials == NONE
    assert resolve(rtsp("rtsp://10.0.0.6/s", "admin"), stored(NONE)).credentials == Credentials("admin", "")


@pytest.mark.covers("F31")
def test_control_characters_in_credentials_are_refused() -> None:
    with pytest.raises(BadInput) as refused:
        resolve(rtsp(URL, "admin").model_copy(update={"password": "a\r\nb"}))  # past the form, which refuses it too
    assert (refused.value.slug, list(refused.value.fields)) == ("bad-characters", ["source.password"])


@pytest.mark.covers("F32")
def test_passwords_do_not_show_when_printed() -> None:
    resolved = resolve(rtsp(URL, "admin", "kept-word"))
    assert "kept-word" not in f"{resolved!r} {resolved.credentials!r} {stored()!r} {resolved.column}"
