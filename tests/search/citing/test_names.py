"""Names are turned for APA where it is clear how, and are left as they are where it is not."""

import doctest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.citing import apa, names
from search.citing.apa import as_listed, reference_line
from search.citing.names import GIVEN_NAMES, Name, given_names, names_of
from tests.search.citing.making import reference

CLEAR = {
    "Ann Lee": "Lee, A.",
    "Dr. Ann B. Lee, PhD": "Lee, A. B.",
    "Prof Ann Lee LCSW": "Lee, A.",
    "J.R.R. Tolkien": "Tolkien, J. R. R.",
    "Jean-Paul Sartre": "Sartre, J.-P.",
    "Mary O’Brien": "O’Brien, M.",
    "Angela Smith-Jones": "Smith-Jones, A.",
    "Ludwig van Beethoven": "van Beethoven, L.",
    "María de la Cruz": "de la Cruz, M.",
    "Martin Luther King Jr.": "King, M. L., Jr.",
    "Lee, Ann": "Lee, A.",
    "Lee, A. B.": "Lee, A. B.",
    "Ann Lee and Ben Ox": "Lee, A., & Ox, B.",
    "Ann Lee, Ben Ox": "Lee, A., & Ox, B.",
    "Ann Lee, MD, Ben Ox, Jr., & Carl Fox": "Lee, A., Ox, B., Jr., & Fox, C.",
    "Ann Lee und Ben Ox": "Lee, A., & Ox, B.",
}
UNCLEAR = {
    "a body": "Calm House",
    "a body that is named after somebody": "Anna Freud Centre",
    "a body of one person's": "Ann Lee Psychology",
    "initials of a body": "NHS",
    "one word": "Ann",
    "the family name may come first": "Li Wei",
    "the family name may be two words": "María García Paz",
    "an unknown first name": "Verywell Mind",
    "a place and a word": "Charlotte Waters",
    "a person and a body": "Ann Lee and the Calm Team",
    "a person and somebody unclear": "Ann Lee, Li Wei",
    "a person and what she is": "Ann Lee, clinical writer",
    "all in capitals": "ANN LEE",
    "all in small letters": "ann lee",
    "others": "Ann Lee and others",
    "another script": "休 さくら",
    "marks": "Ann (Lee)",
}


@pytest.mark.parametrize("module", [apa, names])
def test_examples_in_docstrings_hold(module):
    """Each example gives what it says."""
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(("author", "turned"), CLEAR.items())
def test_a_clear_name_is_turned(author, turned):
    """Family name, initials; titles and degrees are no part of it."""
    line = reference_line(reference(author=author, site="Calm House"))

    assert line.startswith(f"{turned.removesuffix('.')}. (n.d.). Why rest is work. ")


@pytest.mark.parametrize("author", UNCLEAR.values(), ids=UNCLEAR)
def test_an_unclear_name_stays_as_it_is(author):
    """Wrongly turned, a name is somebody else's."""
    line = reference_line(reference(author=author, site="A Site"))

    assert line.startswith(f"{author}. (n.d.). ")


def test_a_site_that_is_named_like_a_person_is_none():
    """Charities are called after people."""
    line = reference_line(reference(author="Marie Curie", site="Marie Curie"))

    assert line.startswith("Marie Curie. (n.d.). Why rest is work.")
    assert "Curie, M." not in line


def test_other_formats_keep_the_sources_words():
    """Programs that read them have fields for names, which are not for guesses."""
    assert reference(author="Dr Ann Lee, PhD").author == "Dr Ann Lee, PhD"


@pytest.mark.parametrize(
    ("many", "listed"),
    [
        (1, "F0, A."),
        (2, "F0, A., & F1, A."),
        (20, "F18, A., & F19, A."),
        (21, "F18, A., . . . F20, A."),
    ],
)
def test_a_list_of_names_ends_as_apa_has_it(many, listed):
    """Of more than twenty the first nineteen and the last."""
    assert as_listed([Name(f"F{n}", ("Ann",)) for n in range(many)]).endswith(listed)


@given(st.text(st.one_of(st.sampled_from(list("Anne Lee,.&;-’ B")), st.characters()), max_size=30))
@example("Ann Lee, , Ben Ox")
@example(", Ann")
def test_any_author_is_read(author):
    """Whatever stands there; every word of a family name is the source's."""
    for name in names_of(author):
        assert name.family in author
        assert name.given


