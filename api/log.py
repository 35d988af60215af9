"""Logs: text for people, JSON for machines, every line with the request it belongs to."""

import logging
import sys
from typing import Any, Final

import structlog

from settings import Settings

# What these say at the level debug holds what they send: keys of brokers and models among it.
TELLTALES: Final = ("websockets", "urllib3", "requests", "httpcore", "httpcore2", "httpx2", "openai", "alpaca")


def configure(settings: Settings) -> None:
    """Send everything that is logged to stderr, once per process."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.live_trading:
        shared.append(_live)
    if settings.log_format == "json":
        final: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        plain = structlog.dev.plain_traceback  # never the local variables: a request's token is among them
        final = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *final],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in ("uvicorn.error", "httpx", "arq", "tortoise", "aiosqlite", "asyncio", *TELLTALES):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _live(_logger: Any, _method: str, event: Any) -> Any:
    """Say on every line that money is real."""
    return {**event, "desk": "LIVE"}
