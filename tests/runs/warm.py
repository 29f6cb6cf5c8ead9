"""Imported by the process that workers of tests are forked from, so that each has everything loaded when it starts."""

import tempfile

from planner import create_app
from planner.jobs.messages import messages_of
from tests.runs import trials

with tempfile.TemporaryDirectory() as folder:
    messages_of(create_app({"INSTANCE_PATH": folder, "SECRET_KEY": "to warm up"})).huey.storage.close()
    trials.solved()
