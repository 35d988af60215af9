"""Runs every benchmark: `python -m benchmarks`; 0 when every goal is reached."""

import sys

from benchmarks import news, orders, quant, queries, risk, stop

sys.exit(max([risk.main(), quant.main(), news.main(), queries.main(), orders.main(), stop.main()]))
