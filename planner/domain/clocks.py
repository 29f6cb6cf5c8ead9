"""Times of day as people say them."""

from datetime import datetime, time


def clock_words(at: time | datetime | str) -> str:
    """A time of day as it is asked for and shown in forms: "2pm", "8:30pm"; from a time, a moment or "20:30"."""
    hour, minute = (int(at[:2]), int(at[3:5])) if isinstance(at, str) else (at.hour, at.minute)
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{'pm' if hour >= 12 else 'am'}"
