"""Pivot-word clusters and calque patterns: what engines confuse, and why."""

from mtqa.lexicon.clusters import Cluster, Clusters, Sibling, load_clusters
from mtqa.lexicon.finder import PatternMatch, Patterns, load_patterns
from mtqa.lexicon.patterns import Pattern

__all__ = [
    "Cluster",
    "Clusters",
    "Pattern",
    "PatternMatch",
    "Patterns",
    "Sibling",
    "load_clusters",
    "load_patterns",
]
