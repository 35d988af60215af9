"""What streams send: updates with their place in the stream."""

from datetime import datetime

import strawberry

import db.models as rows
from db.models.jobs import Job as JobRow
from db.reads.stops import Standstill
from graph.enums import UpdateKind
from graph.types.alerts import Alert
from graph.types.jobs import Job
from graph.types.market import Instrument
from graph.types.news import NewsItem
from graph.types.orders import Execution, Order
from graph.types.portfolios import Portfolio
from graph.types.positions import Position
from graph.types.signals import Recommendation, Signal
from graph.types.stops import StopState


@strawberry.interface(description="One message of a stream.")
class Update:
    kind: UpdateKind = strawberry.field(description="What it holds.")
    sequence: int = strawberry.field(
        description="Rises with every update of the stream and never repeats. Gaps are normal (filters, coalescing): "
        "nothing is missing as long as you resume with the last cursor."
    )
    cursor: str = strawberry.field(description="Opaque; give it back as `after`.")
    at: datetime = strawberry.field(description="When it was made, in real time.")


@strawberry.type(
    description="Entities carry their id, so a normalised cache updates by itself. `positions` holds all in a SNAPSHOT "
    "and only those that changed in a CHANGE."
)
class PnlUpdate(Update):
    portfolio: rows.Portfolio = strawberry.field(graphql_type=Portfolio, description="The portfolio at the new prices.")
    positions: list[rows.Position] = strawberry.field(
        graphql_type=list[Position], description="Positions at the new prices."
    )


@strawberry.type(
    description="SNAPSHOT: every open order and those ended in this session, at most 500, newest first. CHANGE: what "
    "changed. HEARTBEAT: empty lists."
)
class OrderUpdate(Update):
    orders: list[rows.Order] = strawberry.field(graphql_type=list[Order], description="Orders.")
    executions: list[rows.Execution] = strawberry.field(graphql_type=list[Execution], description="Fills.")


@strawberry.type(
    description="SNAPSHOT: signals that still count and open recommendations, at most 100 each, newest first. CHANGE: "
    "what changed. HEARTBEAT: empty lists."
)
class SignalUpdate(Update):
    signals: list[rows.Signal] = strawberry.field(graphql_type=list[Signal], description="Opinions.")
    recommendations: list[rows.Recommendation] = strawberry.field(
        graphql_type=list[Recommendation], description="Proposed trades."
    )


@strawberry.type(
    description="SNAPSHOT: the unread alerts, at most 200, newest first. CHANGE: what was raised or read. HEARTBEAT: "
    "an empty list."
)
class AlertUpdate(Update):
    alerts: list[rows.Alert] = strawberry.field(graphql_type=list[Alert], description="Alerts.")


@strawberry.type(description="The stop that applies, whenever it changes.")
class StopUpdate(Update):
    stop: Standstill = strawberry.field(graphql_type=StopState, description="The strictest stop that applies.")


@strawberry.type(
    description="SNAPSHOT: the instruments that were asked for. CHANGE: those with a new quote. HEARTBEAT: none."
)
class QuoteUpdate(Update):
    instruments: list[rows.Instrument] = strawberry.field(
        graphql_type=list[Instrument], description="Instruments, with their last quote."
    )


@strawberry.type(description="SNAPSHOT: the last 50 headlines, newest first. CHANGE: what came in. HEARTBEAT: none.")
class NewsUpdate(Update):
    items: list[rows.NewsItem] = strawberry.field(graphql_type=list[NewsItem], description="Headlines.")


@strawberry.type(description="How far a job has come.")
class JobUpdate(Update):
    job: JobRow = strawberry.field(graphql_type=Job, description="The job.")
    stage: str | None = strawberry.field(description="What it is doing.")
    note: str | None = strawberry.field(description="More about it, in words.")
