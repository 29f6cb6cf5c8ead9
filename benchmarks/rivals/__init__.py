"""What this optimiser is measured against: the same rules and targets as one date-indexed model, under three solvers."""
