"""Whether a build's words are those of its passages: counted once more, and asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from index.opened import Index
from index.passages import Located
from index.rederive import Checked
from index.status import Fault
from index.vocabulary import count_words
from index.words import Words
from index.write import words_of

TERMS = 500  # that are asked for, evenly from all
NAMED = 5  # of what differs


def compare_words(index: Index, checked: Checked) -> None:
    """Count the vocabulary again, and ask for terms: each names exactly the rows that have it."""
    counts: Counter[str] = Counter()
    rows: dict[str, set[int]] = defaultdict(set)
    for each in every_passage(index):
        said = said_in(index, each)
        count_words(counts, said)
        for text in (said.title, said.headings, said.text):
            for term in index.words.terms(text):
                rows[term].add(each.row)
    compare_counts(index, counts, checked)
    terms = sorted(rows)
    for term in terms[:: -(-len(terms) // TERMS) or 1]:
        if index.words.terms(term) == [term]:  # some stems are no words that can be asked for
            compare_term(index, term, rows[term], checked)


def every_passage(index: Index) -> Iterator[Located]:
    """The passages of a build, an article at a time."""
    for article_id in index.passages.ids():
        yield from index.passages.passages_of(article_id)


def said_in(index: Index, located: Located) -> Words:
    """What of a passage was indexed by its words."""
    number = index.article_of_row[located.row]
    return words_of(located.row, number, located.article, located.passage)


def compare_counts(index: Index, counts: Counter[str], checked: Checked) -> None:
    """Whether every word stands in as many passages as the vocabulary says."""
    stored = index.vocabulary.counts
    if other := sorted(w for w in counts.keys() | stored.keys() if counts[w] != stored.get(w, 0)):
        named = ", ".join(other[:NAMED])
        said = f"{len(other)} words are in other numbers of passages than counted again: {named}"
        checked.faults.append(Fault("vocabulary", said))


def compare_term(index: Index, term: str, expected: set[int], checked: Checked) -> None:
    """Whether a term finds the rows that have it, under their articles' numbers."""
    found = {each.row for each in index.words.best(term, len(index.words))}
    checked.terms += 1
    if found != expected:
        rows = ", ".join(map(str, sorted(found ^ expected)[:NAMED]))
        said = f"{term!r} finds other rows than have it: {rows}"
        checked.faults.append(Fault("words", said))
    row = min(expected)
    among = index.words.best(term, len(index.words), among=[index.article_of_row[row]])
    if row not in {each.row for each in among}:
        checked.faults.append(Fault("words", f"row {row} stands under another article's number"))
