"""Reports: tables, charts and words made of a programme and its plan; pure, nothing is asked of clock, chance or network.

The doors, and what they give (frozen dataclasses of plain values, ready for a page, a sheet or a document):

* `tables`: `schedule_table(programme, plan, *, may_see_small_numbers=False)`, `weeks_table(programme, plan)`,
  `cost_tree(programme, plan, *, may_see_small_numbers=False)`, `funding_table(programme, plan)`,
  `targets_table(programme, plan, *, may_see_small_numbers=False)`,
  `headline(programme, plan, *, may_see_small_numbers=False)`, `years_table(plan, *, may_see_small_numbers=False)`,
  `to_find_rows(programme, plan, *, may_see_small_numbers=False)`, `left_out_rows(programme, plan)`, `proof_rows(plan)`,
  `proof_words(plan)`.
* `charts`: `timeline_chart(programme, plan, *, is_narrow=False)`, `costs_chart(programme, plan, *, is_narrow=False)`,
  `targets_chart(programme, plan, *, is_narrow=False, may_see_small_numbers=False)`, each a
  `Chart(svg: bytes, alt: str, width: int, height: int)` (in CSS pixels; the narrow variant is 320 wide).
* `narrative`: `narrative(programme, plan, *, may_see_small_numbers=False)`, a
  `Narrative(what, cost, shortfalls, co_production)`.
* `summary`: `summary(programme, plan, *, may_see_small_numbers=False)`, the plan as text for a terminal.
* `csv`: `schedule_csv`, `costs_csv`, `targets_csv`, each `(programme, plan, *, may_see_small_numbers=False) -> str`.
* `xlsx`: `workbook(programme, plan, *, made_on, may_see_small_numbers=False) -> bytes`, with live formulas.
* `ics`: `calendar(programme, plan, *, sequence, made_at, address="") -> bytes`.
* `words`: dates, times, money and the words on screen.

Small numbers are hidden unless the caller says that the reader may see them (the planning role).
"""
