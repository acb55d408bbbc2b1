"""A mistyped word is put right by the collection's own words, and it is told."""

from dataclasses import replace

import pytest

from corpus.sealed import BrokenSealError
from index.vocabulary import Vocabulary
from index.words import WordIndex, Words, write_words
from search.as_json import answer_as_json
from search.engine import SearchEngine
from search.english import english_words, is_shortened
from search.query import MODES
from search.spelling import Speller, is_opposed

TEXTS = {
    "panic attack and anxiety": 9,
    "breathe slowly when panic comes": 6,
    "suicide prevention and recovery": 3,
    "typical active sleep, hopeless, hypertension": 2,
    "stable staple": 2,
    "citalopram and lorazepam": 2,
}


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    """The words index of some repeated texts."""
    folder = tmp_path_factory.mktemp("words") / "words"
    texts = [text for text, times in TEXTS.items() for _ in range(times)]
    write_words(folder, [Words(row, row, "", "", text) for row, text in enumerate(texts)])
    return WordIndex.open(folder)


@pytest.fixture(scope="module")
def speller(words):
    """Of the same texts, without an encoder."""
    counts = {}
    for text, times in TEXTS.items():
        for word in text.replace(",", "").split():
            counts[word] = counts.get(word, 0) + times
    return Speller(words, Vocabulary("\n".join(f"{word}\t{counts[word]}" for word in counts)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("panik attack", "panic attack"),
        ("Panik attack?", "Panic attack?"),
        ("PANIK ATTACK", "PANIC ATTACK"),
        ("What is an Anxiety Atack?", "What is an Anxiety Attack?"),
        ("panci atack", "panic attack"),
        ("how to stop a panikc-attack", "how to stop a panic-attack"),
        ("my anxeity", "my anxiety"),
        ("anxiaty (again)", "anxiety (again)"),
        ("aniexty", "anxiety"),
        ("preventionn of it.", "prevention of it."),
        ("cant slep", "cant sleep"),
        ("slepe at night", "sleep at night"),
    ],
)
def test_a_mistyped_word_becomes_the_one_that_was_meant(speller, typed, meant):
    """One letter of a short word may be wrong and two of a longer one; capitals and marks stay."""
    assert speller.correct(typed) == meant
    assert speller.correct(meant) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "panic attacks and anxiety",
        "panicking, attacked, anxieties",
        "pan pnc slp",
        "My friend Slep has panic",
        "McPanik PTSD panIk",
        "panik2 1anxiaty 2026",
        "me@panik.example panik.example/atack",
        "panik's don’panik",
        "gearbox hydraulics",
        "Ich kann panik nicht schlafen wegen meiner anxiaty",
        "",
        "睡眠 不安 Ужас",
    ],
    ids=[
        "known", "known in another form", "short", "a name", "capitals inside", "numbers",
        "addresses", "apostrophes", "nothing near", "another language", "nothing", "other scripts",
    ],
)  # fmt: skip
def test_what_is_no_plain_mistake_stays(speller, typed):
    """Known words, names, numbers, addresses, other languages, and words that are near none."""
    assert speller.correct(typed) == typed


@pytest.mark.parametrize(
    "typed", ["atypical", "inactive", "hypotension", "hopeful", "escitalopram", "clonazepam"]
)
def test_a_word_never_becomes_its_opposite_nor_another_medicine(speller, typed):
    """Though it is one or two letters away from a word of the collection."""
    assert speller.correct(f"{typed} and sleep") == f"{typed} and sleep"


def test_two_words_that_are_equally_near_are_left_to_the_reader(speller):
    """Nothing is guessed, unless one of them is far more common."""
    assert speller.correct("a stacle sleep") == "a stacle sleep"
    assert speller.correct("a stablee sleep") == "a stable sleep"


@pytest.mark.parametrize(("times", "meant"), [(8, "stacle"), (9, "stable"), (10, "stable")])
def test_one_of_two_is_meant_that_stands_three_times_as_often(words, times, meant):
    """Fewer times are no telling."""
    near = Vocabulary(f"stable\t{times}\nstaple\t3")

    assert Speller(words, near).correct("stacle sleep") == f"{meant} sleep"


def test_opposites_are_seen_both_ways():
    """Whichever of the two was typed."""
    for one, other in (("typical", "atypical"), ("hypomania", "hypermania"), ("less", "useless")):
        assert is_opposed(one, other) == is_opposed(other, one)


@pytest.mark.parametrize(
    "prefix",
    ["a", "ab", "an", "anti", "de", "dis", "il", "im", "in", "ir", "mis", "non", "un"],
)
def test_what_turns_a_word_round_makes_its_opposite(prefix):
    """Before a word; at its end the same letters say nothing."""
    assert is_opposed(f"{prefix}regular", "regular")
    assert is_opposed("regular", f"{prefix}regular")
    assert not is_opposed(f"regular{prefix}", "regular")
    assert not is_opposed("reregular", "regular")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("hypotonic", "hypertonic"), ("predict", "prodict"), ("interact", "intraact")),
        *(("underfed", "overfed"), ("careless", "careness"), ("hopeless", "hopeful")),
    ],
)
def test_beginnings_and_ends_that_are_each_other_s_opposites(one, other):
    """In either order, and only where both words have one."""
    assert is_opposed(one, other)
    assert is_opposed(other, one)
    assert not is_opposed(one, one)
    assert not is_opposed(one, "panic")


