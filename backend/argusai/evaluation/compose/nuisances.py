"""What makes a picture change though nobody is there. Each comes alone, and with somebody walking through it."""

from argusai.evaluation.compose import opencv_lens, opencv_light, opencv_weather
from argusai.evaluation.compose.actors import Still, height_at
from argusai.evaluation.compose.opencv_things import poster
from argusai.evaluation.compose.shot import SPOTS, VAN_SCALE, WALKERS, Footage, Recipe, Shot


def night(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_light.night(shot.chance, 0.26 if shot.half == "tune" else 0.22, 6.0))


def infrared(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_light.infrared(shot.chance, 0.6 if shot.half == "tune" else 0.5, 5.0))


def infrared_switch(footage: Footage, shot: Shot) -> None:
    times = (6.0, 15.0) if shot.half == "tune" else (8.5, 17.5)
    shot.effects.append(opencv_light.infrared_switch(shot.chance, times))


def clouds(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_light.clouds(shot.chance, 0.45))


def exposure(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_light.exposure_steps(shot.chance))


def headlights(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_light.headlights(shot.chance, 6.0))
    shot.effects.append(opencv_light.night(shot.chance, 0.28, 5.0))


def rain(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_weather.rain(shot.chance, 1.0))


def snow(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_weather.snow(shot.chance, 1.0))


def wind(footage: Footage, shot: Shot) -> None:
    places = (((20, 250), (170, 150)), ((620, 400), (148, 176)))
    for place, size in places if shot.half == "tune" else (((560, 60), (180, 160)), ((40, 380), (220, 190))):
        shot.effects.append(opencv_weather.foliage(shot.chance, place, size))


def insects(footage: Footage, shot: Shot) -> None:
    dark = shot.chance.random() < 0.5
    shot.effects.append(opencv_weather.insects(shot.chance, bright=dark))
    if dark:
        infrared(footage, shot)
        shot.effects.reverse()


def shadows(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_light.moving_shadows(shot.chance, 0.55))


def flicker(footage: Footage, shot: Shot) -> None:
    place = (430.0, 200.0) if shot.half == "tune" else (620.0, 320.0)
    shot.effects.append(opencv_light.lamp_flicker(shot.chance, place, 170, 0.8))


def pulsing(footage: Footage, shot: Shot) -> None:
    shot.bit_rate = 160_000 if shot.half == "tune" else 120_000
    shot.effects.append(opencv_light.night(shot.chance, 0.6, 4.0))


def clock(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_lens.clock(shot.chance))


def shake(footage: Footage, shot: Shot) -> None:
    shot.effects.append(opencv_lens.shake(shot.chance, 4.0))


def parked(footage: Footage, shot: Shot) -> None:
    spot = SPOTS[shot.half][0]
    shot.actors.append(Still(footage.van()[0], spot, VAN_SCALE * height_at(spot[1])))


def parked_clouds(footage: Footage, shot: Shot) -> None:
    parked(footage, shot)
    clouds(footage, shot)


def parked_rain(footage: Footage, shot: Shot) -> None:
    parked(footage, shot)
    rain(footage, shot)


def picture_of_person(footage: Footage, shot: Shot) -> None:
    """A poster in one half, a statue in the other; a bad lamp beside it."""
    spot = SPOTS[shot.half][1]
    person = footage.person(WALKERS[shot.half][3])[5]
    height = height_at(spot[1])
    shown = poster(person) if shot.half == "tune" else person
    shot.actors.append(Still(shown, spot, height * shown.height / person.height))
    shot.effects.append(opencv_light.lamp_flicker(shot.chance, (spot[0], spot[1] - height / 2), 120, 0.9))


NUISANCES: dict[str, Recipe] = {
    "night": night,
    "infrared": infrared,
    "infrared-switch": infrared_switch,
    "clouds": clouds,
    "exposure": exposure,
    "headlights": headlights,
    "rain": rain,
    "snow": snow,
    "wind": wind,
    "insects": insects,
    "shadows": shadows,
    "flicker": flicker,
    "pulsing": pulsing,
    "clock": clock,
    "shake": shake,
    "parked-clouds": parked_clouds,
    "parked-rain": parked_rain,
    "picture": picture_of_person,
}
