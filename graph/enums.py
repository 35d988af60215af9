"""The enumerations of the API: those of the inner rooms, with a sentence for every value."""

from enum import StrEnum

import strawberry

from actions.preferences import RiskTolerance
from db.models import (
    Autonomy,
    DecisionOutcome,
    JobState,
    LotMethod,
    RecommendationState,
    Role,
    SignalAction,
    TradingMode,
)
from trading.alerts import AlertCode, Severity
from trading.book import PreviewDecision
from trading.errors import DenialCode, Permission
from trading.indicators import IndicatorName
from trading.optimisation import CovarianceMethod, OptimizationMethod
from trading.orders import OrderOrigin, OrderSide, OrderStatus, OrderType, TimeInForce
from trading.performance import AttributionBy, Period
from trading.reports import ReportKind
from trading.risk_reports import VarMethod
from trading.stop import StopLevel, StopReason, StopScope, TradingState
from trading.strategies import Comparison, Measure
from trading.uses import LimitName, RiskLevel


class OrderOrderField(StrEnum):
    PLACED_AT = "PLACED_AT"
    UPDATED_AT = "UPDATED_AT"
    SYMBOL = "SYMBOL"


class Direction(StrEnum):
    ASC = "ASC"
    DESC = "DESC"


class ScoreSource(StrEnum):
    TECHNICAL = "TECHNICAL"
    MOMENTUM = "MOMENTUM"
    NEWS = "NEWS"
    FUNDAMENTAL = "FUNDAMENTAL"
    ANALYST = "ANALYST"
    REGIME = "REGIME"
    LSTM = "LSTM"
    PPO = "PPO"
    DQN = "DQN"


class ReleaseTo(StrEnum):
    REDUCING = "REDUCING"
    ACTIVE = "ACTIVE"


class UpdateKind(StrEnum):
    SNAPSHOT = "SNAPSHOT"
    CHANGE = "CHANGE"
    HEARTBEAT = "HEARTBEAT"


