"""The rule profile for speech: which rules speak, how sure their first suggestion is, and their names in words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.assets import resource


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules by name; `confidence` and `title` fall back to defaults for rules that are not listed."""

    off: frozenset[str]
    confidence: Mapping[str, float] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)

    def sure(self, rule: str) -> float:
        """Return the probability that the first suggestion of `rule` is right."""
        return self.confidence.get(rule, self.confidence.get("default", 0.4))

    def name(self, rule: str) -> str:
        """Return the rule's name in words: "SplitWords" without an entry becomes "Split words"."""
        return self.title.get(rule) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rule).replace("_", " ").capitalize()


def load(name: str, rules: Mapping[str, str] | None = None) -> Profile:
    """Return the shipped profile `name` ("embedded"), with the person's own switches ("on", "off") over it."""
    content = tomllib.loads(resource(f"grammar/{name}.toml").read_text(encoding="utf-8"))
    off = set(content["off"])
    for rule, state in (rules or {}).items():
        (off.add if state == "off" else off.discard)(rule)
    return Profile(frozenset(off), content["confidence"], content["title"])
