"""The rule profile for speech: which rules speak, what their findings become, how sure their first suggestion is."""

from __future__ import annotations

import enum
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from editor.assets import resource

USUAL = 0.4
"""The confidence of a rule about which nothing is known."""
EMBEDDED_CHECKER, LANGUAGETOOL = "embedded", "languagetool"
"""Names of the checkers, and of their profiles."""
_CATEGORY = "category:"


class Treatment(enum.StrEnum):
    """What becomes of a rule's findings."""

    ON = "on"  # shown as the checker words them
    OFF = "off"
    JOIN = "join"  # a full stop in mid-sentence: take it out
    REPEAT = "repeat"  # a doubled word: take one out, whatever the checker proposes


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules by name (without the checker's prefix), with `*` at either end, or by category.

    The person's own switches of rules come first, then rules by name, then categories. `confidence` and `title` fall
    back to the category, then to a default.
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
        for rules in (self.chosen, self.rules):
            if name in rules:
                return rules[name]
            for pattern, treatment in rules.items():
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


def category_key(category: str) -> str:
    """Return the key of a whole category among a person's switches."""
    return _CATEGORY + category


def content(name: str) -> dict[str, Any]:
    """Return the data of the shipped profile `name` ("embedded", "languagetool")."""
    return tomllib.loads(resource(f"grammar/{name}.toml").read_text(encoding="utf-8"))


def load(name: str, rules: Mapping[str, str] | None = None) -> Profile:
    """Return the shipped profile `name` with the person's own switches over it.

    A switch with an unknown word is passed over, so that settings of a later version do no harm.
    """
    shipped = content(name)
    own = dict.fromkeys(shipped["off"], Treatment.OFF)
    for treatment in Treatment:
        own.update(dict.fromkeys(shipped.get("kind", {}).get(treatment.value, ()), treatment))
    categories = dict.fromkeys(shipped.get("off_categories", ()), Treatment.OFF)
    known = {treatment.value: treatment for treatment in Treatment}
    chosen = {rule: known[state] for rule, state in (rules or {}).items() if state in known}
    categories |= {key.removeprefix(_CATEGORY): how for key, how in chosen.items() if key.startswith(_CATEGORY)}
    switched = {bare(rule): how for rule, how in chosen.items() if not rule.startswith(_CATEGORY)}
    return Profile(own, categories, shipped["confidence"], shipped["title"], switched)
