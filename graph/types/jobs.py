"""Work that outlives the request, whatever it is."""

from datetime import datetime
from decimal import Decimal

import strawberry

from db.models import JobState
from graph.shapes import Node


@strawberry.interface(description="Work that outlives the request.")
class Job(Node):
    state: JobState = strawberry.field(description="How far it has come.")
    progress: Decimal = strawberry.field(description="From 0 to 1.")
    requested_at: datetime = strawberry.field(description="When it was asked for.")
    finished_at: datetime | None = strawberry.field(description="When it ended, however it did.")
    failure: str | None = strawberry.field(description="Why it was given up.")
