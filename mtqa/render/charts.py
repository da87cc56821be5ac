"""Small charts as SVG: shapes placed by numbers, coloured by the page's style, read out by name."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from mtqa.render.desk.page import visible

__all__ = ["bars", "columns"]

_WIDTH, _HEIGHT, _FOOT = 330, 110, 18
_LINE, _NAME = 22, 190


def columns(counts: Sequence[tuple[str, int]]) -> Markup:
    """Draw upright columns, one per class, with their counts above."""
    most = max((count for _, count in counts), default=0) or 1
    step = _WIDTH / max(1, len(counts))
    parts = []
    for number, (name, count) in enumerate(counts):
        height = round((_HEIGHT - _FOOT - 16) * count / most, 1)
        left, top = round(number * step + 2, 1), _HEIGHT - _FOOT - height
        middle = round(number * step + step / 2, 1)
        parts.append(f'<rect x="{left}" y="{top:g}" width="{step - 4:.1f}" height="{height:g}"/>')
        if count:
            parts.append(f'<text x="{middle}" y="{top - 4:g}" text-anchor="middle">{count}</text>')
        if number % 2 == 0:
            short = escape("<0" if name.startswith("under") else name.split("–")[0])
            parts.append(
                f'<text x="{middle}" y="{_HEIGHT - 4}" text-anchor="middle">{short}</text>'
            )
    label = "; ".join(f"{name}: {count}" for name, count in counts if count) or "no articles"
    return _svg(f"Articles by quality. {label}.", _WIDTH, _HEIGHT, parts)


def bars(counts: Sequence[tuple[str, int]]) -> Markup:
    """Draw level bars, one per name, the longest first."""
    most = max((count for _, count in counts), default=0) or 1
    room = _WIDTH + 60 - _NAME - 36
    parts = []
    for number, (name, count) in enumerate(counts):
        top = number * _LINE
        width = max(2.0, round(room * count / most, 1))
        parts.append(
            f'<text x="{_NAME - 6}" y="{top + 15}" text-anchor="end">{escape(_short(name))}</text>'
        )
        parts.append(f'<rect x="{_NAME}" y="{top + 3}" width="{width:g}" height="{_LINE - 7}"/>')
        parts.append(f'<text x="{_NAME + width + 5:g}" y="{top + 15}">{count}</text>')
    label = "; ".join(f"{name}: {count}" for name, count in counts) or "no findings"
    height = max(_LINE, len(counts) * _LINE)
    return _svg(f"Most frequent checks. {label}.", _WIDTH + 60, height, parts)


def _short(name: str) -> str:
    shown = visible(name)
    return shown if len(shown) <= 30 else shown[:29] + "…"


def _svg(label: str, width: int, height: int, parts: Sequence[str]) -> Markup:
    return Markup(
        f'<svg role="img" viewBox="0 0 {width} {height}" aria-label="{escape(visible(label))}">'
        f"{''.join(parts)}</svg>"
    )
