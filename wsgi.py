"""The application as servers and `flask --app wsgi` find it."""

from planner import create_app

app = create_app()
