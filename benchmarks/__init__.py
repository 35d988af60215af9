"""Every speed that is claimed, measured against a raw limit in the same run."""