HONORIFICS = ("Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Mx", "Miss", "Sir", "Dame")
DEGREES = (
    "PhD, MD, PsyD, DPhil, DClinPsy, EdD, MBBS, DO, DNP, MA, MSc, MS, MPH, MEd, MSW, BA, BSc, RN, "
    "NP, LCSW, LMFT, LMHC, LPC, LPCC, FRCPsych, MRCPsych, CPsychol, NCC, CSW, LICSW, RD"
)
PARTICLES = (
    "von, van, vom, zu, zur, de, del, della, der, den, di, da, do, dos, das, du, la, le, ten, ter, "
    "bin, ibn, al, el"
)


@pytest.mark.parametrize("title", HONORIFICS)
def test_what_somebody_is_addressed_by_is_no_name(title):
    """With and without its full stop."""
    assert names_of(f"{title} Ann Lee") == names_of(f"{title}. Ann Lee") == names_of("Ann Lee")


@pytest.mark.parametrize("degree", DEGREES.split(", "))
def test_what_somebody_studied_is_no_name(degree):
    """Behind a comma, and without one."""
    known = (Name("Lee", ("Ann",)),)
    assert names_of(f"Ann Lee, {degree}") == names_of(f"Ann Lee {degree}") == known


@pytest.mark.parametrize("family", ["Do", "Ma", "Med"])
def test_a_family_name_may_look_like_a_degree(family):
    """Two words are a name, and a third may be one's family's."""
    assert names_of(f"Ann {family}") == (Name(family, ("Ann",)),)
    assert names_of(f"Ann Mary {family}") == (Name(family, ("Ann", "Mary")),)


@pytest.mark.parametrize("particle", PARTICLES.split(", "))
def test_small_words_belong_to_the_family(particle):
    """So they are listed under its first letter."""
    assert names_of(f"Ann {particle} Lee") == (Name(f"{particle} Lee", ("Ann",)),)


@pytest.mark.parametrize("suffix", ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"])
def test_a_suffix_stands_by_itself(suffix):
    """Whether a comma is before it or not."""
    known = (Name("Lee", ("Ann",), suffix),)
    assert names_of(f"Ann Lee {suffix}") == names_of(f"Ann Lee, {suffix}") == known


@pytest.mark.parametrize("joined", ["{}, and {}", "{} & {}", "{} und {}", "{} et {}", "{} y {}",
                                    "{}; {}", "{}, {}"])  # fmt: skip
def test_two_people_are_told_apart(joined):
    """However they are joined."""
    found = names_of(joined.format("Ann Lee", "Ben Ox"))
    assert found == (Name("Lee", ("Ann",)), Name("Ox", ("Ben",)))


@pytest.mark.parametrize("author", ["Ann", "Lee", "Ann Lee.", "Ann LEE", "Ann lee", "Lee,", "Ann, ",
                                    "Dr", "PhD", "van Lee", "a Lee", "Lee, Ann Calm"])  # fmt: skip
def test_what_is_not_plainly_a_name_is_left_alone(author):
    """A word alone, a sentence's end, capitals throughout, nothing given."""
    assert names_of(author) == ()


def test_the_known_names_are_each_there_once_and_are_names():
    """In a list that a person can read; words and places are left out, and say so."""
    listed = [
        name
        for line in GIVEN_NAMES.read_text("utf-8").splitlines()
        if not line.startswith("#")
        for name in line.split()
    ]
    assert len(listed) == len(given_names()) > 500
    assert all(name[0].isupper() and name.isalpha() for name in listed)
    assert not given_names() & {"Hope", "Rose", "Grace", "Will", "Mark", "Jordan", "Charlotte"}


BODIES = (
    "Alliance Association Center Centre Charity Clinic Clinics College Committee Company Council "
    "Department Editor Editorial Foundation Group Health Healthcare Help Helpline Hospital House "
    "Institute Journal Library Magazine Media Mental Mind Mindful Network News Office Organisation "
    "Organization Partner Partners Press Project Psychology Research School Service Services "
    "Society Staff Support Team Therapy Trust Union University Wellness Writer"
)


@pytest.mark.parametrize("word", BODIES.split())
def test_a_body_with_a_person_s_first_name_is_no_person(word):
    """Whatever its case, and wherever its own word stands."""
    for author in (f"Ann {word}", f"Ann {word.lower()}", f"Ann B. {word}", f"Ann {word} Lee"):
        assert names_of(author) == ()
