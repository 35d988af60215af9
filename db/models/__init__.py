"""The tables. One module a noun; this file is the list that Tortoise and aerich read."""

from db.models.ledger import JournalEntry, Posting, Split
from db.models.market import Feed, Instrument, Quote
from db.models.orders import BrokerMessage, EarlyAmendment, Execution, Order, OrderMessage, Override
from db.models.people import ApiKey, Member, Role, SignInCode, User
from db.models.portfolios import Autonomy, EquityPoint, Lot, LotMethod, Portfolio, Position, TradingMode
from db.models.records import (
    Alert,
    AuditEntry,
    AuditHead,
    EventHead,
    IdempotencyKey,
    Outbox,
    OutboxKind,
    ReconcileBreak,
    Stop,
    StopReceipt,
)
from db.models.research import (
    Analysis,
    Decision,
    DecisionOutcome,
    JobState,
    Recommendation,
    RecommendationState,
    Signal,
    SignalAction,
)

__all__ = [
    "Alert",
    "Analysis",
    "ApiKey",
    "AuditEntry",
    "AuditHead",
    "Autonomy",
    "BrokerMessage",
    "Decision",
    "DecisionOutcome",
    "EarlyAmendment",
    "EquityPoint",
    "EventHead",
    "Execution",
    "Feed",
    "IdempotencyKey",
    "Instrument",
    "JobState",
    "JournalEntry",
    "Lot",
    "LotMethod",
    "Member",
    "Order",
    "OrderMessage",
    "Outbox",
    "OutboxKind",
    "Override",
    "Portfolio",
    "Position",
    "Posting",
    "Quote",
    "Recommendation",
    "RecommendationState",
    "ReconcileBreak",
    "Role",
    "SignInCode",
    "Signal",
    "SignalAction",
    "Split",
    "Stop",
    "StopReceipt",
    "TradingMode",
    "User",
]
