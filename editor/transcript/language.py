"""Which language each paragraph is in, offline: by its script, and in Latin script by its most ordinary words.

Scripts settle most cases (Kana is Japanese, Hangul Korean, Han without Kana Chinese). Latin paragraphs are compared
with short profiles of function words; a paragraph too short to tell takes the language of the nearest one in the same
script that could be told. No model is loaded, so a worker pays nothing at start-up.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from editor.transcript.paragraph import Paragraph

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE = 4000  # code points of a paragraph that are looked at
_LATIN_END = "\u0250"  # the first code point behind Latin and its extensions A and B
_LEAST_WORDS = 3  # ordinary words that a Latin paragraph must show

# Ordinary words of each language; what several share counts for each of them.
_PROFILES = {
    "en": "the of and to in is that it for was on are with as be this have from you we they not but what all were when "
          "your can there an which their if will do about so just know like how it's i'm don't that's yeah well i",
    "de": "der die das und ist nicht ich es ein eine zu den mit von auf für im dem auch sich wir sie was wie aber noch "
          "so hat wird oder bei nach nur wenn wenn mal haben sind einen ja",
    "fr": "le la les de des et est que un une dans pour pas qui sur au avec ce il elle nous vous je mais ou plus c'est "
          "être sont par on y en du ont cette comme tout très bien",
    "es": "el la los las de que y en un una es no se por con para lo como más pero su sus al del está muy ya todo esta "
          "yo cuando hay porque también son qué eso",
    "it": "il lo la gli le di che e è un una in per non con si da del della sono come ma più anche questo al i ha nel "
          "io mi ci perché molto cosa quando",
    "pt": "o a os as de que e em um uma é não se por com para mais como mas ao do da no na são está muito eu isso já "
          "também você quando porque tem",
    "nl": "de het een en van is dat niet in op te zijn voor met die aan er maar ik je wij we ook om als bij nog wat "
          "dan naar heeft deze wel geen",
    "sv": "och det att i en är som på för av inte med den jag har de till var så om men ett vi kan från när då "
          "mycket",
    "da": "og det at i en er som på for af ikke med den jeg har de til var så om men et vi kan fra når da meget",
    "no": "og det at i en er som på for av ikke med den jeg har de til var så om men et vi kan fra når da veldig",
    "pl": "i w nie na się z do to że jest o jak ale po co tak za od już tego przez tylko był są dla mnie czy",
    "cs": "a v se na je že to s z o jako ale po do tak za jsem jsou pro který by jen už když nebo",
    "fi": "ja on ei se että oli hän mutta kun niin ovat myös ole sen tai jos mitä minä tämä kuin",
    "tr": "ve bir bu da de için ile çok ama ne gibi daha var ben o mi olarak değil her sonra",
    "ro": "și de la în a nu cu pe este că un o care din mai sunt pentru dar ca se am",
    "hu": "a az és hogy nem is egy ez de van meg csak ha el már volt mint vagy azt",
    "id": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke ada kita bisa",
    "vi": "và là của có không được trong cho một các với này người đã những tôi như để",
}
_WEIGHTS: dict[str, list[str]] = {}
for _language, _words in _PROFILES.items():
    for _ordinary in set(_words.split()):
        _WEIGHTS.setdefault(_ordinary, []).append(_language)

_SCRIPTS = {"CYRILLIC": "ru", "HANGUL": "ko", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "THAI": "th",
            "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy", "TAMIL": "ta", "BENGALI": "bn"}
_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "pl": "Polish", "cs": "Czech", "fi": "Finnish",
    "tr": "Turkish", "ro": "Romanian", "hu": "Hungarian", "id": "Indonesian", "vi": "Vietnamese", "zh": "Chinese",
    "ja": "Japanese", "ko": "Korean", "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "he": "Hebrew",
    "el": "Greek", "th": "Thai", "hi": "Hindi", "ka": "Georgian", "hy": "Armenian", "ta": "Tamil", "bn": "Bengali",
}
LANGUAGES = tuple(_NAMES)
"""The primary subtags that can be told."""
_UKRAINIAN = frozenset("іїєґІЇЄҐ")


def languages_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the BCP-47 primary subtag of each paragraph, "" where it cannot be told.

    A language that the paragraph is marked with stands. Cost: linear in the number of paragraphs.
    """
    told = [(p.language.split("-")[0].lower() if p.language else language_of(p.text)) for p in paragraphs]
    latin = [not t and _script(p.text) == "LATIN" for t, p in zip(told, paragraphs, strict=True)]
    nearest: list[tuple[int, str]] = [(len(told), "")] * len(told)
    for order in (range(len(told)), range(len(told) - 1, -1, -1)):
        seen, at = "", 0
        for n in order:
            if told[n] in _PROFILES:
                seen, at = told[n], n
            elif latin[n] and seen and abs(n - at) < nearest[n][0]:
                nearest[n] = (abs(n - at), seen)
    return [t or (nearest[n][1] if latin[n] else "") for n, t in enumerate(told)]


@functools.lru_cache(maxsize=1 << 14)
def language_of(text: str) -> str:
    """Return the language of one text by itself, "" where it is too short to tell; kept, as many ask."""
    text = text[:_SAMPLE]
    script = _script(text)
    if script == "CJK":
        return "ja" if any("\u3040" <= c <= "\u30ff" for c in text) else "zh"
    if script == "CYRILLIC":
        return "uk" if any(c in _UKRAINIAN for c in text) else "ru"
    return _by_words(text) if script == "LATIN" else _SCRIPTS.get(script, "")


def name_of(tag: str) -> str:
    """Return the English name of a tag's language; the tag where none is known."""
    return _NAMES.get(tag.partition("-")[0].lower(), tag)


def mostly_latin(text: str) -> bool:
    """True where the text has letters and more than half of them are Latin ones; cheaper than telling the script."""
    if text.isascii():
        return any(map(str.isalpha, text))
    letters = [c for c in text if c.isalpha()]
    return sum(c < _LATIN_END for c in letters) * 2 > len(letters)


def _by_words(text: str) -> str:
    scores: Counter[str] = Counter()
    for word in _WEIGHTS.keys() & _WORD.findall(text.lower().replace("’", "'")):  # "a … to … a" says no more
        scores.update(_WEIGHTS[word])
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < _LEAST_WORDS:
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else ""


def _script(text: str) -> str:
    """Return the script that carries most of the text; a Han or Kana character counts for two letters."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    counts: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if character.isalpha():
            name = unicodedata.name(character, "").partition(" ")[0]
            name = "CJK" if name in ("CJK", "HIRAGANA", "KATAKANA") else name
            counts[name] += times * (2 if name == "CJK" else 1)
    return counts.most_common(1)[0][0] if counts else ""
