"""Checks of idiom and style."""
