"""Use cases: they query, change and flush, and never commit; `planning` is the seam between programmes and tables."""
