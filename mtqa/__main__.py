"""``python -m mtqa`` is the command line."""

from mtqa.cli import main

main(prog_name="mtqa")
