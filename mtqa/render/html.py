"""The report as an editor's desk: one HTML file that needs nothing else."""

from __future__ import annotations

from mtqa.core import Report

__all__ = ["to_html"]


def to_html(report: Report) -> str:
    """Return the desk of the report's articles as one self-contained page."""
    from mtqa.render.desk.page import desk_page

    return desk_page(report)
