"""What may be chosen about motion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MotionSettings:
    """Levels are steps of luma, 0–255.

    `least_levels`, `most_levels`: bounds of what a cell must differ by; between them `deviations` times the cell's own
    usual deviation decides. `least_cells`: of a region. `global_share`: when more of the picture changed, it was
    the light. `warm_up_frames`: seen before anything is reported. `forget_seconds`: how fast the background follows
    slow change; `absorb_seconds`: how fast it takes in what stands still before it.
    """

    least_levels: float = 9.0
    most_levels: float = 28.0
    deviations: float = 4.0
    least_cells: int = 5
    global_share: float = 0.5
    warm_up_frames: int = 3
    forget_seconds: float = 6.0
    absorb_seconds: float = 45.0
