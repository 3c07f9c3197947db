"""Dark and light by place and time, against published times of sunrise and sunset (N2)."""

from datetime import UTC, datetime, timedelta

import pytest

from argusai.pipeline.notifications.rules.sun import is_dark

pytestmark = pytest.mark.covers("N2")
TOLERANCE = timedelta(minutes=2)


@pytest.mark.parametrize(
    ("latitude", "longitude", "sunrise", "sunset"),
    [
        (52.52, 13.405, "2024-06-21T02:43", "2024-06-21T19:33"),  # Berlin, the longest day
        (51.478, 0.0, "2024-12-21T08:04", "2024-12-21T15:53"),  # Greenwich, the shortest
        (40.713, -74.006, "2024-03-20T10:59", "2024-03-20T23:08"),  # New York, day and night alike
        (-33.87, 151.21, "2024-06-20T21:00", "2024-06-21T06:54"),  # Sydney, where June is winter
        (0.0, 0.0, "2024-03-20T06:04", "2024-03-20T18:10"),  # on the equator
    ],
)
def test_sunrise_and_sunset(latitude: float, longitude: float, sunrise: str, sunset: str) -> None:
    rises, sets = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (sunrise, sunset))
    assert is_dark(rises - TOLERANCE, latitude, longitude)
    assert not is_dark(rises + TOLERANCE, latitude, longitude)
    assert not is_dark(sets - TOLERANCE, latitude, longitude)
    assert is_dark(sets + TOLERANCE, latitude, longitude)


@pytest.mark.parametrize(("day", "dark"), [("2024-06-21", False), ("2024-12-21", True)])
def test_polar_day_and_polar_night(day: str, dark: bool) -> None:
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    hours = [midnight + timedelta(hours=hour) for hour in range(24)]
    assert {is_dark(at, 69.65, 18.96) for at in hours} == {dark}  # Tromsø
    assert {is_dark(at, 90.0, 0.0) for at in hours} == {dark}
    assert {is_dark(at, -90.0, 0.0) for at in hours} == {not dark}
