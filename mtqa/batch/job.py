"""A batch from its input to its summary: plan, check what is missing, publish, sum up."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mtqa.batch.finish import Finisher
from mtqa.batch.inputs import Columns, Source, open_input
from mtqa.batch.item import Done, Shard
from mtqa.batch.judged import judged_by
from mtqa.batch.manifest import Manifest, locked
from mtqa.batch.plan import shards_of
from mtqa.batch.progress import Progress
from mtqa.batch.reports import write_reports
from mtqa.batch.rows import SCHEMA
from mtqa.batch.summary import Summary
from mtqa.batch.work import Worker
from mtqa.config import Config
from mtqa.errors import OutputError, UsageError
from mtqa.linter import Linter

__all__ = ["Job", "Outcome", "run_job"]


@dataclass(frozen=True, slots=True)
class Job:
    """What to do; ``form`` is jsonl or parquet, ``engine`` local, ray or inline.

    ``inline`` judges in this very process, which an article can then take down with it.
    """

    input: str
    output: str
    columns: Columns = field(default_factory=Columns)
    form: str = "jsonl"
    jobs: int = 1
    shard_size: int = 200
    desks: int = 0
    engine: str = "local"
    ray_address: str | None = None

    @property
    def identity(self) -> dict[str, Any]:
        """What makes a job this job: another one has no business in its folder."""
        return {
            "input": str(Path(self.input).resolve()),
            "columns": asdict(self.columns),
            "output": self.form,
            "schema": SCHEMA,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: counts, how many articles were checked now, and each worker's peak."""

    summary: Summary
    checked: int
    skipped: int
    fatal: bool
    shards: tuple[Done, ...] = ()


def run_job(
    job: Job,
    config: Config,
    *,
    progress: Progress | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Run a batch, or go on with one.

    Raises :class:`mtqa.errors.MtqaError` for what concerns the whole run; what concerns one
    article is an incident in its row.
    """
    _apart(Path(job.input), Path(job.output))
    source = open_input(job.input, job.columns, excluded=config.excludes, encoding=config.encoding)
    linter = Linter(config)
    manifest = Manifest(Path(job.output), job.identity, judged_by(linter, config))
    progress = progress or Progress(quiet=True)
    progress.total = source.total
    manifest.guard()
    with ExitStack() as stack:
        stack.enter_context(_told(manifest.folder))
        stack.enter_context(locked(manifest.folder))
        manifest.open()
        for name in manifest.changes():
            say(f"{name} changed since the last run: what it touches is checked again.")
        work = stack.enter_context(_workshop(manifest.folder / ".work"))
        done, count, skipped = _check(job, config, source, manifest, work, progress)
        manifest.close(count)
        progress.close()
        summary = write_reports(job.desks, source, linter, manifest, config)
    fatal = any(item.fatal for item in linter.models[2]) or summary.judged < summary.articles
    checked = sum(one.rows for one in done)
    return Outcome(summary, checked, skipped, fatal, tuple(done))


def _apart(source: Path, output: Path) -> None:
    """Refuse an output folder inside the input: the next run would take its rows for articles."""
    if source.is_dir() and source.resolve() in (output.resolve(), *output.resolve().parents):
        raise UsageError("the output folder lies in the input folder.", place=str(output))


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system refuses (a full disk, a lost folder) into a sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        place = getattr(error, "filename", None) or folder
        raise OutputError(
            f"the run cannot go on: {reason}. What was finished is safe; the same command goes on.",
            place=str(place),
        ) from error


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """An empty folder for drafts, whatever a killed run left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check(
    job: Job,
    config: Config,
    source: Source,
    manifest: Manifest,
    work: Path,
    progress: Progress,
) -> tuple[list[Done], int, int]:
    finisher = Finisher(manifest, job.form, work)
    counts = {"shards": 0, "skipped": 0}

    def missing() -> Iterator[Shard]:
        shards = shards_of(
            source.items(), job.shard_size, manifest.judged["key"], config.ignored_in
        )
        for shard in shards:
            counts["shards"] = shard.number + 1
            if manifest.holds(shard.number, shard.key):
                counts["skipped"] += len(shard.items)
                progress.skip(len(shard.items))
            else:
                yield shard

    expected = finisher.expect(missing())
    published = [
        one
        for done in _engine(job, config, work, progress, expected)
        for one in finisher.take(done)
    ]
    return published, counts["shards"], counts["skipped"]


def _engine(
    job: Job, config: Config, work: Path, progress: Progress, shards: Iterator[Shard]
) -> Iterator[Done]:
    if job.engine == "ray":
        from mtqa.batch.on_ray import run_on_ray

        for done in run_on_ray(config, work, job.form, job.jobs, job.ray_address, shards):
            progress.tick(done.rows)
            yield done
        return
    if job.engine == "inline":
        worker = Worker(config, work, job.form)
        for shard in shards:
            yield worker.work(shard, at=lambda _: progress.tick(1))
        return
    from mtqa.batch.pool import Pool

    yield from Pool(config, work, job.form, job.jobs, progress.tick).run(shards)
