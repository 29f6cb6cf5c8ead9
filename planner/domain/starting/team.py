"""The team and the suppliers of support, with the time to prepare and to coordinate that others have observed."""

from typing import Any

from planner.domain.starting.prices import Part, estimated_terms, newest, published_terms, standard

NATIONAL_INSURANCE_PERCENT = int(
    newest("Employer on-costs", "employer National Insurance (share of pay above GBP 5000 a year)").amounts[0]
)
ON_COSTS = (
    "Assumed: on-costs are employer National Insurance alone; add the employer’s pension, and ask payroll."
)
MODES = ["in_person", "online", "hybrid"]
SHORT_MINUTES, HALF_DAY_MINUTES, DAY_MINUTES = 120, 240, 480


def coordinator(home_area: str) -> Part:
    """Somebody of the organisation who coordinates, and may lead and host."""
    terms = estimated_terms("salary of an involvement officer, £34,000 a year", note=ON_COSTS)
    return _member(
        "coordinator",
        "Involvement officer",
        home_area,
        {
            "kind": "salary",
            "amount_pence": 3_400_000,
            "terms": terms,
            "on_cost_percent": NATIONAL_INSURANCE_PERCENT,
        },
        skills=["plain_language"],
        can_lead=True,
        can_host_online=True,
        is_checked_adult=True,
    )


def lead(home_area: str) -> Part:
    """A freelance facilitator who leads."""
    terms = estimated_terms("a freelance lead facilitator, £350 a day")
    pay = {"kind": "day_rate", "amount_pence": 35_000, "terms": terms, "day_minutes": DAY_MINUTES}
    return _member(
        "lead", "Lead facilitator (freelance)", home_area, pay, skills=["plain_language"], can_lead=True
    )


def facilitators(count: int, home_area: str) -> list[Part]:
    """Sessional facilitators by the hour; the first may host online."""
    terms = estimated_terms("a sessional facilitator, £18 an hour", note=ON_COSTS)
    pay = {
        "kind": "hourly",
        "amount_pence": 1800,
        "terms": terms,
        "on_cost_percent": NATIONAL_INSURANCE_PERCENT,
    }
    return [
        _member(
            f"facilitator-{number}",
            f"Facilitator {number} (sessional)",
            home_area,
            pay,
            skills=["plain_language"] if number == 1 else [],
            can_host_online=number <= 2,
        )
        for number in range(1, count + 1)
    ]


def _member(key: str, title: str, home_area: str, pay: Part, **more: Any) -> Part:
    return {
        "id": key,
        "title": title,
        "note": "Assumed: put your own team in its place.",
        "home_area": home_area,
        "availability": {"preset": "any_time", "earliest": "07:30", "latest": "22:00"},
        "minutes_per_day": 720,
        "pay": pay,
        **more,
    }


def coordination(minutes_per_session: int, programme_minutes: int = 2400) -> Part:
    """Time to coordinate: for a session, the preparation and write-up observed for each hour of it, by the organiser."""
    preparation, session, write_up = (
        int(hours) for hours in standard("staff time", "a session of four hours").values
    )
    return {
        "staff": "coordinator",
        "minutes_per_programme": programme_minutes,
        "minutes_per_sitting": minutes_per_session * (preparation + write_up) // session,
        "minutes_per_person": 30,
    }


def bsl_interpreters(region: str) -> Part:
    """Registered interpreters at the fees guidance of a region; two over an hour in the room, 40 minutes online."""
    rate = newest("BSL interpreter (registered)", f"{region}: short / half / full day")
    multiplier = float(newest("BSL interpreter", "evening and weekend multiplier").amounts[0])
    late = newest("BSL interpreter", "cancelled 0-7 days / 8-14 days / 15 or more days before").amounts
    lengths = (SHORT_MINUTES, HALF_DAY_MINUTES, DAY_MINUTES)
    return {
        "id": "bsl",
        "name": "Registered BSL interpreters",
        "note": "Assumed: a short booking is up to 2 hours, half a day up to 4, a day up to 8; interpreters differ.",
        "support": "bsl_interpreter",
        "modes": MODES,
        "bands": [
            {"up_to_minutes": minutes, "amount_pence": pence}
            for minutes, pence in zip(lengths, rate.amounts_pence, strict=True)
        ],
        "further_minutes": 60,
        "further_pence": -(-rate.amounts_pence[-1] // 8),
        "evening_multiplier": multiplier,
        "weekend_multiplier": multiplier,
        "two_over_room_minutes": int(standard("interpreting", "two BSL interpreters").value),
        "two_over_online_minutes": int(standard("interpreting", "one interpreter online").value),
        "terms": published_terms(rate),
        "cancellation": [
            {"days_before": 8, "percent": int(late[0])},
            {"days_before": 15, "percent": int(late[1])},
        ],
        "is_illustrative": True,
    }


def speech_to_text() -> Part:
    """Speech-to-text reporters, for whom no rate is published."""
    return {
        "id": "speech-to-text",
        "name": "Speech-to-text reporter",
        "note": "Assumed: with breaks one reporter is enough; over 90 minutes without one, two are needed.",
        "support": "speech_to_text",
        "modes": MODES,
        "takes_places": False,
        "bands": [
            {"up_to_minutes": SHORT_MINUTES, "amount_pence": 16_000},
            {"up_to_minutes": HALF_DAY_MINUTES, "amount_pence": 26_000},
            {"up_to_minutes": DAY_MINUTES, "amount_pence": 48_000},
        ],
        "further_minutes": 60,
        "further_pence": 7_000,
        "terms": estimated_terms("a remote speech-to-text reporter; no rate is published, ask for a quote"),
        "is_illustrative": True,
    }


def personal_assistants() -> Part:
    """Personal assistants by the hour, one for each person."""
    rate = newest("Replacement care", "personal assistant by direct payment (Devon)")
    return {
        "id": "assistants",
        "name": "Personal assistants",
        "note": "Assumed: one for each person who asks for it.",
        "support": "personal_assistant",
        "modes": MODES,
        "serves": "person",
        "bands": [{"up_to_minutes": 60, "amount_pence": rate.amount_pence}],
        "further_minutes": 60,
        "further_pence": rate.amount_pence,
        "terms": published_terms(rate),
        "is_illustrative": True,
    }
