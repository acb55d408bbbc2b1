"""Page furniture in twelve languages goes; advice in the same words and languages stays."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.dates import day_in
from corpus.clean.folding import fold
from corpus.clean.months import BY_LANGUAGE, MONTHS
from corpus.clean.rules.phrases import PHRASES, Meaning
from corpus.readers.plain import read_plain

LANGUAGES = set(BY_LANGUAGE)
SHOWN_AS: dict[Meaning, tuple[str, ...]] = {  # the line that a phrase makes, as pages show it
    "see also": ("{}", "{}: Why naps help"),
    "related": ("{}", "{}:"),
    "share": ("{}", "{}:", "{} Facebook"),
    "comments": ("{}", "3 {}", "{} (3)"),
    "reply": ("{}",),
    "newsletter": ("{}", "{}!"),
    "subscribe": ("{}", "{}!"),
    "tags": ("{}: a, b",),
    "published": ("{} 3/5/2024", "{}: 3/5/2024"),
    "reading time": ("5 {}",),
    "cookies": ("{}",),
    "advert": ("{}",),
    "contents": ("{}", "{}:"),
    "read more": ("{}", "{}…"),
    "author": ("{} Ana Lee Novak",),
    "privacy": ("{}",),
}
CASES = [
    (meaning, language, shown.format(phrase.capitalize()))
    for meaning, languages in PHRASES.items()
    for language, phrases in languages.items()
    for phrase in phrases
    for shown in SHOWN_AS[meaning]
]
ADVICE = {
    "English": (
        "Share how you feel with someone you trust.",
        "Read more slowly than you think you should, and put the book down when you are tired.",
        "Subscribe to nothing in the hour before bed.",
    ),
    "Indonesian": (
        "Bagikan perasaan Anda dengan orang yang Anda percaya.",
        "Baca juga tubuh Anda, karena rasa lelah sering datang lebih dulu daripada rasa sedih, dan "
        "kebanyakan orang baru menyadarinya ketika mereka sudah tidak bisa tidur selama berminggu "
        "minggu dan tidak lagi makan bersama keluarga.",
        "Komentar orang lain tidak menentukan siapa Anda.",
    ),
    "Malay": (
        "Kongsi perasaan anda dengan seseorang yang anda percayai.",
        "Langgan surat khabar bukan cara untuk tidur lebih nyenyak.",
    ),
    "Spanish": (
        "Compartir lo que sientes con alguien de confianza ayuda.",
        "Por la noche, apaga la pantalla una hora antes.",
        "Comentarios hirientes pueden doler durante días.",
    ),
    "Portuguese": (
        "Compartilhe o que sente com alguém em quem confia.",
        "Por que dormimos mal",
        "Assine um compromisso consigo: levantar-se à mesma hora.",
    ),
    "French": (
        "Partager ce que l'on ressent avec un proche soulage.",
        "Par moments, l'angoisse revient sans raison.",
        "S'abonner à un club de marche peut rompre la solitude.",
    ),
    "German": (
        "Teilen Sie Ihre Gefühle mit einem Menschen, dem Sie vertrauen.",
        "Von Angst und Mut",
        "Inhalt und Ton eines Gesprächs zählen beide.",
    ),
    "Italian": (
        "Condividi quello che provi con una persona fidata.",
        "Iscriviti a un corso di canto se ti manca la compagnia.",
    ),
    "Dutch": (
        "Delen wat je voelt lucht op.",
        "Door rustig uit te ademen zakt de spanning.",
        "Lees meer met je kind en minder op je telefoon.",
    ),
    "Polish": (
        "Podziel się swoimi uczuciami z kimś, komu ufasz.",
        "Zapisz się na zajęcia, jeśli brakuje ci towarzystwa.",
    ),
    "Turkish": (
        "Duygularını güvendiğin biriyle paylaş, yükün hafifler.",
        "Yorum yapmadan dinlemek çoğu zaman yeter.",
    ),
    "Vietnamese": (
        "Chia sẻ cảm xúc của bạn với người bạn tin tưởng.",
        "Đăng ký một lớp học nếu bạn cảm thấy cô đơn.",
    ),
}
DATES = {
    "English": "15 January 2024",
    "Indonesian": "15 Agustus 2024",
    "Malay": "15 Ogos 2024",
    "Spanish": "15 de diciembre de 2024",
    "Portuguese": "15 de fevereiro de 2024",
    "French": "1er août 2024",
    "German": "15. März 2024",
    "Italian": "15 luglio 2024",
    "Dutch": "15 maart 2024",
    "Polish": "15 października 2024",
    "Turkish": "15 Ağustos 2024",
    "Vietnamese": "15 tháng 5 năm 2024",
}


def page(line: str) -> str:
    """A small article with a line of its own between two paragraphs."""
    above = "Good sleep begins long before you lie down, and small steady habits do the most."
    return f"Sleeping well\n\n{line}\n\n{above}\n\n{line}\n\nMost people notice it within weeks.\n"


@pytest.mark.parametrize(("meaning", "language", "line"), CASES)
def test_furniture_is_dropped(meaning: Meaning, language: str, line: str) -> None:
    """Every phrase, as a line of its own, near the top of a page."""
    decisions = clean(read_plain(page(line))).decisions
    assert [each.action for each in decisions if each.unit.text == line][:1] == ["drop"], language


@pytest.mark.parametrize(
    ("language", "line"), [(language, line) for language in ADVICE for line in ADVICE[language]]
)
def test_advice_stays(language: str, line: str) -> None:
    """The same verbs with an object of their own: as a line, and inside a paragraph."""
    for text in (page(line), page(f"Nights like these pass. {line} It is slow work.")):
        decisions = clean(read_plain(text)).decisions
        dropped = [each.unit.text for each in decisions if each.action == "drop"]
        assert dropped == [], language


def test_every_meaning_is_told_in_every_language() -> None:
    """Twelve languages each, and advice against each."""
    assert set(SHOWN_AS) == set(PHRASES)
    assert {language for languages in PHRASES.values() for language in languages} == LANGUAGES
    assert all(set(languages) == LANGUAGES for languages in PHRASES.values())
    assert set(ADVICE) == set(DATES) == LANGUAGES


def test_phrases_stand_as_rules_see_them() -> None:
    """Folded already: a capital or a curly quote in the table would never match."""
    for languages in PHRASES.values():
        for phrases in languages.values():
            assert all(phrase == fold(phrase) for phrase in phrases)
            assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_dates_are_read_in_every_language(language: str) -> None:
    """A day in words is dropped as a line and becomes ISO 8601; every year has twelve months."""
    line = DATES[language]
    assert day_in(line.casefold()).startswith("2024-")
    cleaned = clean(read_plain(page(line)))
    assert line not in cleaned.text
    assert cleaned.published == day_in(line.casefold())
    assert len(BY_LANGUAGE[language].split(" ")) == 12


def test_no_name_stands_for_two_months() -> None:
    """Where two languages share an abbreviation, they mean the same month."""
    for months in BY_LANGUAGE.values():
        for number, names in enumerate(months.split(" "), start=1):
            for name in names.split("|"):
                assert MONTHS[name.replace("_", " ")] == number, name