def _describe(kind: type[StrEnum], description: str, **values: str) -> None:
    """Make an enumeration known to the schema; `values` must have a sentence for each of its members."""
    definition = strawberry.enum(kind, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values.pop(value.name)
    if values:
        raise ValueError(f"{kind.__name__} has no {', '.join(values)}")


_describe(TradingMode, "Whether money is real.", PAPER="Simulated fills, no money.", LIVE="Real orders, real money.")
_describe(LotMethod, "Which lots a sale relieves.", FIFO="The oldest first.", AVERAGE="One lot at the average cost.")
_describe(
    Autonomy,
    "What may happen to a recommendation without a person.",
    OBSERVE="Nothing: it is shown.",
    APPROVE="Nothing until a person approves it.",
    AUTOMATIC="It is placed by itself, within every limit.",
)
_describe(
    Period,
    "How far back a curve or a figure reaches.",
    ONE_DAY="The last day.",
    ONE_WEEK="The last 7 days.",
    ONE_MONTH="The last 31 days.",
    THREE_MONTHS="The last 92 days.",
    ONE_YEAR="The last 366 days.",
    ALL="All of history.",
)
_describe(
    AttributionBy,
    "By what a return is divided.",
    SYMBOL="What was held.",
    SECTOR="The sector of what was held.",
    SOURCE="What it was bought for: the sources of its signal, or where the order came from.",
)
_describe(
    OptimizationMethod,
    "What makes weights the best.",
    MIN_VARIANCE="The least variance.",
    MAX_SHARPE="The most expected return for its volatility.",
    MEAN_CVAR="The least expected shortfall at 95%, with the least return where one is asked for.",
    RISK_PARITY="Each bears the same share of the risk.",
    HRP="Hierarchical risk parity: a tree of what moves alike, halved again and again.",
    BLACK_LITTERMAN="What an equal share of all implies, changed by the signals that count now.",
)
_describe(
    ReportKind,
    "What a report is about.",
    DAILY="What the day brought, what was traded, what a person should know.",
    ATTRIBUTION="Where the return came from; after the last session of a month.",
    RISK="What the book of the close could lose, and how near the limits it stands.",
    COMPLIANCE="Every limit, and every breach, override, approval and stop.",
    TAX="Sales of the year so far by lot, long or short term, and wash sales; after the last session of a year.",
)
_describe(
    CovarianceMethod,
    "How a covariance is estimated from the past.",
    LEDOIT_WOLF="The sample's, shrunk towards a multiple of the identity.",
    EWMA="With weights that fall by 0.94 a day.",
)
_describe(
    IndicatorName,
    "What can be drawn over the bars of an instrument.",
    SMA="Simple average, 20 days.",
    EMA="Exponential average, 20 days.",
    RSI="Relative strength after Wilder, 14 days.",
    MACD="Exponential averages of 12 and 26 days, their signal of 9 and the difference.",
    ATR="Average true range after Wilder, 14 days.",
    BOLLINGER="Average of 20 days and two deviations above and below.",
    ADX="Average directional index after Wilder, 14 days.",
    STOCHASTIC="Slow stochastic, 14 and 3 days, and its average of 3.",
    OBV="On-balance volume, from some level: its changes count.",
    VOLATILITY="Annualised volatility of 20 days, a fraction.",
)
_describe(OrderSide, "Which way an order goes.", BUY="Buys.", SELL="Sells.")
_describe(
    OrderType,
    "How an order is priced.",
    MARKET="At the next price.",
    LIMIT="At the limit price or better.",
    STOP="At the next price, once the stop price is reached.",
    STOP_LIMIT="At the limit price or better, once the stop price is reached.",
    TRAILING_STOP="At the next price, once the price turns by the trail.",
)
_describe(
    TimeInForce,
    "How long an order works.",
    DAY="Until the close of the session.",
    GTC="Until it is canceled.",
    IOC="At once; what does not fill is canceled.",
    FOK="At once and whole, or not at all.",
    OPG="In the opening auction.",
    CLS="In the closing auction.",
)
_describe(
    OrderStatus,
    "Derived from facts, first match wins. DENIED is ours (risk), REJECTED is the broker's.",
    DENIED="Risk said no; it was never sent.",
    PENDING_APPROVAL="Waits for a person.",
    FILLED="Filled whole.",
    CANCELED="Canceled before it was filled whole.",
    EXPIRED="Its time ran out.",
    REJECTED="The broker said no.",
    PENDING_CANCEL="A cancel is on its way.",
    PENDING_REPLACE="A change is on its way.",
    PARTIALLY_FILLED="Filled in part, and working.",
    WORKING="The broker has it.",
    SUBMITTED="Sent to the broker, no answer yet.",
    NEW="Accepted, not sent yet.",
)
_describe(
    OrderOrigin,
    "Who or what wanted an order.",
    MANUAL="A person.",
    RECOMMENDATION="A recommendation that was accepted.",
    STRATEGY="A strategy.",
    REBALANCE="A rebalancing.",
    COPY="A copy of another portfolio's order.",
    STOP="The emergency stop, closing a position.",
    PARTNER="A partner's key.",
    EXTERNAL="Somebody at the broker, past this desk.",
)
_describe(
    OrderOrderField,
    "What orders can be sorted by.",
    PLACED_AT="When they were placed.",
    UPDATED_AT="When they last changed.",
    SYMBOL="Their symbol, then when they were placed.",
)
_describe(Direction, "Which end comes first.", ASC="The smallest or oldest.", DESC="The largest or newest.")
_describe(
    PreviewDecision,
    "What the risk gate would answer.",
    ACCEPT="It would be placed.",
    NEEDS_APPROVAL="It would wait for a person.",
    DENY="It would be denied.",
)
_describe(
    SignalAction,
    "What a signal advises.",
    BUY="The price is likely to rise by more than trading costs.",
    SELL="The price is likely to fall by more than trading costs.",
    HOLD="Neither.",
)
_describe(
    ScoreSource,
    "Where a view comes from.",
    TECHNICAL="Indicators over prices and volume.",
    MOMENTUM="Past returns.",
    NEWS="Headlines.",
    FUNDAMENTAL="Company figures.",
    ANALYST="A language model.",
    REGIME="The state of the whole market.",
    LSTM="A recurrent network in the shadow: scored, of no weight, never traded.",
    PPO="An agent in the shadow, taught by policy: scored, of no weight, never traded.",
    DQN="An agent in the shadow, taught by value: scored, of no weight, never traded.",
)
_describe(
    RecommendationState,
    "What became of a recommendation.",
    OPEN="It can be accepted or dismissed.",
    ACCEPTED="An order was placed from it.",
    DISMISSED="A person put it aside.",
    EXPIRED="Its time ran out.",
)
_describe(
    DecisionOutcome,
    "What an analysis led to for one symbol.",
    ORDERED="An order was placed.",
    RECOMMENDED="A recommendation was made.",
    HELD="There was an opinion, and nothing worth trading.",
    ABSTAINED="No source had an opinion.",
    DENIED="Risk said no to the order.",
)
_describe(
    TradingState,
    "What may be traded.",
    ACTIVE="Everything within the limits.",
    REDUCING="Only what makes positions smaller.",
    HALTED="Nothing.",
)
_describe(
    StopReason,
    "Why trading was stopped.",
    MANUAL="A person stopped it.",
    DAILY_LOSS="The daily loss limit was reached.",
    DRAWDOWN="The drawdown limit was reached.",
    RECONCILE_BREAK="The books differ from the broker's.",
    FEED_SILENT="Prices stopped coming.",
    REJECT_RATE="The broker rejected too many orders.",
    THROTTLE="Too many orders were asked for.",
    CLOCK_SKEW="The clock is off.",
)
_describe(
    StopScope,
    "What a stop applies to.",
    GLOBAL="The whole desk.",
    PORTFOLIO="One portfolio.",
    STRATEGY="One strategy.",
)
_describe(
    StopLevel,
    "PAUSE: no opening orders. STOP: cancel everything and block. FLATTEN: stop, then close positions.",
    PAUSE="No opening orders.",
    STOP="Cancel everything and block.",
    FLATTEN="Stop, then close positions.",
)
_describe(
    ReleaseTo,
    "The steps back from a stop.",
    REDUCING="From HALTED: only what makes positions smaller.",
    ACTIVE="From REDUCING: everything within the limits.",
)
_describe(
    JobState,
    "How far a job has come.",
    QUEUED="Waits for a worker.",
    RUNNING="A worker is at it.",
    SUCCEEDED="Done.",
    FAILED="Given up; `failure` says why.",
    CANCELED="Called off.",
)
_describe(
    Permission,
    "What a viewer or a key may do.",
    READ="See.",
    TRADE="Place and cancel orders, accept recommendations, ask for analyses.",
    APPROVE="Approve orders.",
    RISK="Change limits and release stops.",
    STOP="Stop trading.",
    ADMIN="Manage portfolios and keys.",
)
_describe(
    Role,
    "What a member is in a portfolio.",
    VIEWER="May see.",
    TRADER="May see, trade, approve and stop.",
    RISK_OFFICER="May see, approve, set limits, stop and release.",
    OWNER="May do everything.",
)
_describe(
    LimitName,
    "The limits whose use is shown.",
    CONCENTRATION="The largest share of equity in one name, working orders included.",
    DAILY_LOSS="The loss of the day, of nav at its open.",
    DAILY_RISK_BUDGET="The day's loss and what its opening orders may still lose, of nav at the open.",
    DRAWDOWN="The fall of nav from its peak.",
    ORDER_VALUE="The value of the largest working order.",
    MESSAGES="Orders and replaces within a second or a minute, whichever is fuller.",
    AUTO_EXECUTION="Automatic orders of one strategy in one instrument within the window.",
)
_describe(
    RiskLevel,
    "How worried to be.",
    CALM="Less than 80% of every limit is used, and trading is not stopped.",
    ELEVATED="80% of a limit is used, or only what makes positions smaller may be traded.",
    CRITICAL="A loss limit is reached, a limit exceeded, one cannot be reckoned, or trading is halted.",
)
_describe(
    Severity,
    "How soon a person should look.",
    INFO="At leisure.",
    WARNING="Today; the desk has dealt with it.",
    CRITICAL="Now: money may be wrong, or trading is not what it seems.",
)
_describe(
    RiskTolerance,
    "How much risk a person likes.",
    CONSERVATIVE="Little.",
    BALANCED="Some.",
    AGGRESSIVE="Much.",
)
_describe(
    AlertCode,
    "What a person should know.",
    LATE_FILL="A fill came after the order had ended.",
    FILL_AFTER_REJECT="A refused order was filled.",
    OVERFILL="More was filled than ordered.",
    EXTERNAL_ORDER="The broker reports an order that is not ours.",
    INFERRED_FILL="A fill was missed and is inferred from what the broker says later.",
    INVALID_FILL="A fill makes no sense and was not booked.",
    EXEC_CONFLICT="One execution id came with two contents; the second was not booked.",
    EVENT_NOT_BOOKED="What the broker said could not be booked; it is put aside, and what opens is stopped.",
    NOT_RECEIVED="An order did not reach the broker.",
    TRADE_BUST="The broker took an execution back.",
    TRADE_CORRECT="The broker corrected an execution.",
    INVALID_REPLACE_QTY="An order was to become smaller than what was filled.",
    ORDER_NOT_CANCELABLE="An order that had ended was to be canceled.",
    UNPROTECTED="A position has lost its stop loss or take profit other than by a person's cancel.",
    EXITS_STUCK="The broker would not cancel exits that were to give way; what waited for their shares was denied.",
    RECONCILE_BREAK="The books do not agree, within or with the broker's.",
    FEED_SILENT="Prices stopped coming.",
    LIMIT_TRIPPED="A limit was reached.",
    MODEL_FAILING="The models failed or had no opinion at all.",
    UNKNOWN_BROKER_VALUE="The broker says what the desk cannot read; it is kept.",
    STOP_ENGAGED="Trading was stopped.",
    STOP_INCOMPLETE="Orders could not be cancelled or positions not closed by a stop; a person has to see to it.",
    STOP_RELEASED="A stop was released by a step.",
    AUDIT_BROKEN="The audit trail is not what a signed checkpoint says.",
    RISK_FORECAST_BROKEN="The value at risk of today's positions would have been exceeded more often, or more at a "
    "time, than chance does.",
    CORPORATE_ACTION_MISSED="What happens to held shares is not booked: a split told late, a merger, a new name.",
)
_describe(
    VarMethod,
    "How the tail of today's portfolio is found from the past.",
    HISTORICAL="Its returns as they were.",
    FILTERED_HISTORICAL="Its returns rescaled from the volatility of their day to that of now.",
    PARAMETRIC="A normal distribution of the same mean and deviation.",
    CORNISH_FISHER="The same, bent by skewness and kurtosis.",
)
_describe(
    UpdateKind,
    "What an update of a stream holds.",
    SNAPSHOT="Everything, as it stands now.",
    CHANGE="What changed.",
    HEARTBEAT="Nothing changed for 5 seconds.",
)
_describe(
    DenialCode,
    "Why an order was refused, in the order in which the questions are asked.",
    UNAVAILABLE="The desk cannot answer now.",
    IDEMPOTENCY_MISMATCH="The key was used before with other content.",
    IDEMPOTENCY_IN_PROGRESS="The key is still being worked on.",
    INVALID_INPUT="The terms make no sense.",
    UNKNOWN_SYMBOL="The desk does not know the symbol.",
    NO_PRICE="No price is known.",
    TRADING_HALTED="Trading is stopped.",
    STRATEGY_DISABLED="The strategy is disabled.",
    AUTO_EXEC_LIMIT="Too many automatic orders in one instrument.",
    RATE_LIMITED="Too many orders in a short time.",
    DUPLICATE_SUSPECTED="A look-alike was placed a moment ago.",
    STALE_PRICE="The last price is too old.",
    PRICE_COLLAR="The price is too far from the market.",
    INSUFFICIENT_QTY="Less is held than would be sold.",
    MAX_ORDER_VALUE="The order is worth too much.",
    MAX_ORDER_VOLUME="The order is too large for the market.",
    MARKET_CONDITION="The market moves too much.",
    INSUFFICIENT_CASH="There is not enough cash.",
    DAILY_LOSS_LIMIT="The day has lost too much.",
    DAILY_RISK_BUDGET="The day has risked too much.",
    CONCENTRATION="Too much of one instrument.",
    VALUE_AT_RISK="The book could lose too much on a bad day.",
    EXPECTED_SHORTFALL="The book would lose too much on the worst days.",
    APPROVAL_EXPIRED="Nobody approved in time.",
    APPROVAL_REJECTED="A person said no.",
    PRICE_DRIFT="The price moved away since approval was asked for.",
    SELF_APPROVAL="Nobody approves an order of their own.",
    SECOND_PERSON_REQUIRED="Another person must do this.",
    NOT_RECONCILED="The books differ from the broker's.",
    OVERRIDE_REFUSED="The override does not apply.",
    FORBIDDEN="A permission is missing.",
)
_describe(
    Measure,
    "What a rule can look at. Prices, and what is in prices, are in the shares of the day.",
    CLOSE="The close.",
    SMA="The mean of the closes.",
    EMA="The exponential mean of the closes.",
    RSI="Wilder's relative strength index, 0 to 100.",
    MACD="The 12-bar exponential mean less the 26-bar one.",
    MACD_SIGNAL="The 9-bar exponential mean of MACD.",
    ATR="Wilder's average true range.",
    ADX="Wilder's average directional index, 0 to 100.",
    VOLATILITY="The annualised deviation of log returns, as a fraction.",
    HIGHEST="The highest high.",
    LOWEST="The lowest low.",
    RETURN="The change of the close, as a fraction.",
    VOLUME="The mean volume in shares.",
)
_describe(
    Comparison,
    "How two sides are held against each other.",
    ABOVE="The left is above the right.",
    BELOW="The left is below the right.",
    CROSSES_ABOVE="The left is above the right, and was not at the bar before.",
    CROSSES_BELOW="The left is below the right, and was not at the bar before.",
)
