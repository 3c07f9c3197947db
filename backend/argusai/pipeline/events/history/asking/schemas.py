"""What the routes of asking give."""

from uuid import UUID

from pydantic import BaseModel


class ComingEventOut(BaseModel):
    """It takes longer than a request should: the event of this id will be there soon."""

    id: UUID
