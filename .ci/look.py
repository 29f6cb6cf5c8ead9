"""Wait for a started planner, then look at it as a newcomer would: one project, its plan, its total.

Usage: look.py ADDRESS PID. Ends with 1 where the server has ended, is too slow, or shows something else.
"""

import json
import os
import re
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE_SECONDS = 300


def wait_for(address: str, pid: int) -> str:
    """Give the home page as soon as it answers; raises SystemExit when the server ends or takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            return read(address + "/")
        except (URLError, ConnectionError):
            os.kill(pid, 0)
            time.sleep(0.5)
    raise SystemExit(f"No answer from {address} within {PATIENCE_SECONDS} seconds.")


def read(address: str) -> str:
    """Give the text at `address`; raises URLError for any answer but success."""
    with urlopen(address, timeout=20) as answer:
        return answer.read().decode("utf-8")


def main(address: str, pid: int) -> None:
    """Look at the home page, the plan's page and the plan document, and compare them."""
    projects = set(re.findall(r'href="(/projects/[^"/]+/plan)"', wait_for(address, pid)))
    if len(projects) != 1:
        raise SystemExit(f"The home page should link to one plan, not to {sorted(projects)}.")
    path = projects.pop()
    total_pence = json.loads(read(f"{address}{path}.json"))["total_pence"]
    total = f"£{total_pence // 100:,}.{total_pence % 100:02}"
    if total_pence <= 0 or total not in read(address + path):
        raise SystemExit(f"The plan's page does not show its total, {total}.")
    print(f"{address}{path} shows {total}.")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
