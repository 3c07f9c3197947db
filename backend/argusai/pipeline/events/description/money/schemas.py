"""What the route of costs gives. All money in dollars."""

from pydantic import BaseModel


class CostOut(BaseModel):
    """`name`: a day, a camera or a describer; `model`: only of the last. `unsure`: the part of `cost` that may not have
    been spent, because an answer never came. `unpriced`: calls of models whose price is not known; they count
    like those of a dear model, `assumed` together, which is a part of `cost`. `reused`: events that took over
    words for another that looked the same; `saved`: what asking for them would have cost, not in `cost`."""

    name: str
    model: str | None
    calls: int
    failed: int
    unpriced: int
    assumed: float
    cost: float
    unsure: float
    input_tokens: int
    output_tokens: int
    reused: int
    saved: float


class CostsOut(BaseModel):
    """`items`: from the day `since` to the day `until`, both included. `today`, `month`: all that counts against the
    caps now. `unpriced`, `assumed`: the calls of this month whose price is not known, and the part of `month` that they
    count. `waiting`: events that are still to be described. `reused`, `saved`: this month."""

    items: list[CostOut]
    since: str
    until: str
    today: float
    month: float
    unpriced: int
    assumed: float
    day_cap: float | None
    month_cap: float | None
    waiting: int
    reused: int
    saved: float
