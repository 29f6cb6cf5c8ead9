from planner.domain.terms import Category
from planner.reports.tables import cost_tree, headline, teams, years_table
from planner.reports.team import ROLE_LABELS
from planner.reports.words import ROLE_WORDS
from tests.unit.reports.plan_for_tests import line, plan, programme


def test_sections_by_year_add_up_to_the_headline_with_contingency_in_a_row_of_its_own():
    table = years_table(plan())
    assert table.years == ("2026-27", "2027-28")
    assert {row.title: row.pence for row in table.rows} == {
        "Payments and rewards": (62_000, 0, 62_000),
        "Expenses": (9_000, 0, 9_000),
        "Involvement activity": (235_000, 0, 235_000),
        "Involvement staffing": (0, 0, 0),
        "Other, without contingency": (0, 0, 0),
        "Contingency": (0, 15_000, 15_000),
    }
    columns = zip(*(row.pence for row in table.rows), strict=True)
    assert table.total.pence == tuple(map(sum, columns))
    assert table.total.pence[-1] == headline(programme(), plan()).total_pence
    assert table.total.amounts == ("£3,060.00", "£150.00", "£3,210.00")


def test_the_section_that_holds_contingency_says_how_much_of_it_that_is():
    said = {part.title: part.words for part in cost_tree(programme(), plan()).sections}
    assert said["Other"] == "£150.00 of it is contingency."
    assert said["Involvement activity"] == ""


def test_what_is_for_access_and_what_stands_beside_new_money_follow_by_year():
    access, funded, in_kind = years_table(plan(), may_see_small_numbers=True).beside
    tree = cost_tree(programme(), plan(), may_see_small_numbers=True)
    assert access.pence[-1] == tree.access_pence == 105_000
    assert access.note.startswith("This is: access support; childcare")
    assert (funded.pence, in_kind.pence) == ((40_000, 0, 40_000), (33_000, 0, 33_000))
    assert years_table(plan()).beside == (funded, in_kind), "access is not told where it would tell care"


def test_a_plan_without_contingency_has_no_row_for_it():
    bare = plan().model_copy(update={"lines": (line("other", Category.OTHER, 70),)})
    table = years_table(bare)
    assert [row.title for row in table.rows][-1] == "Other"
    assert table.total.pence == (70, 70)
    assert years_table(plan().model_copy(update={"lines": ()})).total.pence == (0,)


def test_a_team_is_a_short_list_of_roles():
    def member(role):
        return plan().sittings[0].team[0].model_copy(update={"role": role})

    roles = ("online_facilitator", "lead", "room_facilitator", "room_facilitator")
    held = plan().sittings[0].model_copy(update={"team": tuple(map(member, roles))})
    told = teams(programme(), plan().model_copy(update={"sittings": (held,)}))
    assert told == {
        held.id: ("Lead: Facilitator", "Room: Facilitator and Facilitator", "Online: Facilitator")
    }
    assert set(ROLE_LABELS) == set(ROLE_WORDS)
