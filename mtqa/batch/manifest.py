"""What an output folder holds and how it was made, so that a run goes on where one stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mtqa.errors import OutputError, UsageError

__all__ = ["Entry", "Manifest", "locked"]

VERSION = 1
NAME, JOURNAL, LOCK = "manifest.json", "manifest.journal", ".lock"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished shard."""

    shard: int
    key: str
    file: str
    rows: int
    bytes: int
    sha256: str


class Manifest:
    """The record of one output folder: the job, how it is judged, the finished shards.

    A shard is noted in a journal after its file has its name: a crash between the two costs one
    shard's work, never a row.
    """

    def __init__(self, folder: Path, job: Mapping[str, Any], judged: Mapping[str, Any]) -> None:
        self.folder = folder
        self.job, self.judged = dict(job), dict(judged)
        self.before: dict[str, Any] = {}
        self.shards: dict[int, Entry] = {}

    def guard(self) -> None:
        """Make the folder; refuse one that holds anything but a batch."""
        if self.folder.is_file():
            raise UsageError("the output is a folder, and this is a file.", place=str(self.folder))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            strange = any(path.name != LOCK for path in self.folder.iterdir())
        except OSError as error:
            raise OutputError(
                f"the output folder cannot be made: {error.strerror}.", place=str(self.folder)
            ) from None
        if strange and not (self.folder / NAME).exists():
            raise UsageError(
                "this folder is not empty and holds no batch; choose another for the output.",
                place=str(self.folder),
            )

    def open(self) -> None:
        """Read what is there; refuse a folder that is another job's."""
        if (self.folder / NAME).exists():
            self._read()
        self.save()

    def _read(self) -> None:
        path = self.folder / NAME
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            job, self.before = data["job"], data["judged"]
            entries = [Entry(**row) for row in data["shards"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"the manifest is damaged ({error}); choose another folder for the output.",
                place=str(path),
            ) from None
        if data.get("version") != VERSION or job != self.job:
            raise UsageError(
                f"this folder holds the results of another job ({self._differs(job)}); choose "
                "another folder, or delete this one.",
                place=str(self.folder),
            )
        self.shards = {entry.shard: entry for entry in [*entries, *self._journal()]}

    def _differs(self, job: Mapping[str, Any]) -> str:
        """Say in what another job is another."""
        names = [name for name in self.job if job.get(name) != self.job[name]]
        parts = [f"its {name} is {job.get(name)}, not {self.job[name]}" for name in names]
        return "; ".join(parts) or "of another version of the manifest"

    def _journal(self) -> Iterator[Entry]:
        """Yield what was noted since; a last line that a crash tore is left out."""
        path = self.folder / JOURNAL
        if not path.exists():
            return
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                yield Entry(**json.loads(line))
            except (ValueError, TypeError):
                return

    def holds(self, number: int, key: str) -> bool:
        """Tell whether a shard is finished, of this very content, and still there whole."""
        entry = self.shards.get(number)
        if entry is None or entry.key != key:
            return False
        try:
            return (self.folder / entry.file).stat().st_size == entry.bytes
        except OSError:
            return False

    def note(self, entry: Entry) -> None:
        """Record a finished shard."""
        self.shards[entry.shard] = entry
        try:
            with (self.folder / JOURNAL).open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(asdict(entry)) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise OutputError(
                f"the journal cannot be written: {error.strerror}.", place=str(self.folder)
            ) from None

    def close(self, count: int) -> None:
        """Forget shards beyond the input's end, with their files, and write the whole record."""
        for number in [number for number in self.shards if number >= count]:
            (self.folder / self.shards.pop(number).file).unlink(missing_ok=True)
        self.save(complete=True)

    def save(self, *, complete: bool = False) -> None:
        """Write the manifest whole or not at all; the journal starts anew."""
        from mtqa.formats import write_file

        shards = [asdict(self.shards[number]) for number in sorted(self.shards)]
        data = {"version": VERSION, "complete": complete, "job": self.job, "judged": self.judged}
        text = json.dumps({**data, "shards": shards}, ensure_ascii=False, indent=1) + "\n"
        write_file(str(self.folder / NAME), text.encode())
        (self.folder / JOURNAL).unlink(missing_ok=True)

    def changes(self) -> list[str]:
        """Say what is judged by other means than in the last run."""
        if not self.before:
            return []
        names = sorted({*self.before, *self.judged} - {"key"})
        return [name for name in names if self.before.get(name) != self.judged.get(name)]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder while one is at work."""
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise UsageError("another run is at work in this folder.", place=str(folder)) from None
    finally:
        os.close(handle)
