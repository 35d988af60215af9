"""Runs every benchmark: `python -m benchmarks`."""

from benchmarks import orders

orders.main()
