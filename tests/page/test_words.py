"""The page speaks plainly: what it says can be read at the age of twelve."""

import ast
import html
import re
from pathlib import Path

import pytest
import textstat

PAGE = Path(__file__).parents[2] / "page"
OLDEST_GRADE = 7  # Flesch and Kincaid's; its pupils are twelve when it begins
HARDEST_SENTENCE = 11  # a long word in a short sentence weighs much, so one alone may have more
FEWEST_WORDS = 4  # what is shorter is a label, no sentence
AS_ASKED = "General information, not a diagnosis or a substitute for professional advice."
TAG, WORD = re.compile(r"<[^>]*>"), re.compile(r"[A-Za-z’']{2,}")
ENDS = re.compile(r"</(?:p|h\d|li|div|summary|t[dh]|d[dt])>")
CODE = re.compile(r"[{}=\[]|^\.|&nbsp;|\bst-key\b|^[a-z_-]+$|\bSELECT\b")


def literal(node):
    """A string's words; what a format puts in is a number, as it mostly is."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(literal(part) if isinstance(part, ast.Constant) else "7" for part in node.values)


def strings(tree):
    """Every string of a module that is no docstring, once."""
    passed = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            passed.update(id(part) for part in node.values)
        if isinstance(node, ast.Constant | ast.JoinedStr):
            yield literal(node)


def sentences(source):
    """What a module says on the page, sentence by sentence, without markup."""
    for text in strings(ast.parse(source)):
        for block in ENDS.sub("\n\n", text).split("\n\n"):
            words = " ".join(html.unescape(TAG.sub("", block)).split())
            for each in re.split(r"(?<=[.!?:;])\s+", words):
                if len(WORD.findall(each)) >= FEWEST_WORDS and not CODE.search(each):
                    yield each.rstrip(".!?:;, ") + "."


def script_sentences(source):
    """What a script says: its texts in double quotes, and those between tags."""
    for quoted, tagged in re.findall(r'"([^"\n]+)"|>([^<>\n]+)<', source):
        if len(WORD.findall(quoted or tagged)) >= FEWEST_WORDS and not CODE.search(quoted):
            yield (quoted or tagged).strip().rstrip(".") + "."


READERS = {".py": sentences, ".js": script_sentences}
SAID = {
    str(path.relative_to(PAGE)): found
    for path in sorted(PAGE.rglob("*.*"))
    if path.suffix in READERS and path.name != "scripts.py"  # which has no words
    if (found := list(READERS[path.suffix](path.read_text("utf-8"))))
}
ALONE = [each for found in SAID.values() for each in found if each != AS_ASKED]


def test_the_words_are_found():
    """Labels, prose and formats alike; neither docstrings nor styles."""
    assert {"about.py", "search.py", "parts/asking.py", "parts/adding.py"} <= set(SAID)
    assert "Nothing here answers that." in SAID["parts/nothing.py"]
    assert "7 kept, 7 in doubt, 7 dropped." in SAID["parts/preview_html.py"]
    assert AS_ASKED in SAID["parts/frame.py"]
    assert "They do nothing while you type." in SAID["keys.js"]
    assert not any("rel=" in each or "docstring" in each for each in ALONE)
    assert len(ALONE) > 100


def test_hard_words_are_noticed():
    """The measure knows plain words from others."""
    plain = "Nothing is stored. You can change it at any time."
    hard = "Personalised recommendations necessitate retrospective documentation of interactions."
    assert textstat.flesch_kincaid_grade(plain) < OLDEST_GRADE
    assert textstat.flesch_kincaid_grade(hard) > HARDEST_SENTENCE


@pytest.mark.parametrize("name", [name for name, found in SAID.items() if len(found) > 2])
def test_a_twelve_year_old_can_read_it(name):
    """All that a module says, taken together."""
    assert textstat.flesch_kincaid_grade(" ".join(SAID[name])) <= OLDEST_GRADE


def test_words_are_chosen_with_care():
    """Nobody "commits" or "suffers from" anything here, and nothing promises to heal."""
    unwelcome = re.compile(r"\b(commit(s|ted)?|suffer\w*|victims?|cures?|heals?|crazy)\b", re.I)
    assert [one for one in ALONE if unwelcome.search(one)] == []


def test_no_sentence_is_hard():
    """Those of fewer than eight words aside: there the measure is one of single words."""
    whole = [each for each in ALONE if len(WORD.findall(each)) >= 8]
    assert [one for one in whole if textstat.flesch_kincaid_grade(one) > HARDEST_SENTENCE] == []
