"""Checks of local conventions."""
