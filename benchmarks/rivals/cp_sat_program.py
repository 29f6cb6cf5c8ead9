"""What runs in the process of CP-SAT: a file of rows in, values and a bound out; its log on standard output.

The rows go through the front end of its makers for linear models, which scales parts of numbers to whole ones.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ortools.linear_solver.python import model_builder

WORKERS = 8
"""As in the prototypes of the specification: more than there are cores, each with a way of its own."""
WIDEST = 1e9
"""Numbers may be as large as this: the front end takes ten million for the most, which money is over."""


PARTS = 1_000
"""Into so many parts are numbers cut that need not be whole: what is held of shares is met only so."""


def main() -> None:
    """Solve what the first file asks for, and write the answer to the second."""
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    model: Any = model_builder.Model()
    model.import_from_mps_file(asked["problem"])
    variables = [model.var_from_index(number) for number in range(asked["count"])]
    for variable, value in zip(variables, asked["hints"] or (), strict=False):
        model.add_hint(variable, value)
    solver: Any = model_builder.Solver("sat")
    solver.enable_output(True)
    solver.set_time_limit_in_seconds(asked["seconds"])
    solver.set_solver_specific_parameters(
        f"num_workers:{WORKERS} relative_gap_limit:{asked['relative_gap']} absolute_gap_limit:{asked['absolute_gap']} "
        f"log_search_progress:true mip_max_bound:{WIDEST} mip_var_scaling:{PARTS} random_seed:1"
    )
    status = solver.solve(model)
    has_values = status.name in ("OPTIMAL", "FEASIBLE")
    values = [float(solver.value(variable)) for variable in variables] if has_values else None
    bound = float(solver.best_objective_bound) if has_values else None
    Path(sys.argv[2]).write_text(
        json.dumps({"status": status.name, "values": values, "bound": bound}), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
