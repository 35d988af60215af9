"""Asks shadows at a close, with numpy alone."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from ai.facts import Facts
from ai.models import one_thread, ratio
from ai.panel import panel_of
from ai.shadows.networks import Shadow, unpack

LATEST = 64  # rows: more than any of them reads


def ask(facts: Facts, artifacts: Mapping[str, bytes]) -> dict[str, tuple[Decimal, dict[str, Decimal]]]:
    """Return by kind the base rate and the chance of a rise of each symbol with a bar of the last day.

    A symbol that is too young is left out. Raise ai.shadows.networks.Broken for an artifact that cannot be read.
    """
    shadows = {kind: unpack(content) for kind, content in artifacts.items()}
    with one_thread():
        return {kind: (ratio(shadow.base_rate), _chances(facts, shadow)) for kind, shadow in shadows.items()}


def _chances(facts: Facts, shadow: Shadow) -> dict[str, Decimal]:
    panel, said = panel_of(facts), {}
    for symbol, series in panel.series.items():
        chance = float(shadow.chances(series.features[-LATEST:])[-1])
        if int(series.days[-1]) == panel.last_day and np.isfinite(chance):
            said[symbol] = ratio(chance)
    return said
