"""Whether the sun is up, by the equations of NOAA's solar calculator (after Meeus). Pure. Right to about a minute
between the polar circles; beyond them too: the height of the sun is asked for and not the hour of its rising."""

from datetime import UTC, datetime
from math import asin, cos, degrees, pi, radians, sin, tan

# Refraction lifts the sun by 34 minutes of arc, and its upper edge stands 16 above its middle.
_HORIZON_DEGREES = -0.833
_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


def is_dark(at: datetime, latitude: float, longitude: float) -> bool:
    """Between sunset and sunrise. `at` aware; north and east are positive, in degrees."""
    return height_of_sun(at, latitude, longitude) < _HORIZON_DEGREES


def height_of_sun(at: datetime, latitude: float, longitude: float) -> float:
    """Of its middle above the horizon, in degrees, without refraction."""
    utc = at.astimezone(UTC)
    century = (utc - _J2000).total_seconds() / 86_400 / 36_525
    declination, equation_minutes = _declination(century), _equation_of_time(century)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0)
    true_solar_minutes = (utc - midnight).total_seconds() / 60 + equation_minutes + 4 * longitude
    hour_angle = radians(true_solar_minutes / 4 - 180)
    north = radians(latitude)
    height = sin(north) * sin(declination) + cos(north) * cos(declination) * cos(hour_angle)
    return degrees(asin(min(max(height, -1.0), 1.0)))


def _mean_longitude(century: float) -> float:
    return radians((280.46646 + century * (36_000.76983 + century * 0.0003032)) % 360)


def _mean_anomaly(century: float) -> float:
    return radians((357.52911 + century * (35_999.05029 - 0.0001537 * century)) % 360)


def _obliquity(century: float) -> float:
    seconds = 21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))
    mean = 23 + (26 + seconds / 60) / 60
    return radians(mean + 0.00256 * cos(_ascending_node(century)))


def _ascending_node(century: float) -> float:
    return radians((125.04 - 1934.136 * century) % 360)


def _declination(century: float) -> float:
    anomaly = _mean_anomaly(century)
    centre = (
        sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + sin(3 * anomaly) * 0.000289
    )
    apparent = _mean_longitude(century) + radians(centre - 0.00569 - 0.00478 * sin(_ascending_node(century)))
    return asin(sin(_obliquity(century)) * sin(apparent))


def _equation_of_time(century: float) -> float:
    """Minutes by which a sundial is ahead."""
    eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
    tilt = tan(_obliquity(century) / 2) ** 2
    longitude, anomaly = _mean_longitude(century), _mean_anomaly(century)
    minutes = (
        tilt * sin(2 * longitude)
        - 2 * eccentricity * sin(anomaly)
        + 4 * eccentricity * tilt * sin(anomaly) * cos(2 * longitude)
        - 0.5 * tilt**2 * sin(4 * longitude)
        - 1.25 * eccentricity**2 * sin(2 * anomaly)
    )
    return 4 * 180 / pi * minutes
