"""Put the models of the configured depth together; what is missing of them is an incident."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from mtqa.core import Annotator, Incident, Proposer, Ranker, TextScorer
from mtqa.engine.near import NearTerms
from mtqa.engine.nearest import NearestTerms
from mtqa.engine.propose import LikelyWords, WordProposer
from mtqa.engine.rank import CandidateRanker
from mtqa.engine.weigh import RankWeights
from mtqa.errors import ModelError
from mtqa.lexicon.clusters import load_clusters
from mtqa.models.encoder import Encoder

__all__ = ["calibration", "load_models", "word_outputs"]

Models = tuple[list[Annotator], list[Ranker], list[Incident]]


@cache
def calibration() -> dict[str, Any]:
    """The fitted figures shipped with the package."""
    path = files("mtqa") / "data" / "calibration.json"
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the calibration cannot be read ({error}); reinstall the package.", place=str(path)
        ) from None
    return data


def load_models(config: Any, kit: Mapping[str, object]) -> Models:
    """Return annotators, rankers and incidents for ``standard`` and ``deep``."""
    encoder = Encoder()
    annotators: list[Annotator] = [encoder]
    if config.encoder:
        from mtqa.models.huggingface import HFEncoder, model_name

        annotators.append(HFEncoder(model_name(config.encoder)))
    glossary: Any = kit["glossary"]
    nearest = NearestTerms(glossary.things, encoder)
    proposers: list[Proposer] = [
        nearest,
        WordProposer(load_clusters()),
    ]
    incidents: list[Incident] = []
    scorer: TextScorer | None = None
    if config.depth == "deep":
        scorer = _scorer(config, encoder, annotators, incidents)
        proposers.append(LikelyWords(scorer))
    fitted = calibration()["near"]
    annotators.append(NearTerms(nearest, RankWeights(fitted["weights"]), glossary.own_things))
    rankers: list[Ranker] = []
    if config.roundtrip:
        from mtqa.models.roundtrip import RoundTrip

        trip = RoundTrip(config.roundtrip)
        annotators.append(trip)
        proposers.insert(0, trip)
        rankers.append(trip)
    fitted = calibration()["ranker"]["deep" if scorer else "standard"]
    weights = RankWeights(fitted["weights"], fitted["least"])
    name = f"ranker+{scorer.signature}" if scorer else "ranker"
    rankers.append(CandidateRanker(proposers, encoder, weights, scorer, name))
    return annotators, rankers, incidents


def _scorer(
    config: Any, encoder: Encoder, annotators: list[Annotator], incidents: list[Incident]
) -> TextScorer | None:
    """The language model of depth ``deep``, and its detector; without it the report says so."""
    if config.lm:
        from mtqa.models.huggingface import HFLanguageModel, model_name

        return HFLanguageModel(model_name(config.lm))
    from mtqa.models.language_model import LanguageModel
    from mtqa.models.state_detector import StateDetector, packaged_head

    try:
        model = LanguageModel()
    except ModelError as error:
        message = f"depth deep was not reached, judged at standard: {error}"
        incidents.append(Incident("model", message, fatal=config.models == "required"))
        return None
    if packaged_head().is_file() and not config.encoder:
        annotators.append(StateDetector(model, encoder))
    return model


def word_outputs(
    config: Any,
    texts: Sequence[str],
    spans: Sequence[Sequence[tuple[int, int]]],
    tell: Callable[[Incident], None],
) -> list[Any]:
    """Return per text the detectors' log-odds for the words at ``spans`` (one column a head)."""
    import numpy

    encoder = Encoder()
    outputs = [output[:, :2] for output in encoder.outputs(texts, spans)]
    if config.depth != "deep":
        return outputs
    from mtqa.models.language_model import LanguageModel
    from mtqa.models.state_detector import StateDetector

    try:
        model = LanguageModel()
    except ModelError as error:
        tell(Incident("model", str(error)))
        return outputs
    states = StateDetector(model, encoder).logits(model.states(texts), spans)
    return [numpy.column_stack(pair) for pair in zip(outputs, states, strict=True)]
