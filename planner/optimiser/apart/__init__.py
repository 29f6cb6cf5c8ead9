"""Large programmes: where and how sessions are held is worked out apart from when, and the two are put together again.

A relaxed problem without dates (`relaxed`), in which each sitting chooses among a few ways of being held (`ways`), gives a bound
for every stage and the ways worth having. The exact model over those ways, on dates spread over the calendar (`dates`), gives the
plan. The bound holds for every plan of the programme, the plan holds every rule: what lies between is the gap (`road`).
"""
