"""The optimiser: it decides, checks and explains plans; no Flask, no database, no clock of its own."""
