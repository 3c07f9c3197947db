"""F15: what is wrong, in sentences that say what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from argusai.system.ports import CameraState, CapturePart, Certificate, Condition, Model
from argusai.system.troubles import Facts, find_troubles

pytestmark = pytest.mark.covers("F15")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
GB = 1024**3


def _camera(name: str, condition: Condition, seconds: float, reason: str = "") -> CameraState:
    return CameraState(uuid4(), name, condition, NOW - timedelta(seconds=seconds), reason)


def _facts(
    *cameras: CameraState, free: int = 200 * GB, total: int = 500 * GB, capture: tuple[CapturePart, ...] = ()
) -> Facts:
    return Facts(NOW, free, total, cameras, capture, (Model("nanodet", "recognises people", installed=True),))


def _slugs(facts: Facts) -> list[str]:
    return [trouble.slug for trouble in find_troubles(facts)]


def test_nothing_is_wrong_when_all_is_well() -> None:
    parts = (CapturePart(running=True, restarts=3, cameras=1),)
    assert _slugs(_facts(_camera("Yard", "connected", 999), _camera("Attic", "paused", 999), capture=parts)) == []


@pytest.mark.parametrize(
    ("free", "total", "slug"),
    [
        (200 * 1024**2, 500 * GB, "disk-full"),
        (4 * GB, 500 * GB, "disk-nearly-full"),
        (6 * GB, 500 * GB, None),
        (4 * GB, 16 * GB, None),
    ],
    ids=["full", "nearly full", "enough", "a small disk"],
)
def test_the_disk(free: int, total: int, slug: str | None) -> None:
    assert _slugs(_facts(free=free, total=total)) == ([slug] if slug else [])


@pytest.mark.parametrize("condition", ["down", "connecting"])
def test_a_camera_is_in_trouble_after_a_minute(condition: Condition) -> None:
    assert _slugs(_facts(_camera("Yard", condition, 60))) == []
    assert _slugs(_facts(_camera("Yard", condition, 61))) == ["camera-down"]


def test_the_reason_is_told_with_the_name() -> None:
    yard = _camera("Yard", "down", 90, "It refuses the password.")
    (trouble,) = find_troubles(_facts(yard))
    assert trouble.sentence == "Yard is not connected. It refuses the password."
    assert (trouble.severity, trouble.link) == ("error", f"/cameras/{yard.id}")


def test_cameras_are_in_the_order_of_their_names() -> None:
    facts = _facts(_camera("Yard", "down", 90), _camera("Door", "down", 90))
    assert [trouble.sentence.split()[0] for trouble in find_troubles(facts)] == ["Door", "Yard"]


@pytest.mark.parametrize(("cameras", "words"), [(1, "One camera is"), (3, "3 cameras are")])
def test_a_capture_process_that_starts_again(cameras: int, words: str) -> None:
    (trouble,) = find_troubles(_facts(capture=(CapturePart(running=False, restarts=1, cameras=cameras),)))
    assert trouble.slug == "capture-restarting"
    assert words in trouble.sentence


def test_a_camera_that_is_shown_but_not_watched_says_why() -> None:
    yard, door = _camera("Yard", "connected", 5), _camera("Door", "connected", 5)
    blind = replace(yard, blind="The object detector fails.")
    (trouble,) = find_troubles(_facts(blind, door))
    assert (trouble.slug, trouble.severity, trouble.link) == ("camera-not-watched", "error", f"/cameras/{yard.id}")
    assert trouble.sentence == "Yard is shown, but not watched: The object detector fails."
    assert _slugs(_facts(replace(blind, condition="down", since=NOW))) == []
    missing = Model("nanodet", "recognises people", installed=False)
    assert _slugs(replace(_facts(blind, door), models=(missing,))) == ["models-missing"]


def test_a_missing_model_names_the_command() -> None:
    facts = Facts(NOW, 200 * GB, 500 * GB, (), (), (Model("nanodet", "recognises people", installed=False),))
    (trouble,) = find_troubles(facts)
    assert trouble.slug == "models-missing"
    assert "argusai models install" in trouble.sentence


def test_a_missing_second_model_is_only_a_warning() -> None:
    second = Model("ssd-mobilenet", "gives a second opinion", installed=False, needed=False)
    (trouble,) = find_troubles(Facts(NOW, 200 * GB, 500 * GB, (), (), (second,)))
    assert (trouble.slug, trouble.severity) == ("model-missing", "warning")
    assert "argusai models install" in trouble.sentence


def test_errors_come_before_warnings() -> None:
    facts = _facts(_camera("Yard", "down", 90), free=4 * GB)
    assert [trouble.severity for trouble in find_troubles(facts)] == ["error", "warning"]


@pytest.mark.covers("N8")
@pytest.mark.parametrize(("days", "said"), [(15, None), (14, "ends on 2026-01-15"), (-1, "ended on 2025-12-31")])
def test_the_end_of_the_certificate_is_told_before(days: int, said: str | None) -> None:
    certificate = Certificate(NOW + timedelta(days=days), None)
    found = find_troubles(replace(_facts(), certificate=certificate))
    assert [trouble.slug for trouble in found] == (["certificate-ends"] if said else [])
    assert said is None or said in found[0].sentence


@pytest.mark.covers("N8", "N13")
@pytest.mark.parametrize(("hours", "said"), [(23, []), (25, ["certificate-not-renewed"])])
def test_a_certificate_that_should_have_renewed_itself_is_told(hours: int, said: list[str]) -> None:
    due = NOW - timedelta(hours=hours)
    found = find_troubles(replace(_facts(), certificate=Certificate(due + timedelta(days=30), due)))
    assert [trouble.slug for trouble in found] == said
