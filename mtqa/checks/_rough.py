"""How far a rough article lowers what a doubt must reach to be said."""

from collections.abc import Mapping
from typing import Any

# The mean probability of an error: above every clean article seen in development, and twice the
# clean median (twenty held-out sentences each).
ROUGH, ROUGHEST = 0.066, 0.088


def rough_share(extra: Mapping[str, Any]) -> float:
    """Return how rough the article is, from 0 (as clean ones are) to 1."""
    share = (float(extra.get("roughness", 0.0)) - ROUGH) / (ROUGHEST - ROUGH)
    return min(1.0, max(0.0, share))
