"""Reports: what a portfolio's people are told of a day."""

from datetime import date, datetime
from typing import Any

import strawberry

import db.models as rows
from graph.shapes import Node, linked
from graph.types.orders import PORTFOLIOS, portfolio_of
from trading.reports import ReportKind


@strawberry.type(description="What a worker has put on paper of a day that has closed.")
class Report(Node):
    row = rows.Report
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it is about.")
    kind: ReportKind = strawberry.field(description="What it is about.")
    day: date = strawberry.field(description="The day.")
    title: str = strawberry.field(description="Its title.")
    summary: str = strawberry.field(description="It in a sentence.")
    markdown: str = strawberry.field(description="It as Markdown, with the charts' figures in tables.")
    html: str = strawberry.field(description="It as one page with its charts, which needs nothing else.")
    csv: str = strawberry.field(description="Its tables for a spreadsheet, with exact values.")
    created_at: datetime = strawberry.field(description="When it was made, in real time.")
