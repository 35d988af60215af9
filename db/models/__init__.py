"""The tables. One module a noun; this file is the list that Tortoise and aerich read."""

from db.models.backtests import Backtest, BacktestFill, Trial
from db.models.evidence import Evidence, EvidencePart
from db.models.figures import CompanyFigures
from db.models.jobs import JobState
from db.models.ledger import JournalEntry, Posting, Split
from db.models.market import Feed, Instrument, MarketState, Quote
from db.models.news import NewsItem, NewsMention
from db.models.optimizations import Optimization
from db.models.orders import BrokerMessage, EarlyAmendment, Execution, Order, OrderMessage, Override, UnbookedEvent
from db.models.people import ApiKey, BrokerCredentials, Member, Role, Session, SignInCode, SignInTally, User
from db.models.performance import AccountedDay, Performance
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
from db.models.reports import Report
from db.models.research import (
    Analysis,
    Decision,
    DecisionOutcome,
    Forecast,
    Recommendation,
    RecommendationState,
    Signal,
    SignalAction,
    Stability,
)
from db.models.risk_reports import RiskReport, RiskScenarios
from db.models.versions import SHADOWS, ModelKind, ModelVersion, VersionState

__all__ = [
    "SHADOWS",
    "AccountedDay",
    "Alert",
    "Analysis",
    "ApiKey",
    "AuditEntry",
    "AuditHead",
    "Autonomy",
    "Backtest",
    "BacktestFill",
    "BrokerCredentials",
    "BrokerMessage",
    "CompanyFigures",
    "Decision",
    "DecisionOutcome",
    "EarlyAmendment",
    "EquityPoint",
    "EventHead",
    "Evidence",
    "EvidencePart",
    "Execution",
    "Feed",
    "Forecast",
    "IdempotencyKey",
    "Instrument",
    "JobState",
    "JournalEntry",
    "Lot",
    "LotMethod",
    "MarketState",
    "Member",
    "ModelKind",
    "ModelVersion",
    "NewsItem",
    "NewsMention",
    "Optimization",
    "Order",
    "OrderMessage",
    "Outbox",
    "OutboxKind",
    "Override",
    "Performance",
    "Portfolio",
    "Position",
    "Posting",
    "Quote",
    "Recommendation",
    "RecommendationState",
    "ReconcileBreak",
    "Report",
    "RiskReport",
    "RiskScenarios",
    "Role",
    "Session",
    "SignInCode",
    "SignInTally",
    "Signal",
    "SignalAction",
    "Split",
    "Stability",
    "Stop",
    "StopReceipt",
    "TradingMode",
    "Trial",
    "UnbookedEvent",
    "User",
    "VersionState",
]
