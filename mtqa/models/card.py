"""The card of the shipped weights: format, sizes, hashes, and the folder they stand in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from mtqa.errors import ModelError

__all__ = ["FORMAT", "packaged_weights", "read_card", "verify"]

FORMAT = 1


def packaged_weights() -> Path:
    """The folder of the weights inside the package."""
    return Path(__file__).parent.parent / "data" / "encoder"


def verify(folder: Path | None = None) -> list[str]:
    """Return the shipped files whose hash is not the card's."""
    place = folder or packaged_weights()
    card = read_card(place)
    return [
        name
        for name, digest in card["sha256"].items()
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != digest
    ]


def read_card(folder: Path) -> dict[str, Any]:
    """Read the card; files that are missing or cut short are an error."""
    path = folder / "card.json"
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(
            "the encoder's weights are missing; reinstall the package.", place=str(folder)
        ) from None
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the encoder's card is damaged ({error}); reinstall the package.", place=str(path)
        ) from None
    if card.get("format") != FORMAT:
        raise ModelError(
            f"the encoder's weights have format {card.get('format')}, this version reads {FORMAT}; "
            "reinstall the package.",
            place=str(path),
        )
    for name, size in card["files"].items():
        place = folder / name
        if not place.is_file() or place.stat().st_size != size:
            raise ModelError(
                "the encoder's weights are missing or cut short; reinstall the package.",
                place=str(place),
            )
    return card