class Pieces:
    """Counts pieces as an encoder does that has "spotify" whole."""

    def count_tokens(self, texts):
        """One for that word, three for any other text."""
        return [1 if text == "spotify" else 3 for text in texts]


def test_a_word_that_the_encoder_has_whole_is_none_that_was_mistyped(words):
    """It is a common word that this collection happens to lack."""
    vocabulary = Vocabulary("specify\t9")

    assert Speller(words, vocabulary).correct("on spotify") == "on specify"
    assert Speller(words, vocabulary, Pieces()).correct("on spotify") == "on spotify"
    assert Speller(words, vocabulary, Pieces()).correct("on specfy") == "on specify"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("a painless way", "pointless"),
        ("my hubby and i", "hobby"),
        ("grooming online", "growing"),
        ("a widower of eighty", "wider"),
        ("codeine at night", "combine"),
        ("i was scammed", "scared"),
        ("fix a puncture", "picture"),
    ],
)
def test_an_english_word_that_the_collection_lacks_is_no_mistake(words, typed, near):
    """However near another one is that the collection has, and whatever encoder there is."""
    assert Speller(words, Vocabulary(f"{near}\t9")).correct(typed) == typed


@pytest.mark.parametrize(
    "word", ["havent", "wasnt", "werent", "couldnt", "hasnt", "theyre", "itll"]
)
def test_a_word_without_its_apostrophe_never_loses_its_not(words, word):
    """ "wasn't" is no "want"."""
    near = Vocabulary("haven\t9\nwant\t9\nwent\t9\ncouldn\t9\nhasn\t9\nthere\t9\nitly\t9")

    assert Speller(words, near).correct(f"i {word} there") == f"i {word} there"


@pytest.mark.parametrize("typed", ["ich will nicht mehr leben", "je ne dors plus la nuit"])
def test_a_question_in_another_language_stays(words, typed):
    """Its short words tell, though an English word is near one of the long."""
    near = Vocabulary("night\t9\nlevel\t9\ndoors\t9")

    assert Speller(words, near).correct(typed) == typed


def test_the_list_of_english_words_is_read_as_it_came(tmp_path, monkeypatch):
    """Another one in its place is refused."""
    monkeypatch.setattr("search.english.WORDS", tmp_path / "other.gz")
    english_words.cache_clear()
    with pytest.raises(BrokenSealError):
        english_words()
    monkeypatch.undo()
    assert len(english_words()) > 60_000


@pytest.mark.parametrize("mode", MODES)
def test_the_engine_answers_what_was_meant_and_says_so(engine, mode):
    """The hits are those of the words put right; with `exact_words` nothing is."""
    meant = engine.search("a panic attack", mode=mode)
    typed = engine.search("a panik atack", mode=mode)
    exact = engine.search("a panik atack", mode=mode, exact_words=True)

    assert (typed.query.text, typed.corrected) == ("a panik atack", "a panic attack")
    assert typed.hits == meant.hits
    assert (meant.corrected, exact.corrected) == ("", "")
    assert exact.searched_for == "a panik atack"
    assert exact.hits != meant.hits


def test_programs_read_what_was_searched_for(engine):
    """Beside what was asked."""
    found = answer_as_json(engine.search("panik"))

    assert (found["query"], found["searched_for"]) == ("panik", "panic")
    assert answer_as_json(engine.search("panic"))["searched_for"] == "panic"


def test_without_an_encoder_the_likely_question_is_only_offered(engine):
    """Nothing tells a word that the collection lacks from a mistake."""
    answer = SearchEngine(engine.index, None).search("panik")

    assert (answer.corrected, answer.searched_for) == ("", "panik")
    assert answer.notes == ("Did you mean: panic?",)
    assert SearchEngine(engine.index, None).search("panik", exact_words=True).notes == ()


def test_an_earlier_build_answers_as_typed(engine):
    """It has no vocabulary; the next build writes one."""
    old = replace(engine, index=replace(engine.index, vocabulary=Vocabulary("")))

    assert old.search("panik").corrected == ""


def test_no_correction_takes_the_help_lines_away_or_brings_them_silently(engine):
    """The question is looked at as typed and as put right; either may call for them."""
    index = replace(engine.index, vocabulary=Vocabulary("suicidal\t9\nsociable\t9\ncutlery\t9"))
    careful = replace(engine, index=index)

    brought = careful.search("feeling suicidel")
    assert brought.crisis
    assert brought.corrected == "feeling suicidal"
    kept = replace(engine, index=replace(index, vocabulary=Vocabulary("suicidals\t9")))
    assert kept.search("i feel suicidall and sucidal").crisis
    for question in ("I want to kill myself", "i am suicidal", "i want to kil myself and sleap"):
        assert bool(engine.search(question, exact_words=True).crisis) <= bool(
            careful.search(question).crisis
        )


SHORTENED = (
    "aint arent cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt "
    "neednt oughtnt shant shouldnt wasnt werent wont wouldnt hed im itll shes thats theres theyre "
    "weve whats whos youd"
)


@pytest.mark.parametrize("word", SHORTENED.split())
def test_a_lost_apostrophe_leaves_an_english_word(word):
    """Each that negates, each person, and each that is shortened behind one."""
    assert is_shortened(word)
    assert not is_shortened(f"{word}o")
    assert not is_shortened("schlaft")
