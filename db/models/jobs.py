"""What all work that outlives its request has in common: how far it is, whose it is, and the lease of its worker."""

from decimal import Decimal
from enum import StrEnum

from tortoise import fields

from db.rows import Row


class JobState(StrEnum):
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELED = "CANCELED"


class Job(Row):
    """The columns of a job; each kind is a table of its own.

    `requested_at` and `finished_at` are real time; `claim`, `claimed_until` and `attempts` are the lease.
    """

    id = fields.CharField(32, primary_key=True)
    requested_by_id = fields.CharField(32, db_index=True)
    state = fields.CharEnumField(JobState, max_length=10)
    progress = fields.DecimalField(12, 6, default=Decimal(0))
    stage = fields.CharField(40, null=True)
    requested_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    failure = fields.CharField(500, null=True)
    claim = fields.CharField(32, null=True)
    claimed_until = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)

    class Meta:
        abstract = True

    @property
    def home(self) -> str | None:
        """The portfolio that it is for, None where it is only of who asked for it."""
        home: str | None = getattr(self, "portfolio_id", None)
        return home

    @property
    def over(self) -> bool:
        """Whether it has ended, however it did."""
        return self.state not in (JobState.QUEUED, JobState.RUNNING)
