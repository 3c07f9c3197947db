"""Who causes what happens now: set at the edge, read where a change is written down."""

from contextvars import ContextVar

# Nobody: the program itself, such as a pause that ends or the demo camera.
NOBODY = "ArgusAI"
ACTOR: ContextVar[str] = ContextVar("argusai_actor", default=NOBODY)
