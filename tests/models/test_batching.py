"""Windows cover every token once; owners give each token its word."""

from hypothesis import given
from hypothesis import strategies as st

from mtqa.models.batching import Window, batches, owners, windows


@given(st.lists(st.integers(0, 900), max_size=5), st.integers(60, 200), st.integers(1, 20))
def test_every_token_is_kept_exactly_once(lengths: list[int], size: int, margin: int) -> None:
    kept: dict[int, list[int]] = {number: [] for number in range(len(lengths))}
    for window in windows(lengths, size, margin):
        assert window.end - window.start <= size
        assert window.start <= window.keep_from <= window.keep_to <= window.end
        kept[window.text] += range(window.keep_from, window.keep_to)
    assert kept == {number: list(range(length)) for number, length in enumerate(lengths)}


def test_a_batch_stays_within_its_budget() -> None:
    items = [Window(i, 0, n, 0, n) for i, n in enumerate([5, 50, 7, 30, 90, 3])]
    groups = list(batches(items, 100))
    assert sorted(w.text for group in groups for w in group) == list(range(6))
    for group in groups:
        assert len(group) == 1 or max(w.end + 2 for w in group) * len(group) <= 100


def test_owners() -> None:
    assert owners([(0, 3), (3, 5), (6, 9), (9, 10)], [(0, 5), (6, 9)]) == [0, 0, 1, -1]
    assert owners([(0, 2)], []) == [-1]
