"""Costing: whole-pence prices of everything a programme needs, one costing rule a function.

Source: `docs/formulation.md` §3 and §8; each rule's own source stands in its docstring, and `docs/costing.md` tells the story.

Two ways in:

* the optimiser asks for charges before anything is solved (`planner.costing.charges`);
* `planner.costing.price.price_plan(programme, plan)` prices a finished plan, walking the plan and never the model.

Both call the same rule functions. They share a `Pricing(programme)` (`planner.costing.context`), which holds the programme's
look-ups and the unit rates already worked out; make one for each programme and pass it on:

    pricing = Pricing(programme)

    sitting_charges(pricing, sitting, place, start)        -> tuple[Charge, ...]
        all costs of the sitting running there and then that depend on no decided number, team or booking: care, travel
        home, data, hybrid kit, licence event, coordination and other costs a sitting, place charges of standing groups at
        series sessions, amount pins (each in place of every other charge of its category at this sitting)
    place_charges(pricing, sitting, place, start, group, way)  -> tuple[Charge, ...]      way: "room" or "online"
        ONE place of a group: payment or employer's time, travel, catering, subsistence, other costs a place
    room_hire(pricing, place, day, from_minute, to_minute)     -> Charge                  room times, after midnight
    support_hire(pricing, supplier, place, day, from_minute, to_minute, workers) -> Charge   session times
    staff_charges(pricing, member, role, sitting, place, start)    -> tuple[Charge, ...]
    constant_charges(pricing)                              -> tuple[Charge, ...]
        what every plan costs: coordination of the programme and of people invited, recruitment of standing groups, other
        costs once, a person invited, a month
    device_charge(pricing)                                 -> Charge                      one device
    setup_help_charge(pricing)                             -> Charge                      one person
    induction_charge(pricing, group)                       -> Charge | None               one person; None: no induction
    recruit_charge(pricing, group)                         -> Charge | None               one person recruited; None: no price
    training_charge(pricing, member, gives)                -> Charge
    licence_month_charge(pricing, tool, month)             -> Charge | None               month: its first day
    licence_year_charge(pricing, tool, first_month)        -> Charge | None
    pricing.is_pinned(sitting_id, category)                -> bool: the sitting leaves its booking of that category
    pricing.first_year, pricing.last_year                  -> financial years of the period
    pricing.licence_years                                  -> tuple of first months of each twelve

    access_at(pricing, sitting, place, start) -> Access(needs, gaps, to_visit)            planner.costing.access
        needs: tuple[SupportNeed(supplier, workers, takes_places)], a supplier once; gaps: tuple[AccessGap(...)], empty if
        every requirement is met there; to_visit: features not known that an estimate relies on
    support_needs(pricing, sitting, place, start) -> tuple[SupportNeed, ...]; raises AccessNotMet where there are gaps

`Charge(rule, category, basis, financial_year, pence)`: `pence` is its value; only `basis` new money counts against the budget
(`charge.new_pence`). Anything that has no price raises `CannotPrice(code, **parameters)`.

The rules, as they stand in `PlanLine.rule`, and the rest of `PlanLine.key` after ":" (parts joined by ":"):

    place_payment, employer_time     SITTING, GROUP, room or online
    travel, travel_home, care, catering, subsistence    SITTING, GROUP
    data, hybrid_kit, licence_event  SITTING
    device, setup_help               (nothing more)
    licence_month, licence_year      TOOL, YYYY-MM
    room_hire                        VENUE/ROOM, YYYY-MM-DD
    support_hire                     SUPPLIER, VENUE/ROOM or TOOL, YYYY-MM-DD
    staff_time, staff_mileage        SITTING, STAFF, ROLE
    training                         STAFF, what it gives
    induction, recruitment           GROUP
    coordination                     "programme" and financial year, "people", or "sitting" and SITTING
    other_cost                       COST, then SITTING (a sitting, a place) or financial year (a month)
    fixed_amount                     SITTING, CATEGORY, number
    top_up                           RING-FENCE
    contingency                      (nothing more)

Quantities are whole numbers but for hours (`staff_time`, `coordination`), which are sixtieths to ten decimal places:
`Fraction(quantity).limit_denominator(60)` gives them back exactly.
"""
