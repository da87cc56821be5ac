"""How far a batch is, on stderr: rate and time left, rewritten on a terminal, else a line at times."""

from __future__ import annotations

import sys
import time
from typing import TextIO

__all__ = ["Progress", "span"]


class Progress:
    """Counts articles; prints at most twice a second on a terminal, every ten seconds elsewhere."""

    def __init__(
        self, total: int | None = None, *, quiet: bool = False, stream: TextIO | None = None
    ) -> None:
        self.total, self._quiet = total, quiet
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._started = self._last = time.monotonic()
        self.skipped = self.done = 0

    def skip(self, count: int) -> None:
        """Count articles of shards that were finished before."""
        self.skipped += count

    def tick(self, count: int) -> None:
        """Count articles taken up (less than nought: to be done again)."""
        self.done += count
        now = time.monotonic()
        if not self._quiet and now - self._last >= (0.5 if self._terminal else 10.0):
            self._last = now
            self._say(self.line(now - self._started))

    def line(self, seconds: float) -> str:
        """Return how far it is after so many seconds."""
        here = self.skipped + self.done
        rate = self.done / seconds if seconds > 0 else 0.0
        if self.total is None:
            return f"{here} articles, {rate:.1f}/s"
        left = span((self.total - here) / rate) if rate > 0 else "?"
        return f"{here}/{self.total} articles, {rate:.1f}/s, {left} left"

    def close(self) -> None:
        """Leave the terminal's line."""
        if self._terminal and not self._quiet:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _say(self, line: str) -> None:
        self._stream.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
        self._stream.flush()


def span(seconds: float) -> str:
    """Write a time as people do."""
    whole = max(0, round(seconds))
    if whole < 90:
        return f"{whole} s"
    if whole < 5400:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
