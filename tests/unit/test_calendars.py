"""Days to keep clear, and the arithmetic of dates; festivals that follow a rule are worked out again here."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendars import (
    bank_holidays,
    faith_festivals,
    faith_seasons,
    faiths,
    festivals_cover,
    school_holidays,
    school_holidays_cover,
)
from planner.domain.dates import (
    financial_year_of,
    monday_of,
    months_between,
)
from planner.domain.errors import PlannerError
from planner.domain.facts import Festival, festivals
from planner.domain.terms import Nation

YEARS = range(2026, 2030)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
DAY = timedelta(days=1)


def test_bank_holidays_of_the_four_nations_in_2027() -> None:
    first_on, last_on = date(2027, 1, 1), date(2027, 12, 31)
    everywhere = {
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 5, 3),
        date(2027, 5, 31),
        date(2027, 12, 27),
        date(2027, 12, 28),
    }
    england = set(bank_holidays("england", first_on, last_on))
    assert everywhere | {date(2027, 3, 29), date(2027, 8, 30)} <= england
    assert set(bank_holidays(Nation.WALES, first_on, last_on)) == england
    scotland = set(bank_holidays("scotland", first_on, last_on))
    assert everywhere | {date(2027, 1, 4), date(2027, 8, 2), date(2027, 11, 30)} <= scotland
    assert not {date(2027, 3, 29), date(2027, 8, 30)} & scotland
    northern_ireland = set(bank_holidays("northern-ireland", first_on, last_on))
    assert england | {date(2027, 3, 17), date(2027, 7, 12)} == northern_ireland


def test_bank_holidays_keep_to_their_days_across_years_and_have_names() -> None:
    found = bank_holidays("england", date(2026, 12, 28), date(2027, 1, 1))
    assert list(found) == [date(2026, 12, 28), date(2027, 1, 1)]
    assert found[date(2027, 1, 1)] == "New Year's Day"
    assert bank_holidays("england", date(2027, 1, 1), date(2026, 12, 28)) == {}
    assert bank_holidays("england", date(2027, 1, 2), date(2027, 1, 1)) == {}


@pytest.mark.parametrize("call", [bank_holidays, school_holidays])
def test_a_nation_that_is_not_one_of_the_four_is_refused(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="cornwall"):
        call("cornwall", date(2027, 1, 1), date(2027, 1, 2))


def test_school_holidays_name_each_day_of_a_half_term_and_no_other() -> None:
    found = school_holidays("england", date(2026, 10, 20), date(2026, 11, 10))
    assert list(found) == [date(2026, 10, 26) + DAY * offset for offset in range(5)]
    assert set(found.values()) == {"Autumn half term (schools, most common)"}


def test_school_holidays_are_cut_at_the_days_asked_for() -> None:
    found = school_holidays("wales", date(2027, 2, 10), date(2027, 2, 11))
    assert list(found) == [date(2027, 2, 10), date(2027, 2, 11)]
    assert school_holidays("wales", date(2027, 2, 11), date(2027, 2, 10)) == {}


def test_days_of_every_area_count_unless_one_is_asked_for() -> None:
    first_on, last_on = date(2026, 10, 1), date(2026, 10, 31)
    glasgow = school_holidays("scotland", first_on, last_on, area="Glasgow")
    fife = school_holidays("scotland", first_on, last_on, area="Fife")
    assert date(2026, 10, 20) in fife
    assert date(2026, 10, 20) not in glasgow
    assert set(school_holidays("scotland", first_on, last_on)) == set(glasgow) | set(fife)
    with pytest.raises(PlannerError, match="unknown_area"):
        school_holidays("scotland", first_on, last_on, area="Kent")


@pytest.mark.parametrize("nation", Nation)
def test_nothing_is_known_outside_the_cover_of_the_school_table(nation: Nation) -> None:
    first_on, last_on = school_holidays_cover(nation)
    found = school_holidays(nation, date(2020, 1, 1), date(2035, 1, 1))
    assert (min(found), max(found)) == (first_on, last_on)
    assert last_on >= date(2028, 8, 1)


def test_festivals_block_the_days_of_the_faiths_chosen_and_no_others() -> None:
    november = date(2026, 11, 1), date(2026, 11, 30)
    assert faith_festivals(["hindu"], *november) == {date(2026, 11, 8): "Diwali"}
    assert faith_festivals([" Hindu ", "sikh"], *november) == {
        date(2026, 11, 8): "Diwali, Bandi Chhor Divas",
        date(2026, 11, 24): "Guru Nanak Gurpurab",
    }
    assert faith_festivals(["jewish"], *november) == {}
    assert faith_festivals([], *november) == {}


def test_a_season_is_kept_in_mind_and_blocks_nothing() -> None:
    ramadan = date(2027, 2, 8), date(2027, 3, 8)
    assert len(faith_seasons(["muslim"], *ramadan)) == 29
    assert faith_festivals(["muslim"], *ramadan) == {}
    assert list(faith_festivals(["muslim"], date(2027, 3, 8), date(2027, 3, 31))) == [
        date(2027, 3, 9),
        date(2027, 3, 10),
    ]


def test_an_unknown_faith_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(PlannerError) as refused:
        faith_festivals(["hindu", "jedi"], date(2026, 1, 1), date(2026, 12, 31))
    assert refused.value.code == "unknown_faith"
    assert refused.value.parameters == {"faith": "jedi", "known": list(faiths())}
    assert "muslim" in faiths()


def test_the_festival_table_covers_2026_to_2029() -> None:
    assert festivals_cover() == (date(2026, 1, 1), date(2029, 12, 31))


def _festival(name: str, year: int) -> Festival:
    (found,) = [row for row in festivals() if row.festival == name and row.starts_on.year == year]
    return found


def _rosh_hashanah(year: int) -> date:
    """1 Tishri of Hebrew year `year`, by the mean new moon and the four postponements."""

    def elapsed_days(hebrew_year: int) -> int:
        months_count = (235 * hebrew_year - 234) // 19
        parts = 12_084 + 13_753 * months_count
        days_count = 29 * months_count + parts // 25_920
        return days_count + 1 if 3 * (days_count + 1) % 7 < 3 else days_count

    before, this, after = (elapsed_days(year + step) for step in (-1, 0, 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(this + late - 1_373_428 + 1)


@pytest.mark.parametrize("year", YEARS)
def test_jewish_festivals_follow_the_arithmetic_of_the_hebrew_calendar(year: int) -> None:
    tishri, next_tishri = _rosh_hashanah(year + 3761), _rosh_hashanah(year + 3762)
    passover = tishri - DAY * 163  # from 15 Nisan to 1 Tishri every month has a fixed length
    has_long_heshvan = (next_tishri - tishri).days % 10 == 5
    expected = {
        "Rosh Hashanah": tishri,
        "Yom Kippur": tishri + DAY * 9,
        "Sukkot: first days": tishri + DAY * 14,
        "Shemini Atzeret and Simchat Torah": tishri + DAY * 21,
        "Hanukkah": tishri + DAY * (83 + has_long_heshvan),  # 25 Kislev
        "Purim": passover - DAY * 30,
        "Passover: first days": passover,
        "Passover: last days": passover + DAY * 6,
        "Shavuot": passover + DAY * 50,
    }
    assert {name: _festival(name, year).starts_on for name in expected} == expected


@pytest.mark.parametrize("year", YEARS)
def test_muslim_festivals_lie_within_two_days_of_the_arithmetic_islamic_calendar(year: int) -> None:
    def civil(hijri_year: int, month: int, day: int) -> date:
        ordinal = day + (29 * (month - 1) + month // 2) + (hijri_year - 1) * 354 + (3 + 11 * hijri_year) // 30
        return date.fromordinal(ordinal + 227_014)

    hijri_year = year - 579  # the Hijri year of each spring from 2026 to 2029
    for name, month, day in (("Ramadan", 9, 1), ("Eid al-Fitr", 10, 1), ("Eid al-Adha", 12, 10)):
        distance = abs((_festival(name, year).starts_on - civil(hijri_year, month, day)).days)
        assert distance <= 2, (name, distance)
    assert _festival("Ramadan", year).ends_on + DAY == _festival("Eid al-Fitr", year).starts_on
    assert "moon" in _festival("Eid al-Adha", year).confidence


@pytest.mark.parametrize("year", YEARS)
def test_christian_festivals_follow_the_two_rules_for_easter(year: int) -> None:
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    orthodox = date(year, month, day + 1) + DAY * 13
    assert _festival("Orthodox Easter", year).starts_on == orthodox
    assert _festival("Orthodox Good Friday", year).starts_on == orthodox - DAY * 2
    banks = {
        name: day for day, name in bank_holidays("england", date(year, 1, 1), date(year, 12, 31)).items()
    }
    assert _festival("Good Friday", year).starts_on == banks["Good Friday"]
    assert _festival("Easter", year).ends_on == banks["Easter Monday"]


@pytest.mark.parametrize("year", YEARS)
def test_festivals_of_the_moon_fall_at_the_moon_they_belong_to(year: int) -> None:
    def age_days(day: date) -> float:
        """Days since the mean new moon, from the new moon of 6 January 2000 at 18:14 UTC, at noon."""
        return ((day - date(2000, 1, 6)).days - 0.26) % 29.530588853

    for name in ("Diwali", "Lunar New Year"):
        age = age_days(_festival(name, year).starts_on)
        assert min(age, 29.53 - age) <= 1.7, (name, age)
    for name in ("Holi", "Raksha Bandhan", "Guru Nanak Gurpurab", "Vesak"):
        assert abs(age_days(_festival(name, year).starts_on) - 14.77) <= 2.2, name
    diwali = _festival("Diwali", year).starts_on
    assert 18 <= (diwali - _festival("Dussehra", year).starts_on).days <= 21
    assert 14 <= (_festival("Guru Nanak Gurpurab", year).starts_on - diwali).days <= 17
    assert _festival("Bandi Chhor Divas", year).starts_on == diwali


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), "2025-26"),
        (date(2026, 4, 1), "2026-27"),
        (date(2027, 3, 31), "2026-27"),
        (date(2099, 4, 1), "2099-00"),
    ],
)
def test_a_financial_year_begins_on_the_first_of_april(day: date, year: str) -> None:
    assert financial_year_of(day) == year


def test_a_month_has_passed_once_its_day_is_reached_again() -> None:
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 1, 31), date(2026, 3, 31)) == 2
    assert months_between(date(2024, 2, 29), date(2025, 2, 28)) == 11
    assert months_between(date(2026, 9, 15), date(2026, 9, 15)) == 0
    assert months_between(date(2026, 9, 15), date(2027, 9, 14)) == 11


@given(DAYS, DAYS)
def test_months_and_financial_years_agree_with_the_calendar(one: date, other: date) -> None:
    assert months_between(one, other) == -months_between(other, one)
    first_on, last_on = sorted((one, other))
    assert financial_year_of(first_on) <= financial_year_of(last_on) or last_on.year == 2100


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert monday <= day <= monday + DAY * 6
    assert {monday_of(monday + DAY * offset) for offset in range(7)} == {monday}
