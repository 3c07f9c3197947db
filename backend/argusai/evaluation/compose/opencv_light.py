"""What light does to a picture: clouds, exposure, night, infrared, headlights, lamps, shadows."""

import cv2
import numpy as np

from argusai.evaluation.compose.opencv_weather import Chance, Effect, Floats


def clouds(chance: Chance, depth: float) -> Effect:
    """The sun comes and goes within seconds. `depth`: how much light is lost at most, 0–1."""
    rates, phases = chance.uniform(0.25, 1.1, 3), chance.uniform(0, 6.28, 3)

    def pass_by(picture: Floats, seconds: float) -> Floats:
        wave = float(np.sin(rates * seconds + phases).sum())
        picture *= 1 - depth / (1 + np.exp(-2.5 * wave))
        return picture

    return pass_by


def exposure_steps(chance: Chance) -> Effect:
    """The camera chooses another exposure every few seconds, within three frames."""
    times = np.cumsum(chance.uniform(3, 7, 200))
    gains = chance.uniform(0.65, 1.35, 201)

    def step(picture: Floats, seconds: float) -> Floats:
        index = int(np.searchsorted(times, seconds))
        since = seconds - (times[index - 1] if index else -9)
        share = min(1.0, since / 0.3)
        gain = gains[index - 1] + (gains[index] - gains[index - 1]) * share if index else gains[0]
        picture *= gain
        return picture

    return step


def night(chance: Chance, gain: float, noise: float) -> Effect:
    """Hardly any light and colour, and a sensor that is turned up. `noise`: levels."""
    grain = _Grain(chance, noise)

    def darken(picture: Floats, seconds: float) -> Floats:
        grey = picture.mean(axis=2, keepdims=True)
        dim = (grey + (picture - grey) * 0.35) * gain + 6
        return grain.on(np.asarray(dim * (1.08, 1.0, 0.94), np.float32))

    return darken


def infrared(chance: Chance, gain: float, noise: float) -> Effect:
    """No colour; the camera's own lamp lights the middle."""
    grain = _Grain(chance, noise)

    def light(picture: Floats, seconds: float) -> Floats:
        height, width = picture.shape[:2]
        rows, columns = np.ogrid[0:height, 0:width]
        away = ((columns / width - 0.5) ** 2 * 2.4 + (rows / height - 0.55) ** 2 * 2.4).astype(np.float32)
        grey = picture @ np.array([0.25, 0.35, 0.4], np.float32)
        lit = 14 + grey * gain * np.exp(-1.9 * away)
        return grain.on(np.repeat(lit[..., None], 3, axis=2))

    return light


def infrared_switch(chance: Chance, times: tuple[float, ...]) -> Effect:
    """Day and infrared in turn, changing at `times`: dark for two frames, as the filter moves."""
    by_lamp = infrared(chance, 0.75, 3.0)

    def switch(picture: Floats, seconds: float) -> Floats:
        if any(0 <= seconds - time < 0.2 for time in times):
            picture *= 0.15
            return picture
        return by_lamp(picture, seconds) if sum(time <= seconds for time in times) % 2 else picture

    return switch


def headlights(chance: Chance, every: float) -> Effect:
    """Every so many seconds two cones of light sweep over the scene, in 2.5 seconds."""
    row, sense = chance.uniform(180, 330), 1 if chance.random() < 0.5 else -1
    slope = chance.uniform(-60, 60)

    def sweep(picture: Floats, seconds: float) -> Floats:
        share = (seconds % every - 1.5) / 2.5
        if not 0 <= share <= 1:
            return picture
        height, width = picture.shape[:2]
        across = share if sense > 0 else 1 - share
        rows, columns = np.ogrid[0:height, 0:width]
        for shift in (-45, 45):
            x, y = across * (width + 400) - 200 + shift, row + slope * share
            cone = np.exp(-(((columns - x) / 110) ** 2) - ((rows - y) / 75) ** 2).astype(np.float32)
            picture += cone[..., None] * (picture * 1.1 + 25)
        return picture

    return sweep


def lamp_flicker(chance: Chance, place: tuple[float, float], reach: float, depth: float) -> Effect:
    """A lamp at `place` lights its surroundings of `reach` pixels, and does so badly."""
    levels = chance.uniform(0, 1, 997) ** 2

    def flicker(picture: Floats, seconds: float) -> Floats:
        height, width = picture.shape[:2]
        rows, columns = np.ogrid[0:height, 0:width]
        near = np.exp(-((columns - place[0]) ** 2 + (rows - place[1]) ** 2) / reach**2).astype(np.float32)
        picture *= (1 + depth * (float(levels[round(seconds * 10) % 997]) - 0.5) * near)[..., None]
        return picture

    return flicker


def moving_shadows(chance: Chance, depth: float) -> Effect:
    """The sharp shadow of a tree sways over the ground, with holes of light in it."""
    coarse = chance.normal(0, 1, (14, 18)).astype(np.float32)
    large = np.asarray(cv2.resize(coarse, (900, 700), interpolation=cv2.INTER_CUBIC))
    fine = np.asarray(cv2.resize(chance.normal(0, 1, (90, 110)).astype(np.float32), (900, 700)))
    shade = (1 / (1 + np.exp(-7 * (large + 0.35 * fine - 0.4)))).astype(np.float32)
    phases = chance.uniform(0, 6.28, 3)

    def sway(picture: Floats, seconds: float) -> Floats:
        height, width = picture.shape[:2]
        across = 22 * np.sin(0.9 * seconds + phases[0]) + 6 * np.sin(3.1 * seconds + phases[1]) + 1.2 * seconds
        move = np.array([[1, 0.02 * np.sin(seconds + phases[2]), across % 100 - 110], [0, 1, -60]], np.float64)
        moved = np.asarray(cv2.warpAffine(shade, move, (width, height), borderMode=cv2.BORDER_REFLECT))
        picture *= (1 - depth * moved)[..., None]
        return picture

    return sway


class _Grain:
    """Noise of a sensor, drawn from a few fields that are shifted: as good to the eye, at a tenth of the price."""

    def __init__(self, chance: Chance, level: float) -> None:
        self._chance = chance
        self._fields = chance.normal(0, level, (3, 640, 832)).astype(np.float32)

    def on(self, picture: Floats) -> Floats:
        height, width = picture.shape[:2]
        field, down, across = (int(each) for each in self._chance.integers((0, 0, 0), (3, 640 - 576, 832 - 768)))
        picture += self._fields[field, down : down + height, across : across + width, None]
        return picture


def sensor(chance: Chance) -> Effect:
    """What is left of a sensor's noise by daylight; the last effect of every clip."""
    grain = _Grain(chance, 1.6)
    return lambda picture, seconds: grain.on(picture)
