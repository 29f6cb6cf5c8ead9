"""Days to keep clear: UK bank holidays by nation, school holidays, faith festivals. No clock: every date is passed in.

Source: the `holidays` library for bank holidays; the dated tables of `planner/facts/` for the others. The arithmetic of
dates is in `planner.domain.dates`.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays

from planner.domain.errors import PlannerError
from planner.domain.facts import Festival, SchoolHoliday, festivals, school_holiday_rows
from planner.domain.terms import Nation

_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


def bank_holidays(nation: Nation | str, first_on: date, last_on: date) -> dict[date, str]:
    """Each bank holiday of a nation with its name, first and last day included, in order; none if they are reversed.

    Days given in lieu are in it, beside the day itself. Raises `ValueError` for a nation that is not one of the four.
    """
    chosen = Nation(nation)
    return {
        day: name
        for year in range(first_on.year, last_on.year + 1)
        for day, name in _bank_holidays_of(chosen, year)
        if first_on <= day <= last_on
    }


@lru_cache(maxsize=256)
def _bank_holidays_of(nation: Nation, year: int) -> tuple[tuple[date, str], ...]:
    found = holidays.country_holidays(
        "GB", subdiv=_SUBDIVISIONS[nation], years=year, expand=False, language="en_GB"
    )
    return tuple(sorted(found.items()))


def school_holidays(
    nation: Nation | str, first_on: date, last_on: date, area: str | None = None
) -> dict[date, str]:
    """Each day of school holidays in a nation with their name and area, first and last day included, in order.

    Term dates are set locally: days of every area in the packaged table count, unless one `area` is asked for.
    Weekends at the ends of a holiday are not in it. Outside `school_holidays_cover` nothing is known.
    Raises `ValueError` for a nation that is not one of the four, `PlannerError` (`unknown_area`) for an unknown area.
    """
    rows = school_holiday_rows()[Nation(nation)]
    areas = sorted({row.area for row in rows})
    if area is not None and area not in areas:
        raise PlannerError("unknown_area", area=area, known=areas)
    days: dict[date, str] = {}
    for row in rows:
        if area in (None, row.area):
            for day in _days_of(row, first_on, last_on):
                days.setdefault(day, f"{row.name} (schools, {row.area})")
    return dict(sorted(days.items()))


def school_holidays_cover(nation: Nation | str) -> tuple[date, date]:
    """First and last day of the packaged table of school holidays in a nation."""
    rows = school_holiday_rows()[Nation(nation)]
    return min(row.starts_on for row in rows), max(row.ends_on for row in rows)


def faiths() -> tuple[str, ...]:
    """Faiths of the packaged table of festivals, in alphabetical order."""
    return tuple(sorted({festival.faith for festival in festivals()}))


def faith_festivals(chosen: Iterable[str], first_on: date, last_on: date) -> dict[date, str]:
    """Each festival day of the chosen faiths with the festivals' names, first and last day included, in order.

    Seasons such as Ramadan are not in it: see `faith_seasons`. Outside `festivals_cover` nothing is known.
    Raises `PlannerError` (`unknown_faith`) for a faith that is not one of `faiths()`.
    """
    return _festival_days(chosen, "day", first_on, last_on)


def faith_seasons(chosen: Iterable[str], first_on: date, last_on: date) -> dict[date, str]:
    """Each day of a season (Ramadan, Hanukkah) of the chosen faiths: to be kept in mind, never blocked.

    Raises as `faith_festivals` does.
    """
    return _festival_days(chosen, "season", first_on, last_on)


def festivals_cover() -> tuple[date, date]:
    """First and last day of the years for which the packaged table holds festivals."""
    starts = [festival.starts_on for festival in festivals()]
    return date(min(starts).year, 1, 1), date(max(starts).year, 12, 31)


def _festival_days(chosen: Iterable[str], kind: str, first_on: date, last_on: date) -> dict[date, str]:
    wanted = {faith.strip().lower() for faith in chosen}
    for faith in sorted(wanted.difference(faiths())):
        raise PlannerError("unknown_faith", faith=faith, known=list(faiths()))
    days: dict[date, list[str]] = {}
    for festival in festivals():
        if festival.kind == kind and festival.faith in wanted:
            for day in _days_of(festival, first_on, last_on):
                days.setdefault(day, []).append(festival.festival)
    return {day: ", ".join(names) for day, names in sorted(days.items())}


def _days_of(row: Festival | SchoolHoliday, first_on: date, last_on: date) -> Iterator[date]:
    first, last = max(row.starts_on, first_on), min(row.ends_on, last_on)
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
