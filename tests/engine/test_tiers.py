"""A tier is earned by figures, and a lone line of a long list earns less."""

from mtqa.core import Finding, Safety, Suggestion, Tier
from mtqa.engine import doubt_lone


def test_a_lone_calque_leaves_the_gate_and_company_keeps_it_there() -> None:
    def listed(entry: str) -> Finding:
        suggestions = (Suggestion("right", Safety.SAFE),)
        found = Finding(0, 1, "x", check="terminology/wrong-term", entry=entry)
        return found.with_(tier=Tier.GATE, suggestions=suggestions)

    lone = doubt_lone([listed("fr/cease of fire:ceasefire")])[0]
    assert (lone.tier, lone.suggestions[0].safety) == (Tier.ADVICE, Safety.UNSAFE)
    assert doubt_lone([listed("economy:key rate")])[0].tier is Tier.GATE, "a curated term stands"
    several = doubt_lone([listed("fr/cease of fire:ceasefire"), listed("economy:key rate")])
    assert [found.tier for found in several] == [Tier.GATE, Tier.GATE]
