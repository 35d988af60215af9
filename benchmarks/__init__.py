"""Every speed claim of the README, runnable."""
