"""The command line: parse, call the api, print, exit. Commands load when they are called."""

from mtqa.cli.app import main

__all__ = ["main"]
