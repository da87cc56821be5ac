"""What the tests of a batch share."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def parquet() -> Any:
    """Return pyarrow with its Parquet module, where the batch extra is installed."""
    pytest.importorskip("pyarrow.parquet")
    return pytest.importorskip("pyarrow")
