"""Checks of typography and markup."""
