"""The rules that never bend, a module a subject: those that prune candidates, and those that add rows to the model."""
