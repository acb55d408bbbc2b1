"""Words that lead to help, in every language that cleaning knows: no rule drops their lines."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.folding import fold
from corpus.clean.rules.foreign import in_other_words, says_help
from corpus.clean.rules.foreign_words import FURNITURE, GLUE
from corpus.readers.plain import read_plain

HELP = (
    "suicidio Suizid Selbstmord zelfmoord samobójstwo intihar bunuh tự crise krisis kriz kryzys "
    "kriisi emergencia urgencia Notfall Notruf darurat kecemasan acil khẩn ayuda ajuda aide aiuto "
    "Hilfe hulp pomoc bantuan tolong pertolongan yardım giúp telefon téléphone Seelsorge hotline "
    "línea linha linea llama ligue appelez bel ara hubungi chiama Anruf zadzwoń gọi prevención "
    "prévention 自殺 自杀 危機 危机 热线 熱線 援助 相談 いのち 電話 电话 자살 상담 위기 전화 "
    "самоубийство суицид суїцид кризис криза помощь допомога телефон انتحار أزمة مساعدة اتصل "
    "خودکشی אובדנות עזרה आत्महत्या मदद सहायता संकट ฆ่าตัวตาย สายด่วน ช่วย αυτοκτονία βοήθεια"
)
CALLS = (
    "Tell somebody about suicide", "Call the nightline", "Call Samaritans", "Text the crisis team",
    "Go to the emergency department", "Call whenever you are in danger",
    "Talk before taking your own life", "Talk to someone before harming yourself",
    "Tell someone that you are hurting yourself", "Call, for staying alive matters",
    "Call befrienders", "Ask a friend about keeping yourself safe",
)  # fmt: skip
EDGES = {language: (*words.split()[:1], *words.split()[-1:]) for language, words in GLUE.items()}


@pytest.mark.parametrize("word", HELP.split())
def test_a_word_of_help_is_known(word: str) -> None:
    """Each by itself; "Sleep" and "Schlaf" are none."""
    folded = fold(word)
    assert says_help(folded, [folded])
    assert not says_help("schlaf", ["schlaf"])


@pytest.mark.parametrize("line", CALLS)
def test_a_call_for_help_is_kept_whatever_stands_around_it(line: str) -> None:
    """Also below a heading under which all else goes; no other word of it protects it."""
    around = f"Sleeping well\n\nRest is allowed.\n\nRelated posts\n\n- {line}\n- Naps at noon\n"
    decisions = {each.unit.text.lstrip("- "): each for each in clean(read_plain(around)).decisions}
    assert decisions[line].protected_by == "crisis line"
    assert decisions[line].action == "keep"
    assert decisions["Naps at noon"].action == "drop"


@pytest.mark.parametrize("language", FURNITURE)
def test_each_word_of_furniture_counts(language: str) -> None:
    """The first and the last of a list beside each other are a button; either alone is not."""
    first, *_, last = FURNITURE[language].split()
    assert in_other_words([first, last], "en")
    assert not in_other_words([first, "kalo"], "en")
    assert in_other_words([first, last, *EDGES[language], "kalo", "karo"], "en")
    assert not in_other_words([first, last, EDGES[language][0], "kalo", "karo", "kano"], "en")


@pytest.mark.parametrize("word", EDGES["en"])
def test_a_word_of_the_article_s_own_language_counts_against(word: str) -> None:
    """So do words that are the same in two languages."""
    assert in_other_words(["baca", "topik"], "en")
    assert not in_other_words(["baca", "topik", word], "en")


@pytest.mark.parametrize("network", ["facebook", "rss"])
def test_a_network_beside_one_button_is_furniture(network: str) -> None:
    """Without it, one button's word may be a title's."""
    assert in_other_words(["bagikan", "ini", network], "en")
    assert not in_other_words(["bagikan", "ini", "kalo"], "en")
