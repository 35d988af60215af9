"""Vendors of companies' figures, each one file."""
