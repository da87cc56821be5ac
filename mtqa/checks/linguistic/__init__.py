"""Checks of grammar and spelling."""
