"""The version of the planner, in a room of its own so that asking for it brings in nothing else."""

APP_VERSION = "0.1.0"
