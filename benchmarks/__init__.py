"""Measurements: how long things take on the worked examples."""
