"""Saves a process of tests what it would do again and again: working out models, reading certificates."""

import gc
from functools import cache
from typing import Any, Final

import httpx._transports.default as httpx_transports
import httpx2._transports.default as httpx2_transports
from tortoise.apps import Apps
from tortoise.models import Model

GARBAGE: Final = (20_000, 20, 20)
# What Tortoise works out of a model for one kind of database, at every connection anew.
WORKED_OUT: Final = (
    "filters",
    "db_native_fields",
    "db_default_fields",
    "db_complex_fields",
    "basetable",
    "basequery",
    "basequery_all_fields",
)


def keep_models() -> None:
    """Let Tortoise work out the models once for each kind of database: else it is most of what a connection costs."""
    work_out = Apps._build_initial_querysets
    kept: dict[tuple[object, ...], list[dict[str, Any]]] = {}

    def once(self: Apps) -> None:
        models = [model for app in self.apps.values() for model in app.values()]
        key = tuple((model, type(model._meta.db), model._meta.default_connection) for model in models)
        if key not in kept:
            for model in models:
                _begin_anew(model)
            work_out(self)
            kept[key] = [{name: getattr(model._meta, name) for name in WORKED_OUT} for model in models]
        for model, values in zip(models, kept[key], strict=True):
            for name, value in values.items():
                setattr(model._meta, name, value)

    Apps._build_initial_querysets = once  # type: ignore[method-assign]


def _begin_anew(model: type[Model]) -> None:
    """Give a model fresh containers, since Tortoise fills those that it finds, and these may be kept."""
    model._meta.filters = {}
    model._meta.db_native_fields, model._meta.db_default_fields, model._meta.db_complex_fields = [], [], []


def keep_certificates() -> None:
    """Read the certificates of the world once: every client would, in 30 ms, and most tests of a server make many."""
    for transports in (httpx_transports, httpx2_transports):
        transports.create_ssl_context = cache(transports.create_ssl_context)  # type: ignore[attr-defined]


def gather() -> None:
    """Look for no garbage while modules are loaded and tests are found: nearly all of it stays."""
    gc.disable()


def settle() -> None:
    """Look for no garbage in the modules and the tests themselves, which stay to the end."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
