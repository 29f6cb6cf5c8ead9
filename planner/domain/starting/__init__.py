"""Starting documents for new projects: whole programmes on known patterns, every assumption marked.

Published figures come from the packaged facts; everything else is our own estimate with a note that begins "Assumed:".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.domain.starting import citizens_jury, hybrid_forum, reference_group, workshop_series

_DOCUMENTS: dict[str, Callable[[date], dict[str, Any]]] = {
    "citizens-jury": citizens_jury.document,
    "reference-group": reference_group.document,
    "hybrid-forum": hybrid_forum.document,
    "workshop-series": workshop_series.document,
}


@dataclass(frozen=True)
class TemplateWords:
    """What a template is called, what it is for in one sentence, and where its pattern comes from."""

    title: str
    sentence: str
    source: str
    url: str


_WORDS = {
    "citizens-jury": TemplateWords(
        "Citizens’ jury",
        "Thirty people picked to be like the area learn about a question for thirty hours, decide what to recommend, and hear "
        "what became of it.",
        "Involve, standards 2, 4 and 10; Nuffield Council on Bioethics",
        "https://www.involve.org.uk/resources/knowledge-base/how-do-i-setup-citizens-assembly/2-sufficient-time",
    ),
    "reference-group": TemplateWords(
        "Reference group",
        "The same people who use a service, unpaid carers and staff meet every month for most of a year and decide together.",
        "Norfolk County Council, planning a session; NIHR payment guidance",
        "https://www.norfolk.gov.uk/article/41020/Planning-a-new-face-to-face-session",
    ),
    "hybrid-forum": TemplateWords(
        "Hybrid forum",
        "Residents of two parts of an area meet in a room or online, as each of them can, and decide what comes first.",
        "Inclusive Communication Scotland; Involve, standard 4",
        "http://inclusivecommunication.scot/how-to-organise-an-inclusive-and-accessible-event",
    ),
    "workshop-series": TemplateWords(
        "Design workshops",
        "Twelve people who use a service and four of its staff go through five workshops of three hours from how it is to "
        "what is tried out.",
        "King’s Fund, experience-based co-design; Clearleft on breaks",
        "http://www.kingsfund.org.uk/projects/ebcd/adapting-approach-your-budget",
    ),
}


def template_names() -> tuple[str, ...]:
    """Names of the templates, in the order in which they are offered."""
    return tuple(_DOCUMENTS)


def template_words(name: str) -> TemplateWords:
    """The words of a template; raises `LookupError` if there is none of that name."""
    return _WORDS[name]


def template_programme(name: str, starts_on: date) -> dict[str, Any]:
    """A fresh programme document (plain JSON values) with all its dates from `starts_on`, a day from 2000 to 2098.

    `read_programme` accepts it as it is. Raises `LookupError` if there is no template of that name.
    """
    return _DOCUMENTS[name](starts_on)
