"""What only the project can tell the people who take part, as passages to be written."""

from planner.reports.case.model import Passage
from planner.reports.paper import blank

MEMBERS_PASSAGES: tuple[Passage, ...] = (
    Passage(
        "members.paid_when",
        "When and how you are paid",
        blank("when and how people are paid, how they claim, and where to ask how it affects benefits"),
        in_short=True,
    ),
    Passage(
        "members.get_there",
        "How to get there",
        blank("how to get to each place, by bus, train, car or taxi, and who books it"),
        in_short=True,
    ),
    Passage(
        "members.contact",
        "Who to ask",
        blank("whom to ask, by phone, by text and by email, and when they are there"),
        in_short=True,
    ),
)
