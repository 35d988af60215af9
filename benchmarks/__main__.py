"""Runs every benchmark: `python -m benchmarks`; 0 when every goal is reached."""

import sys

from benchmarks import orders, queries, risk, stop

sys.exit(max([risk.main(), queries.main(), orders.main(), stop.main()]))
