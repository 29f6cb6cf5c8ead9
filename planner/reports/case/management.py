"""The management case and the decision: when it happens, who does it, how people hear back, what is to be assured."""

from planner.reports.case.model import CaseFacts, Chapter, Fixed, Passage
from planner.reports.case.tables import table
from planner.reports.case.writing import bullets, no_figure, paragraphs
from planner.reports.charts import timeline_chart
from planner.reports.paper import Block, Heading, Picture, blank
from planner.reports.schedule import ScheduleRow, schedule_table
from planner.reports.words import count_words

SIGNED_BY = ("Who asks", "Finance", "Who approves")


def management(facts: CaseFacts) -> Chapter:
    """When and where, who runs it, how people hear what became of it, what has to be assured, how it is followed."""
    rows = schedule_table(facts.programme, facts.plan).rows
    return Chapter(
        "Management case",
        (
            Fixed(_schedule(facts, rows), in_short=True),
            Passage("management.team", "Who runs it", _team(facts)),
            Passage(
                "management.feedback", "How people hear what became of it", _feedback(rows), in_short=True
            ),
            Fixed(_assured(facts), in_short=True),
            Passage(
                "management.followed",
                "How it is followed and learned from",
                blank("who looks at progress and spending, how often, and how it is known whether it worked"),
            ),
        ),
    )


def _schedule(facts: CaseFacts, rows: tuple[ScheduleRow, ...]) -> tuple[Block, ...]:
    return (
        Heading(2, "When and where"),
        Picture("timeline", timeline_chart(facts.programme, facts.plan), "The sessions over time"),
        *table(
            "The sessions",
            ("When", "Session", "Where", "How people join"),
            ((f"{row.date}, {row.time}", row.title, row.where, row.mode) for row in rows),
            parts=(4, 4, 4, 2),
            is_small=True,
        ),
    )


def _team(facts: CaseFacts) -> str:
    busy = {member.staff for planned in facts.plan.sittings for member in planned.team}
    roles = [no_figure(each.title) for each in facts.programme.staff if each.id in busy]
    held = {
        member.staff: sum(
            any(one.staff == member.staff for one in planned.team) for planned in facts.plan.sittings
        )
        for planned in facts.plan.sittings
        for member in planned.team
    }
    lines = [
        f"{no_figure(each.title)}: {count_words(held[each.id], 'session')}"
        for each in facts.programme.staff
        if each.id in held
    ]
    who = blank("who answers for this, and who stands in for whom")
    return paragraphs(bullets(lines) if roles else "No session has a team yet.", who)


def _feedback(rows: tuple[ScheduleRow, ...]) -> str:
    told = [
        f"{row.date}: {no_figure(row.title)}, on what became of {no_figure(row.feeds_back_on)}"
        for row in rows
        if row.feeds_back_on
    ]
    if told:
        return bullets(told)
    return f"No session tells people what became of what they said. {blank('how and when they will hear it')}"


def _assured(facts: CaseFacts) -> tuple[Block, ...]:
    return (
        Heading(2, "What has to be assured"),
        *table(
            "Each done, due, or not needed because",
            ("What", "Standing", "More"),
            (
                (
                    row.title,
                    " ".join(part for part in (row.state, row.due) if part),
                    " ".join(
                        part
                        for part in (row.why, row.shown, f"({row.by_role})" if row.by_role else "")
                        if part
                    )
                    or "Nothing said",
                )
                for row in facts.assurance
            ),
            parts=(4, 2, 6),
            is_small=True,
        ),
    )


def decision(facts: CaseFacts) -> Chapter:
    """What happens next, and room to sign."""
    next_steps = blank("what happens after the decision, who tells the people who take part, and when")
    signing = table(
        f"Signed for “{facts.chosen.title}”, {facts.chosen.source}",
        ("", "Name and role", "Signature", "Date"),
        ((who, "", "", "") for who in SIGNED_BY),
        parts=(2, 4, 4, 2),
        is_open=True,
    )
    return Chapter(
        "Decision",
        (
            Passage("decision.next", "What happens next", next_steps, in_short=True),
            Fixed((Heading(2, "Signatures"), *signing), in_short=True),
        ),
    )
