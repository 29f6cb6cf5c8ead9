"""Somebody who opens pages and sends forms, and keeps what every page looked like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web import people
from tests.web.browser_like import Pair, problems_on, sent_by

Sent = Mapping[str, Any]
ERRORS = (403, 404)
"""Pages that only say so are no state of the page that was asked for."""
OF_ONE_ANSWER = re.compile(r'name="(csrf_token|form_key)"\s+value="[^"]*"')


@dataclass
class Visitor:
    """Opens pages as one person; `states` holds the HTML of each by what it is, `endpoints` the views that were seen."""

    app: Flask
    client: FlaskClient
    states: dict[str, str] = field(default_factory=dict)
    endpoints: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    """What was kept already, without what differs in each answer; a page that is the same again is no other state."""

    def see(self, path: str, called: str = "", status: int = 200) -> str:
        """Open a page, following where it leads, and keep it; `called` tells states of one address apart."""
        answer = self.client.get(path, follow_redirects=True)
        return self.keep(answer, f"{path} {called}".strip(), status)

    def send(self, path: str, sent: Sent, called: str, *, to: str = "", status: int = 200) -> str:
        """Open a page without keeping it, send its form with these values besides its token, and keep what follows."""
        token = people.token_on(self.client.get(path, follow_redirects=True).text)
        answer = self.client.post(to or path, data={**sent, "csrf_token": token}, follow_redirects=True)
        return self.keep(answer, f"{path} {called}", status)

    def inputs_on(self, path: str) -> tuple[list[Pair], str]:
        """What the form of inputs at a path would send as it is, and its HTML."""
        html = self.client.get(path, follow_redirects=True).text
        return sent_by(html), html

    def spoil(self, path: str, pairs: Iterable[Pair], called: str) -> None:
        """Send a form of inputs, and keep the page if it is refused; what is taken is no state of errors."""
        data = MultiDict([*pairs, ("button", "save")])
        answer = self.client.post(path, data=data, follow_redirects=True)
        if problems_on(answer.text):
            self.keep(answer, f"{path} {called}", 200)

    def keep(self, answer: TestResponse, called: str, status: int = 200) -> str:
        """Keep a page that was answered."""
        assert answer.status_code == status, (called, answer.status_code)
        assert answer.content_type == "text/html; charset=utf-8", called
        bare = OF_ONE_ANSWER.sub("", answer.text)
        if bare not in self.bare:
            assert called not in self.states, f"two states are called {called}"
            self.bare.add(bare)
            self.states[called] = answer.text
        if status not in ERRORS:
            url, _ = self.app.url_map.bind("localhost").match(answer.request.path, answer.request.method)
            self.endpoints.add(str(url))
        return answer.text
