"""Knowledge and models by name, each loaded when something first asks for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mtqa.config import Config
from mtqa.core import Annotator, Incident, Ranker, load_checks
from mtqa.core.check import Check
from mtqa.errors import ModelError, UsageError, did_you_mean

__all__ = ["Kit", "Models", "load_models", "named", "select_checks"]

Models = tuple[list[Annotator], list[Ranker], list[Incident]]


class Kit(Mapping[str, object]):
    """What checks may ask for by the names of their parameters."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._loaded: dict[str, object] = {"settings": config}

    def __getitem__(self, name: str) -> object:
        if name not in self._loaded:
            with _no_collection():
                self._loaded[name] = _LOADERS[name](self)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter({"settings", *_LOADERS})

    def __len__(self) -> int:
        return len(_LOADERS) + 1


def _glossary(kit: Mapping[str, object]) -> object:
    from mtqa.glossary.load import load_glossaries

    config: Any = kit["settings"]
    return load_glossaries(config.glossaries, shipped=config.shipped_glossaries, style=config.style)


def _patterns(kit: Mapping[str, object]) -> object:
    from mtqa.lexicon.finder import load_patterns

    return load_patterns()


def _variants(kit: Mapping[str, object]) -> object:
    from mtqa.lexicon.variants import load_variants

    glossary: Any = kit["glossary"]
    return load_variants(glossary, signature=glossary.key)


def _senses(kit: Mapping[str, object]) -> object:
    from mtqa.glossary.senses import Senses, load_senses

    config: Any = kit["settings"]
    return load_senses() if config.shipped_glossaries else Senses(())


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the garbage collector: going over a million new objects again and again costs half a second."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_LOADERS: dict[str, Callable[[Mapping[str, object]], object]] = {
    "glossary": _glossary,
    "patterns": _patterns,
    "senses": _senses,
    "variants": _variants,
}


def load_models(config: Config, kit: Mapping[str, object]) -> Models:
    """Load the models of the configured depth; what is missing is an incident.

    The incident is fatal only where the settings say ``models = "required"``.
    """
    if config.depth == "fast":
        return [], [], []
    try:
        from mtqa.engine.models import load_models as load

        found: Models = load(config, kit)
    except (ImportError, ModelError) as error:
        message = f"depth {config.depth} was not reached, judged at fast: {error}"
        return [], [], [Incident("model", message, fatal=config.models == "required")]
    return found


def select_checks(config: Config) -> list[Check]:
    """Return the checks the settings name; an unknown name is a :class:`UsageError`."""
    known = load_checks()
    ignored_in_files = [name for names in config.per_file_ignores.values() for name in names]
    for prefix in (*config.select, *config.ignore, *config.max, *ignored_in_files):
        if not any(named(name, [prefix]) for name in known):
            hint = did_you_mean(prefix, known)
            raise UsageError(f"no check is called “{prefix}”{hint}; `mtqa checks` lists them.")
    chosen = [
        check
        for check in known.values()
        if (named(check.name, config.select) if config.select else check.default)
    ]
    return [check for check in chosen if not named(check.name, config.ignore)]


def named(name: str, prefixes: Iterable[str]) -> bool:
    """Tell whether a check is one of ``prefixes`` or stands below one (``design``, ``all``)."""
    return any(
        name == prefix or name.startswith(prefix.rstrip("/") + "/") or prefix == "all"
        for prefix in prefixes
    )
