"""Worked cases of the design, run through the production code."""
