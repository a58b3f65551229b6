"""The rules and groups of rules that a person can switch: what the profiles know of, and what was found in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor.suggest.grammar.profile import EMBEDDED_CHECKER, LANGUAGETOOL, Treatment, bare, category_key, content, load
from editor.suggest.merge import EMBEDDED
from editor.suggest.suggestion import Kind, Suggestion


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or a whole category of rules. `key` is what a person's switch is kept under.

    `checker` is "embedded" or "languagetool". `shipped` is what becomes of its findings unless the person chose
    otherwise. `found` counts its findings in the transcript at hand.
    """

    key: str
    checker: str
    title: str
    explanation: str
    shipped: Treatment
    is_category: bool = False
    found: int = 0


def shipped_rules() -> list[Rule]:
    """Return the rules that the profiles speak of, categories first; costs the reading of two small files."""
    rules: list[Rule] = []
    for checker in (EMBEDDED_CHECKER, LANGUAGETOOL):
        data, profile = content(checker), load(checker)
        for category, words in data.get("category", {}).items():
            how = profile.categories.get(category, Treatment.ON)
            rules.append(Rule(category_key(category), checker, words["title"], words["explanation"], how, True))
        for name, explanation in data["explanation"].items():
            rules.append(Rule(name, checker, profile.name(name), explanation, profile.rules.get(name, Treatment.ON)))
    return rules


def all_rules(found: Iterable[Suggestion], chosen: Mapping[str, str]) -> list[Rule]:
    """Return the shipped rules, those that found something in a text, and those that the person has switched before."""
    rules = {rule.key: rule for rule in shipped_rules()}
    first: dict[str, Suggestion] = {}
    counts: dict[str, int] = {}
    for suggestion in found:
        if suggestion.kind is Kind.GRAMMAR and suggestion.rule:
            name = bare(suggestion.rule)
            first.setdefault(name, suggestion)
            counts[name] = counts.get(name, 0) + 1
    for name, suggestion in first.items():
        known = rules.get(name)
        if known is None:
            checker = EMBEDDED_CHECKER if suggestion.rule.startswith(EMBEDDED) else LANGUAGETOOL
            explanation = next(iter(suggestion.reasons), "")
            known = Rule(name, checker, suggestion.title or load(checker).name(name), explanation, Treatment.ON)
        rules[name] = Rule(name, known.checker, known.title, known.explanation, known.shipped, found=counts[name])
    for key in chosen:
        if bare(key) not in rules and key not in rules:
            name = bare(key)
            checker = LANGUAGETOOL if name.isupper() else EMBEDDED_CHECKER
            rules[name] = Rule(name, checker, load(checker).name(name), "", Treatment.ON)
    return list(rules.values())
