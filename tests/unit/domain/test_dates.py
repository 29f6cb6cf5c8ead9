from datetime import UTC, datetime

import pytest

from planner.domain.dates import uk_time


def test_an_instant_is_shown_as_clocks_in_the_uk_show_it_in_summer_and_winter():
    assert uk_time(datetime(2026, 7, 31, 23, 30, tzinfo=UTC)) == datetime(2026, 8, 1, 0, 30)
    assert uk_time(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == datetime(2026, 12, 31, 23, 30)


def test_an_instant_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        uk_time(datetime(2026, 7, 31, 23, 30))
