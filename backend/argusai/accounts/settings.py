"""How long people stay signed in."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field


class AccountsSettings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    idle_days: float = Field(default=14, gt=0, le=365, description="A session that nobody used this long ends")
    absolute_days: float = Field(default=90, gt=0, le=3650, description="A session ends this long after sign-in")

    @property
    def idle(self) -> timedelta:
        return timedelta(days=self.idle_days)

    @property
    def absolute(self) -> timedelta:
        return timedelta(days=self.absolute_days)
