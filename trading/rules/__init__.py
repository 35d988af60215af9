"""The risk checks, one a file."""
