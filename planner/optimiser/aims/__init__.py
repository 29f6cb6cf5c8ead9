"""The equity targets as the model sees them: what is missing, and the fixed reference that makes shortfalls comparable."""
