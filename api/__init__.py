"""The front door and composition root: application, access, health and the command."""
