"""The language of paragraphs, on sentences written for these tests."""

import pytest

from editor.transcript import Paragraph
from editor.transcript.language import language_of, languages_of


@pytest.mark.parametrize(("text", "language"), [
    ("We went to the harbour and it was closed for the day.", "en"),
    ("Wir sind gestern mit dem Zug nach Hause gefahren und es war nicht voll.", "de"),
    ("Je pense que c'est une bonne idée pour tout le monde.", "fr"),
    ("Yo creo que la casa está muy cerca de la playa.", "es"),
    ("Non credo che questo sia il treno per la città, ma è molto bello.", "it"),
    ("Ik denk dat het niet ver van de haven is.", "nl"),
    ("Myślę, że to jest dobry pomysł i nie ma się czego bać.", "pl"),
    ("我们昨天去了港口，Boston 的港口。", "zh"), ("昨日は港に行きました。", "ja"), ("어제 항구에 갔습니다.", "ko"),
    ("Мы вчера ходили в порт.", "ru"), ("Ми вчора ходили до порту й їли рибу.", "uk"),
    ("ذهبنا إلى الميناء أمس.", "ar"), ("Πήγαμε στο λιμάνι χθες.", "el"),
    ("Hm.", ""), ("", ""), ("1,000 – 2,000", ""),
])
def test_language_of_one_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_short_paragraphs_take_the_language_of_the_nearest_in_latin_script() -> None:
    texts = ["Wir sind mit dem Zug nach Hause gefahren und es war voll.", "Genau.", "对，没错。", "Right.", "",
             "I think that it was the best day of all."]
    paragraphs = [Paragraph(n, text) for n, text in enumerate(texts, 1)]
    assert languages_of(paragraphs) == ["de", "de", "zh", "en", "", "en"]


def test_a_marked_language_stands() -> None:
    assert languages_of([Paragraph(1, "Hello there, it is the one that we want.", language="de-AT")]) == ["de"]
