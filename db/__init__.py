"""Memory: models, migrations and reads."""
