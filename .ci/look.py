"""Wait for a started planner, then look at it as a newcomer would: make the first account, see one project, its plan, its total.

Usage: look.py ADDRESS PID LOG. LOG is what the start printed: on a first start it holds the address that works once, on a
second one it does not, and the account made before signs in. Ends with 1 where the server has ended, is too slow, or shows
something else.
"""

import json
import os
import re
import sys
import time
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

PATIENCE_SECONDS = 300
ACCOUNT = {"email": "newcomer@planner.example", "password": "four plain words here"}

browser = build_opener(HTTPCookieProcessor(CookieJar()))


def wait_for(address: str, pid: int) -> None:
    """Wait until the page to sign in answers; raises SystemExit when the server ends or takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            read(address + "/sign-in")
        except (URLError, ConnectionError):
            os.kill(pid, 0)
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"No answer from {address} within {PATIENCE_SECONDS} seconds.")


def read(address: str, form: dict[str, str] | None = None) -> str:
    """Give the text at `address`, where `form` is sent if there is one; raises URLError for any answer but success."""
    sent = urlencode(form).encode() if form is not None else None
    with browser.open(address, sent, timeout=20) as answer:
        return answer.read().decode("utf-8")


def fill_in(address: str, form: dict[str, str]) -> str:
    """Give the page that follows when the form at `address` is filled in and sent."""
    token = re.search(r'name="csrf_token"\s+value="([^"]+)"', read(address))
    if token is None:
        raise SystemExit(f"There is no form at {address}.")
    return read(address, {**form, "csrf_token": unescape(token[1])})


def enter(address: str, log: str) -> str:
    """Make the first account by the address that the start printed, or sign in; give the home page."""
    links = re.findall(rf"{re.escape(address)}/links/\S+", log)
    if links:
        return fill_in(links[-1], {**ACCOUNT, "name": "Newcomer"})
    if f"Sign in at {address}/sign-in" not in log:
        raise SystemExit("The start says neither how to make the first account nor how to sign in.")
    return fill_in(address + "/sign-in", ACCOUNT)


def main(address: str, pid: int, log: str) -> None:
    """Look at the home page, the plan's page and the plan document, and compare them."""
    wait_for(address, pid)
    home = enter(address, Path(log).read_text(encoding="utf-8"))
    projects = set(re.findall(r'href="(/projects/[^"/]+/plan)"', home))
    if len(projects) != 1:
        raise SystemExit(f"The home page should link to one plan, not to {sorted(projects)}.")
    path = projects.pop()
    total_pence = json.loads(read(f"{address}{path}.json"))["total_pence"]
    total = f"£{total_pence // 100:,}.{total_pence % 100:02}"
    if total_pence <= 0 or total not in read(address + path):
        raise SystemExit(f"The plan's page does not show its total, {total}.")
    print(f"{address}{path} shows {total}.")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
