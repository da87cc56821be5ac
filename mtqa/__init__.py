"""A linter for machine-translated prose.

>>> import mtqa
>>> mtqa.check_text("a two -hour call").findings[0].check
'design/spaced-hyphen'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from mtqa.api import Linter, check_file, check_text, fix_text
    from mtqa.config import Config
    from mtqa.core import Finding, Report
    from mtqa.errors import MtqaError

__all__ = [
    "Config",
    "Finding",
    "Linter",
    "MtqaError",
    "Report",
    "check_file",
    "check_text",
    "fix_text",
]

_HOMES = {
    "Config": "mtqa.config",
    "Finding": "mtqa.core",
    "MtqaError": "mtqa.errors",
    "Report": "mtqa.core",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that ``import mtqa`` stays light."""
    if name not in __all__:
        raise AttributeError(f"module “mtqa” has no attribute “{name}”")
    import importlib

    return getattr(importlib.import_module(_HOMES.get(name, "mtqa.api")), name)
