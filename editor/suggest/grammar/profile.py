"""The rule profile for speech: which rules speak, what their findings become, how sure their first suggestion is."""

from __future__ import annotations

import enum
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from editor.assets import resource

USUAL = 0.4
"""The confidence of a rule about which nothing is known."""


class Treatment(enum.StrEnum):
    """What becomes of a rule's findings."""

    ON = "on"  # shown as the checker words them
    OFF = "off"
    JOIN = "join"  # a full stop in mid-sentence: take it out
    REPEAT = "repeat"  # a doubled word: take one out, whatever the checker proposes


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules by name (without the checker's prefix), with `*` at either end, or by category.

    The person's own switches come first, then rules by name, then categories. `confidence` and `title` fall back to
    the category, then to a default.
    """

    rules: Mapping[str, Treatment]
    categories: Mapping[str, Treatment] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Treatment] = field(default_factory=dict)

    @property
    def off(self) -> frozenset[str]:
        """Rules that are switched off by their exact name."""
        names = {*self.rules, *self.chosen}
        return frozenset(name for name in names if self.treatment(name) is Treatment.OFF)

    def treatment(self, rule: str, category: str = "") -> Treatment:
        """Return what becomes of a finding."""
        name = bare(rule)
        if name in self.chosen:
            return self.chosen[name]
        if name in self.rules:
            return self.rules[name]
        for pattern, treatment in self.rules.items():
            if "*" in pattern and fnmatchcase(name, pattern):
                return treatment
        return self.categories.get(category, Treatment.ON)

    def sure(self, rule: str, category: str = "") -> float:
        """Return the probability that the first suggestion of `rule` is right."""
        usual = self.confidence.get(category, self.confidence.get("default", USUAL))
        return self.confidence.get(bare(rule), usual)

    def name(self, rule: str, given: str = "") -> str:
        """Return the rule's name in words: ours, the checker's, or made from its identifier."""
        words = self.title.get(bare(rule)) or given
        return words or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare(rule)).replace("_", " ").capitalize()


def bare(rule: str) -> str:
    """Return a rule's name without the checker's prefix."""
    return rule.rpartition(".")[2]


def load(name: str, rules: Mapping[str, str] | None = None) -> Profile:
    """Return the shipped profile `name` ("embedded", "languagetool") with the person's own switches over it.

    A switch with an unknown word is passed over, so that settings of a later version do no harm.
    """
    content = tomllib.loads(resource(f"grammar/{name}.toml").read_text(encoding="utf-8"))
    own = dict.fromkeys(content["off"], Treatment.OFF)
    for treatment in Treatment:
        own.update(dict.fromkeys(content.get("kind", {}).get(treatment.value, ()), treatment))
    categories = dict.fromkeys(content.get("off_categories", ()), Treatment.OFF)
    known = {treatment.value: treatment for treatment in Treatment}
    chosen = {bare(rule): known[state] for rule, state in (rules or {}).items() if state in known}
    return Profile(own, categories, content["confidence"], content["title"], chosen)
