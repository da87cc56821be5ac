"""Very many articles: resumable, in parallel, every article exactly once in the output."""

from mtqa.batch.inputs import Columns
from mtqa.batch.job import Job, Outcome, run_job

__all__ = ["Columns", "Job", "Outcome", "run_job"]
