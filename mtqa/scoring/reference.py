"""Reference metrics by sacrebleu: how near the draft and its correction are to a human text."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.errors import InputError

__all__ = ["compare", "paired_lines"]


def paired_lines(draft: str, corrected: str, reference: str, *, place: str) -> list[list[str]]:
    """Return the non-empty lines of draft, corrected draft and reference, side by side.

    Raises :class:`InputError` when the reference has another number of lines.
    """
    rows = [
        [line.strip() for line in text.splitlines() if line.strip()]
        for text in (draft, corrected, reference)
    ]
    if len(rows[0]) != len(rows[2]):
        raise InputError(
            f"the reference has {len(rows[2])} lines with text and the article {len(rows[0])}; "
            "give one reference line for each line of the article.",
            place=place,
        )
    if len(rows[1]) != len(rows[0]):
        raise InputError("the corrected draft has other lines than the article.", place=place)
    return rows


def compare(
    draft: Sequence[str], corrected: Sequence[str], reference: Sequence[str]
) -> dict[str, object]:
    """Return BLEU, chrF and TER of draft and corrected draft, with sacrebleu's signatures."""
    from sacrebleu.metrics import BLEU, CHRF, TER

    result: dict[str, object] = {}
    for name, metric in (("bleu", BLEU(effective_order=True)), ("chrf", CHRF()), ("ter", TER())):
        before = metric.corpus_score(list(draft), [list(reference)]).score
        after = metric.corpus_score(list(corrected), [list(reference)]).score
        result[name] = round(after, 2)
        result[f"{name}_draft"] = round(before, 2)
        result[f"{name}_signature"] = str(metric.get_signature())
    return result
