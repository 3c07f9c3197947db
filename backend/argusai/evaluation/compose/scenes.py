"""Clips that show a scene: somebody comes, goes, stands, leaves a parcel, parks."""

from argusai.evaluation.compose import opencv_lens
from argusai.evaluation.compose.actors import WALKING, Leg, Point, Still, Walker, height_at, stand, walk
from argusai.evaluation.compose.nuisances import parked
from argusai.evaluation.compose.opencv_things import parcel
from argusai.evaluation.compose.shot import SPOTS, STANDING, VAN_SCALE, WALKERS, WAYS, Footage, Parcel, Recipe, Shot

_STANDING_SECONDS = 60.0
_DRIVING = 0.8  # heights of a person a second: 1.4 m/s, as one comes to a stop or starts


def empty(footage: Footage, shot: Shot) -> None:
    """Nothing but the sensor's noise."""


def single(footage: Footage, shot: Shot) -> None:
    shot.actors.append(footage.walker(shot, 4.0, 0))


def second(footage: Footage, shot: Shot) -> None:
    shot.actors.append(footage.walker(shot, 4.0, 2))


def crossing(footage: Footage, shot: Shot) -> None:
    """Two meet on the same way and hide each other."""
    one, other = WALKERS[shot.half][0], WALKERS[shot.half][2]
    way = WAYS[shot.half][0]
    back = tuple((x, y + 9) for x, y in reversed(way))
    shot.actors += [Walker(footage.legs(one, way), 3.0), Walker(footage.legs(other, back), 3.6)]


def two_at_once(footage: Footage, shot: Shot) -> None:
    for index, begin in ((1, 3.0), (3, 4.5)):
        shot.actors.append(footage.walker(shot, begin, index))


def loitering(footage: Footage, shot: Shot) -> None:
    """Somebody comes, stands for a minute and goes."""
    walking, standing = STANDING[shot.half]
    spot, way = SPOTS[shot.half][0], WAYS[shot.half][0]
    coming, going = footage.legs(walking, (way[0], spot)), footage.legs(walking, (spot, way[-1]))
    waiting = stand(footage.person(standing), spot, _STANDING_SECONDS)
    shot.actors.append(Walker([*coming, waiting, *going], 3.0))
    shot.seconds = 6.0 + sum(leg.seconds for leg in (*coming, waiting, *going))


def far(footage: Footage, shot: Shot) -> None:
    """40 pixels tall."""
    way = ((-30, 190), (800, 172)) if shot.half == "tune" else ((800, 178), (-30, 196))
    name = WALKERS[shot.half][1]
    scale = 40 / height_at(182)
    shot.actors.append(Walker(footage.legs(name, way, WALKING * scale), 3.0, scale))
    shot.seconds = 32.0


def fast(footage: Footage, shot: Shot) -> None:
    """At a run."""
    shot.actors.append(footage.walker(shot, 5.0, 1, 2.4))
    shot.seconds = 16.0


def passer_by(footage: Footage, shot: Shot) -> None:
    """A parked van is hidden for a moment by somebody who walks past in front."""
    parked(footage, shot)
    spot = SPOTS[shot.half][0]
    way = ((810, spot[1] + 25), (-40, spot[1] + 25))
    shot.actors.append(Walker(footage.legs(WALKERS[shot.half][1], way), 4.0))


def arrives(footage: Footage, shot: Shot) -> None:
    spot = SPOTS[shot.half][0]
    coming = _driven(footage, ((980, 560), spot))
    end = 5.0 + sum(leg.seconds for leg in coming)
    parked_now = stand(footage.van(), spot, 60.0)
    shot.actors.append(Walker([*coming, parked_now], 5.0, VAN_SCALE, ("car", 0.0, end)))


def leaves(footage: Footage, shot: Shot) -> None:
    spot = SPOTS[shot.half][0]
    going = _driven(footage, (spot, (960, 330)))
    shot.actors.append(Walker([stand(footage.van(), spot, 10.0), *going], 0.0, VAN_SCALE, ("car", 10.0, shot.seconds)))


def _driven(footage: Footage, way: tuple[Point, ...]) -> list[Leg]:
    return walk(footage.van(), 0, way, _DRIVING)


def parcel_left_and_taken(footage: Footage, shot: Shot) -> None:
    """One puts a parcel down and goes; another comes and takes it."""
    spot = SPOTS[shot.half][2]
    left_at = _fetches(footage, shot, WALKERS[shot.half][0], 3.0)
    taken_at = _fetches(footage, shot, WALKERS[shot.half][2], left_at + 22.0)
    thing, height = parcel(shot.chance), 0.27 * height_at(spot[1])
    place = (spot[0] + 24, spot[1] + 3)
    shot.actors.append(Still(thing, place, height, left_at, taken_at))
    wide = height * thing.cover.shape[1] / thing.height
    box = (place[0] - wide / 2, place[1] - height, place[0] + wide / 2, place[1])
    shot.parcels.append(Parcel(round(left_at, 1), round(taken_at, 1), box))
    shot.seconds = taken_at + 16.0


def _fetches(footage: Footage, shot: Shot, name: str, begin: float) -> float:
    """Somebody walks to the spot, stops for two seconds and goes back: when in the middle of those."""
    spot, way = SPOTS[shot.half][2], WAYS[shot.half][1]
    coming, going = footage.legs(name, (way[0], spot)), footage.legs(name, (spot, way[-1]))
    bending = stand(footage.person(STANDING[shot.half][1]), spot, 2.0)
    shot.actors.append(Walker([*coming, bending, *going], begin))
    return begin + sum(leg.seconds for leg in coming) + 1.0


def portrait(footage: Footage, shot: Shot) -> None:
    shot.view = opencv_lens.PORTRAIT
    single(footage, shot)


def one_a_second(footage: Footage, shot: Shot) -> None:
    shot.rate = 1
    single(footage, shot)


def small(footage: Footage, shot: Shot) -> None:
    shot.view = opencv_lens.SMALL
    second(footage, shot)


SCENES: dict[str, Recipe] = {
    "empty": empty,
    "single": single,
    "second": second,
    "crossing": crossing,
    "two-at-once": two_at_once,
    "loitering": loitering,
    "far": far,
    "fast": fast,
    "passer-by": passer_by,
    "vehicle-arrives": arrives,
    "vehicle-leaves": leaves,
    "parcel": parcel_left_and_taken,
    "portrait": portrait,
    "one-a-second": one_a_second,
    "small": small,
}
