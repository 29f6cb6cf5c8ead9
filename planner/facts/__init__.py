"""Packaged facts: rates, standards, access features, festivals, school holidays; see README.md for sources."""
