"""Whole ways through the planner in a real browser: with the mouse, with the keyboard alone, and without JavaScript."""
