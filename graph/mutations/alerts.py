"""Mark alerts as read."""

from typing import Annotated

import strawberry

import db.models as rows
from actions import alerts as actions
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import Usual
from graph.types.alerts import Alert


@strawberry.input(description="An alert that was read.")
class MarkAlertReadInput:
    alert_id: strawberry.ID = strawberry.field(description="The alert.")


@strawberry.type(description="The alert is marked as read, for everybody.")
class AlertRead:
    alert: rows.Alert = strawberry.field(graphql_type=Alert, description="The alert as it is now.")


MarkAlertReadResult = Annotated[
    AlertRead | Usual,
    strawberry.union("MarkAlertReadResult", description="What came of marking an alert as read."),
]
Read = Annotated[MarkAlertReadInput, strawberry.argument(name="input", description="Which alert.")]


async def read(info: Info, asked: Read) -> AlertRead:
    viewer = acting(info)
    return AlertRead(alert=await actions.read(info.context.desk, viewer, ids.decode("Alert", asked.alert_id)))
