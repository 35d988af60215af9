"""Vendors of headlines, each one file."""
