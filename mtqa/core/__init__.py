"""Values and contracts; standard library only."""

from mtqa.core.check import Check, Example, check, load_checks
from mtqa.core.finding import Evidence, Finding, Findings, Safety, Severity, Suggestion, Tier
from mtqa.core.ports import Annotator, Candidate, Proposer, Ranker, TextScorer, Variant
from mtqa.core.report import Article, Incident, Report, Score, Signature, Verdict
from mtqa.core.text import (
    Annotations,
    Block,
    Document,
    Edit,
    Piece,
    Segment,
    Span,
    Token,
    WordForm,
)

__all__ = [
    "Annotations",
    "Annotator",
    "Article",
    "Block",
    "Candidate",
    "Check",
    "Document",
    "Edit",
    "Evidence",
    "Example",
    "Finding",
    "Findings",
    "Incident",
    "Piece",
    "Proposer",
    "Ranker",
    "Report",
    "Safety",
    "Score",
    "Segment",
    "Severity",
    "Signature",
    "Span",
    "Suggestion",
    "TextScorer",
    "Tier",
    "Token",
    "Variant",
    "Verdict",
    "WordForm",
    "check",
    "load_checks",
]
