"""Furniture in another language than its article goes; foreign words that say something stay."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.decision import Decision
from corpus.clean.rules.foreign_words import FURNITURE, GLUE
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain
from tests.corpus.test_language import TEXTS

RULE = "foreign-furniture"

# None of these is a phrase of `rules.phrases`: what a plugin or a template says in its own words.
JUNK = {
    "id": ("Bagikan artikel ini di Facebook", "Baca artikel terbaru kami lainnya",
           "Ikuti berita kami di Instagram", "Unduh aplikasi kami sekarang"),
    "ms": ("Kongsikan artikel ini di WhatsApp", "Baca artikel popular kami yang lain"),
    "es": ("Comparte esta entrada en Facebook", "Lee todos los artículos relacionados aquí",
           "Haz clic para copiar el enlace"),
    "pt": ("Compartilhe este artigo no WhatsApp", "Leia todos os artigos relacionados aqui"),
    "fr": ("Partagez cet article sur Facebook", "Voir tous les articles similaires ici",
           "Recevez nos articles par email"),
    "de": ("Diesen Beitrag auf Facebook teilen", "Jetzt kostenlos den Newsletter abonnieren",
           "Alle Beiträge lesen"),
    "it": ("Condividi questo articolo su Facebook", "Leggi tutti gli articoli correlati qui"),
    "nl": ("Deel dit bericht op Facebook", "Lees alle artikelen en berichten hier"),
    "pl": ("Udostępnij ten artykuł na Facebook", "Czytaj wszystkie nasze artykuły tutaj"),
    "tr": ("Bu yazıyı Facebook ile paylaşın", "Tüm ilgili yazılar için tıklayın"),
    "vi": ("Chia sẻ bài viết này lên Facebook", "Xem thêm các bài viết liên quan tại đây"),
}  # fmt: skip

STAY = (
    # terms and names of therapies
    "Morita", "Morita therapy and Naikan", "Shinrin-yoku", "Ikigai", "Gestalt", "Weltschmerz",
    "Folie à deux", "La belle indifférence", "Ataque de nervios", "Taijin kyofusho", "Hwa-byung",
    "Déjà vu", "Raison d'être", "Joie de vivre", "Memento mori", "Yoga nidra", "Susto", "Amok",
    # titles of books, films and songs
    "Le Petit Prince", "À la recherche du temps perdu", "Die Leiden des jungen Werthers",
    "Das Unbehagen in der Kultur", "El laberinto de la soledad", "Il nome della rosa",
    "Mi diario", "La vida es sueño", "Der Steppenwolf", "Lire Lolita à Téhéran",
    "Todo sobre mi madre", "Voyage au bout de la nuit", "Laskar Pelangi", "De avonden",
    # names of people and places
    "María González, Sevilla", "Jean-Luc Moreau", "Universitas Gadjah Mada", "Hôpital Sainte-Anne",
    # whom to call, in another language
    "Línea de Prevención del Suicidio y Crisis", "En español: llame o envíe un mensaje al 988",
    "Ayuda en español: 1-800-628-9454", "Telefonseelsorge", "Écoute et aide en français",
    "Haz clic aquí para recibir ayuda", "Layanan bantuan krisis: hubungi kami",
    "自殺予防いのちの電話", "心理援助热线", "Телефон доверия", "خط المساعدة",
    # advice in another language, in the words of buttons
    "Comparte lo que sientes con alguien.", "Teilen Sie Ihre Gefühle mit jemandem.",
    "Chia sẻ cảm xúc của bạn với người bạn tin tưởng", "Lees elke avond een kort bericht.",
    # what foreign words there are in a line of its own language
    "She said la vita è bella, and laughed.", "He called it Sehnsucht.", "気 (ki) means energy.",
)  # fmt: skip


def decided(line: str, *, language: str = "en", around: str = "{0}\n\n{1}\n\n{0}\n") -> Decision:
    """What becomes of a line of its own in an article of some language."""
    found = clean(read_plain(around.format(TEXTS[language], line)))
    return next(each for each in found.decisions if each.unit.text == line)


@pytest.mark.parametrize("line", [line for lines in JUNK.values() for line in lines])
def test_furniture_in_another_language_goes(line: str) -> None:
    """Eleven languages of furniture, in an English article."""
    assert decided(line).action == "drop"


@pytest.mark.parametrize("line", STAY)
def test_foreign_words_that_say_something_stay(line: str) -> None:
    """Terms, titles, names, and whom to call are no furniture, in whatever language."""
    assert not decided(line).rule.startswith(RULE)


@pytest.mark.parametrize("language", [code for code in JUNK if code in TEXTS])
def test_furniture_in_the_article_s_own_language_is_for_other_rules(language: str) -> None:
    """This rule is about another language than the article's."""
    for line in JUNK[language]:
        assert not decided(line, language=language).rule.startswith(RULE)


@pytest.mark.parametrize("language", [code for code in TEXTS if code not in ("id", "en")])
def test_the_article_may_be_in_any_language(language: str) -> None:
    """Indonesian furniture in a German article is as foreign as in an English one."""
    assert decided("Baca artikel terbaru kami lainnya", language=language).action == "drop"


def test_a_plugin_s_line_in_another_script_goes() -> None:
    """An article in Latin letters has none of its own; a term with its translation has some."""
    last = "{0}\n\n{0}\n\n{1}\n"
    assert decided("分享到微信", around=last).rule.startswith(RULE)
    assert decided("Читать далее", around=last).rule.startswith(RULE)
    for term in ("愛", "物の哀れ, the pity of things", "心理援助热线", "Телефон доверия"):
        assert not decided(term, around=last).rule.startswith(RULE)


def test_a_heading_in_another_script_stays() -> None:
    """It may be a term that the section is about."""
    assert not decided("もののあはれ").rule.startswith(RULE)


@pytest.mark.parametrize(
    "text",
    [
        "# On words\n\n{0}\n\n> Compartir artículos en Facebook\n\n{0}\n",  # a quotation
        "# On words\n\n{0}\n\nButtons in Spanish:\n\n- Compartir artículos\n- Leer artículos\n",
        "# On words\n\n{0} Compartir artículos en Facebook. {0}\n",  # inside a paragraph
    ],
    ids=["a quotation", "a list that is led into", "inside a paragraph"],
)
def test_what_belongs_to_the_text_stays(text: str) -> None:
    """Only a short line of its own is furniture."""
    found = clean(read_markdown(text.format(TEXTS["en"])))
    assert not any(each.rule.startswith(RULE) for each in found.decisions)


def test_a_text_too_short_to_have_a_language_keeps_its_lines() -> None:
    """Where the article's language is not known, nothing is foreign to it."""
    found = clean(read_plain("Rest is allowed.\n\nLeer artículos en Facebook\n"))
    assert not any(each.rule.startswith(RULE) for each in found.decisions)


def test_every_furniture_language_has_its_glue() -> None:
    """A line is held together by small words, and English needs them to be told apart."""
    assert FURNITURE.keys() | {"en"} == GLUE.keys()
    assert all(word == word.casefold() for words in FURNITURE.values() for word in words.split())
