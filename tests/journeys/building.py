"""A plan asked for on its page, followed to its end, and what it says."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Error, Locator

from planner.domain.plan import Plan
from planner.jobs.worker import Worker
from planner.optimiser.process import solve_in_child
from planner.services.documents import read_plan
from planner.services.planning import Solve
from tests.journeys.hands import Hands


@contextmanager
def a_worker(app: Flask, solve: Solve = solve_in_child) -> Iterator[None]:
    """Have a worker build plans meanwhile, as `flask worker` does."""
    worker = Worker(app, solve)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield
    finally:
        worker.end()
        thread.join()


def ask_to_build(hands: Hands) -> None:
    """Go to the page of building, ask for a plan within half a per cent of the best, and take the time it takes."""
    hands.go(hands.page.get_by_role("navigation").get_by_role("link", name="Build", exact=True))
    hands.pick(hands.labelled("A plan within half a per cent of the best: quicker"))
    hands.type(hands.labelled("How many minutes at most?"), "10")
    hands.press("Build the plan")


def is_plan(url: str) -> bool:
    """Whether this is the address of a plan."""
    return re.search("/projects/[^/]+/plans?(/[0-9]+)?$", url) is not None


def build(hands: Hands) -> list[str]:
    """Build the plan, and watch the page of the run until it leads to the plan; gives what it said on the way."""
    ask_to_build(hands)
    told: list[str] = []
    shown = hands.page.locator("[data-run-url]")
    while True:
        words = _words(shown)
        if words and words not in told:
            told.append(words)
        if is_plan(hands.page.url):
            return told
        hands.page.wait_for_timeout(200)


def _words(shown: Locator) -> str:
    """What the page of a run says; nothing while it gives way to the plan's."""
    try:
        return "".join(shown.all_inner_texts())
    except Error as problem:
        if "Execution context was destroyed" not in problem.message:
            raise
        return ""


def plan_shown(hands: Hands) -> Plan:
    """The plan whose page is open, by its document."""
    project = hands.page.url.rpartition("/plan")[0]
    return read_plan(hands.page.request.get(f"{project}/plan.json").body())


def what_is_where(plan: Plan) -> list[tuple[object, ...]]:
    """The sessions of a plan: which, where, and when they start."""
    return [(each.id, each.place, each.start) for each in plan.sittings]
