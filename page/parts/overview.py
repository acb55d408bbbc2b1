"""What a reader sees of an article before its text: how long it is, whose, and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.article import Article
from corpus.clean.decision import Decision
from corpus.language import count_words
from page.parts.phrases import count, day
from page.parts.prose import Part, parts_of

# Marc Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109
# (2019): English non-fiction, read silently.
WORDS_A_MINUTE = 238
FEWEST = 3  # parts that are worth a list
UNFOLDED = 12  # parts at most that are listed without being asked for


def glance_html(article: Article, decisions: Sequence[Decision]) -> str:
    """Reading time, licence, the day it was retrieved, and how much cleaning removed."""
    source = [each for each in decisions if each.unit.kind != "markup"]
    dropped = sum(each.action == "drop" for each in source)
    facts = (
        f"{reading_minutes(article.text)} min read",
        f"Licence: {article.licence}" if article.licence else "no licence given",
        f"retrieved {day(article.retrieved)}" if article.retrieved else "",
        f"cleaning removed {dropped:,} of {count(len(source), 'line')}",
    )
    return f"<p class='quiet'>{' · '.join(escape(fact) for fact in facts if fact)}</p>"


def reading_minutes(text: str) -> int:
    """The minutes that most adults take to read a text, at least one.

    >>> reading_minutes("Rest. " * 714), reading_minutes("Rest.")
    (3, 1)
    """
    return max(1, round(count_words(text) / WORDS_A_MINUTE))


def contents_html(article: Article, *, folded: bool) -> str:
    """The parts of an article, each a link to its heading; '' where there are few.

    Args:
        article: whose text is shown below, its headings named as `parts_of` says.
        folded: whether the list waits to be opened; a long one does in any case.
    """
    parts = parts_of(article)
    if len(parts) < FEWEST:
        return ""
    opened = "" if folded or len(parts) > UNFOLDED else " open"
    language = f" lang='{escape(article.language)}'" if article.language else ""
    items = "".join(map(part_html, parts))
    return (
        "<nav class='contents' aria-label='Parts of this article'>"
        f"<details{opened}><summary>{count(len(parts), 'part')}</summary>"
        f"<ul{language}>{items}</ul></details></nav>"
    )


def part_html(part: Part) -> str:
    """One part, set in by its depth."""
    return f"<li class='depth-{part.depth}'><a href='#{part.name}'>{escape(part.heading)}</a></li>"
