"""The documents of a business case that is not issued yet."""

from __future__ import annotations

from flask import Response, abort
from werkzeug.utils import secure_filename

from planner.services import issues, papers
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.case.blueprint import case_of, page_of, pages
from planner.web.guards import needs


@pages.get("/draft/<name>")
@needs(Permission.SEE_PLAN)
def draft(access: Access, name: str) -> Response:
    """Give a document as it would be issued now; its foot says that it is a draft."""
    found = case_of(access) if name in papers.NAMES else None
    if found is None:
        abort(404)
    told = issues.draft_of(access, found, address=page_of(access, found))
    return attached(papers.make_file(told, name), papers.media_type(name), f"{access.slug}-draft-{name}")


def attached(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep."""
    answer = Response(content, content_type=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=secure_filename(name))
    return answer
