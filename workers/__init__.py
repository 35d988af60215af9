"""The clock and the queue: jobs and schedules, everything slow or outside."""
