"""Checks of meaning."""
