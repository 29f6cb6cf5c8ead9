"""The business case and what is shared in every state: no plan, whole and short, spoilt, changed by two, issued, out of date."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.datastructures import MultiDict

from planner.extensions import db, limiter
from planner.models import ProjectRole
from tests.web import people
from tests.web.browser_like import over, sent_by
from tests.web.casing import keep_with_options
from tests.web.states.of_appraisal import with_two_options
from tests.web.states.visiting import Visitor

CASE = "/projects/small-grant/case"
SHARE = "/projects/small-grant/share"
WORDS = f"{CASE}/words/summary.asked"


def states_of_case(app: Flask) -> Visitor:
    """Every state of the business case, its words, and what was issued."""
    with_two_options(app)
    with app.app_context():
        keep_with_options("small-grant")
        db.session.commit()
    lead = Visitor(app, people.lead_of_everything(app))
    reader = Visitor(app, people.member_of_everything(app, ProjectRole.READER), lead.states, lead.endpoints)
    lead.see("/projects/tiny/case", "no plan")
    lead.see(CASE)
    lead.see(f"{CASE}?form=short&option=do-minimum", "short, for another option")
    reader.see(CASE, "to a reader")
    lead.see(WORDS)
    lead.spoil(WORDS, over(sent_by(lead.client.get(WORDS).text), {"words": "For {nothing}"}), "spoilt")
    mine = sent_by(lead.client.get(WORDS).text)
    lead.send(WORDS, dict(over(mine, {"words": "Theirs."})), "saved", to=WORDS)
    lead.keep(lead.client.post(WORDS, data=MultiDict(over(mine, {"words": "Mine."}))), "words changed by two")
    lead.see(WORDS, "in somebody's words")
    lead.see(f"{CASE}?option=do-minimum", "words whose figures changed")
    lead.see(f"{CASE}/issue")
    read = dict(sent_by(lead.client.get(f"{CASE}/issue?form=short").text))
    lead.send(f"{CASE}/issue", read, "issued")
    lead.see(f"{CASE}/issues/1")
    lead.send(WORDS, dict(over(sent_by(lead.client.get(WORDS).text), {"words": "Other words."})), "once more")
    lead.see(f"{CASE}/issues/1", "out of date")
    reader.see(f"{CASE}/issues/1", "to a reader")
    lead.see(CASE, "with an issue")
    return lead


def states_of_sharing(app: Flask) -> Visitor:
    """Every state of what is shared, and of the page behind a link."""
    limiter.reset()
    with app.app_context():
        keep_with_options("small-grant")
        db.session.commit()
    lead = Visitor(app, people.lead_of_everything(app))
    anybody = Visitor(app, app.test_client(), lead.states, lead.endpoints)
    lead.see(SHARE, "nothing shared")
    lead.send(SHARE, {"audience": ""}, "spoilt")
    made = lead.send(SHARE, {"audience": "Carers’ group", "option_key": "", "form_key": "a" * 32}, "made")
    lead.send(SHARE, {"audience": "Carers’ group", "option_key": "", "form_key": "a" * 32}, "made twice")
    found = re.search(r"/shared/[\w-]+", made)
    assert found
    path = found[0]
    anybody.see(path)
    anybody.send(path, {"words": ""}, "spoilt")
    anybody.send(path, {"words": "Tuesdays are market day.", "about": "dates"}, "sent")
    anybody.see(f"{path}?thanks=1", "thanked")
    comment = f"{SHARE}/comments/1"
    lead.see(comment)
    mine = sent_by(lead.client.get(comment).text)
    lead.send(comment, dict(over(mine, {"reply": "Then Thursdays."})), "answered")
    lead.keep(
        lead.client.post(comment, data=MultiDict(over(mine, {"reply": "Then Fridays."}))),
        "reply changed by two",
    )
    contact = "/projects/small-grant/case/words/members.contact"
    lead.send(
        contact, dict(over(sent_by(lead.client.get(contact).text), {"words": "Ask at the desk."})), "written"
    )
    anybody.see(path, "with a reply")
    lead.send(SHARE, {}, "withdrawn", to=f"{SHARE}/1/withdraw")
    return lead
