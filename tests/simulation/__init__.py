"""Deterministic simulation: the real actions and workers against a world that fails by a seed."""
