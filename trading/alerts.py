"""What a person must know: every code that the desk raises, how serious it is, and the title it has by itself."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How soon a person should look: INFO at leisure, WARNING today, CRITICAL now."""

    INFO = "INFO"
    WARNING = "WARNING"
    CRITICAL = "CRITICAL"

    @property
    def and_worse(self) -> tuple["Severity", ...]:
        """This severity and those above it."""
        ladder = tuple(Severity)
        return ladder[ladder.index(self) :]


class AlertCode(StrEnum):
    """Orders and executions first (02-trading), then the desk itself."""

    LATE_FILL = "LATE_FILL"
    FILL_AFTER_REJECT = "FILL_AFTER_REJECT"
    OVERFILL = "OVERFILL"
    EXTERNAL_ORDER = "EXTERNAL_ORDER"
    INFERRED_FILL = "INFERRED_FILL"
    INVALID_FILL = "INVALID_FILL"
    EXEC_CONFLICT = "EXEC_CONFLICT"
    EVENT_NOT_BOOKED = "EVENT_NOT_BOOKED"
    NOT_RECEIVED = "NOT_RECEIVED"
    TRADE_BUST = "TRADE_BUST"
    TRADE_CORRECT = "TRADE_CORRECT"
    INVALID_REPLACE_QTY = "INVALID_REPLACE_QTY"
    ORDER_NOT_CANCELABLE = "ORDER_NOT_CANCELABLE"
    UNPROTECTED = "UNPROTECTED"
    EXITS_STUCK = "EXITS_STUCK"
    RECONCILE_BREAK = "RECONCILE_BREAK"
    FEED_SILENT = "FEED_SILENT"
    LIMIT_TRIPPED = "LIMIT_TRIPPED"
    MODEL_FAILING = "MODEL_FAILING"
    UNKNOWN_BROKER_VALUE = "UNKNOWN_BROKER_VALUE"
    STOP_ENGAGED = "STOP_ENGAGED"
    STOP_INCOMPLETE = "STOP_INCOMPLETE"
    STOP_RELEASED = "STOP_RELEASED"
    AUDIT_BROKEN = "AUDIT_BROKEN"
    RISK_FORECAST_BROKEN = "RISK_FORECAST_BROKEN"
    CORPORATE_ACTION_MISSED = "CORPORATE_ACTION_MISSED"


# CRITICAL: money may be wrong, or trading is not what a person thinks it is. WARNING: the desk has dealt with it.
ALERTS: Final[Mapping[AlertCode, tuple[Severity, str]]] = {
    AlertCode.LATE_FILL: (Severity.WARNING, "A fill came after the order had ended"),
    AlertCode.FILL_AFTER_REJECT: (Severity.CRITICAL, "A refused order was filled"),
    AlertCode.OVERFILL: (Severity.CRITICAL, "More was filled than ordered"),
    AlertCode.EXTERNAL_ORDER: (Severity.CRITICAL, "The broker reports an order that is not ours"),
    AlertCode.INFERRED_FILL: (Severity.WARNING, "A fill was missed and is inferred"),
    AlertCode.INVALID_FILL: (Severity.CRITICAL, "A fill makes no sense"),
    AlertCode.EXEC_CONFLICT: (Severity.CRITICAL, "One execution id, two contents"),
    AlertCode.EVENT_NOT_BOOKED: (Severity.CRITICAL, "What the broker said could not be booked"),
    AlertCode.NOT_RECEIVED: (Severity.WARNING, "An order did not reach the broker"),
    AlertCode.TRADE_BUST: (Severity.CRITICAL, "The broker took an execution back"),
    AlertCode.TRADE_CORRECT: (Severity.WARNING, "The broker corrected an execution"),
    AlertCode.INVALID_REPLACE_QTY: (Severity.WARNING, "An order cannot become smaller than what was filled"),
    AlertCode.ORDER_NOT_CANCELABLE: (Severity.INFO, "An order that had ended cannot be canceled"),
    AlertCode.UNPROTECTED: (Severity.CRITICAL, "A position has lost its exits"),
    AlertCode.EXITS_STUCK: (Severity.CRITICAL, "The broker does not cancel exits"),
    AlertCode.RECONCILE_BREAK: (Severity.CRITICAL, "The books do not agree"),
    AlertCode.FEED_SILENT: (Severity.CRITICAL, "Prices stopped coming"),
    AlertCode.LIMIT_TRIPPED: (Severity.CRITICAL, "A limit was reached"),
    AlertCode.MODEL_FAILING: (Severity.WARNING, "The models have no opinion"),
    AlertCode.UNKNOWN_BROKER_VALUE: (Severity.CRITICAL, "The broker says what we cannot read"),
    AlertCode.STOP_ENGAGED: (Severity.CRITICAL, "Trading is stopped"),
    AlertCode.STOP_INCOMPLETE: (Severity.CRITICAL, "A stop could not be completed"),
    AlertCode.STOP_RELEASED: (Severity.INFO, "A stop was released"),
    AlertCode.AUDIT_BROKEN: (Severity.CRITICAL, "The audit trail was changed"),
    AlertCode.RISK_FORECAST_BROKEN: (Severity.WARNING, "Losses exceed the value at risk by more than chance"),
    AlertCode.CORPORATE_ACTION_MISSED: (Severity.CRITICAL, "A split or dividend may be missing from the books"),
}
