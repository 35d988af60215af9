"""Runs every benchmark: `python -m benchmarks`; 0 when every goal is reached."""

import sys

from benchmarks import orders, risk, stop

sys.exit(max([risk.main(), orders.main(), stop.main()]))
