"""Every setting of the check arrives in the options of the engine."""

from editor.storage.checking import engine_options
from editor.storage.settings import Settings
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.suggestion import Kind


def test_each_setting_reaches_the_options() -> None:
    settings = Settings()
    settings.change({
        "sources_off": ["speech"], "grammar": "languagetool", "language": "de-DE", "level": "clean",
        "min_confidence": 0.5, "languagetool": "/opt/lt", "server": "localhost:8081", "rules": {"EN_A": "off"},
        "ignored": ["Wren"]})
    names, history = (Dictionary("names"),), {("wren", "Ren"): (1, 2)}
    options = engine_options(settings, names, history)
    assert (options.dictionaries, options.history) == (names, history)
    assert options.kinds == {Kind.DICTIONARY, Kind.GRAMMAR}
    assert (options.grammar, options.language, options.level) == ("languagetool", "de-DE", "clean")
    assert (options.least, options.languagetool, options.server) == (0.5, "/opt/lt", "localhost:8081")
    assert (options.rules, options.ignored) == ({"EN_A": "off"}, {"Wren"})
