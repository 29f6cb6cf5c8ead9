"""The words, documents and arithmetic of co-production programmes: plain Python, no Flask, no database, no clock."""
