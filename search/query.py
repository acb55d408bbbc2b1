"""A question as it is searched for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from corpus.clean.folding import INVISIBLE
from corpus.errors import UserError
from index.filters import ArticleFilter

Mode = Literal["best", "meaning", "words"]
MODES: tuple[Mode, ...] = get_args(Mode)
MAX_LENGTH = 2000  # characters; an encoder reads some 1,000 of them
WORD = re.compile(r"[^\W_]")


class EmptyQueryError(UserError):
    """There is nothing to search for."""

    code: ClassVar[str] = "empty_query"
    exit_status: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(
            "The question has no word in it.",
            hint='Ask in plain language: "how do I sleep better".',
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked, of which articles, and how much is wanted."""

    text: str  # as `make_query` normalised it
    mode: Mode = "best"
    where: ArticleFilter = field(default_factory=ArticleFilter)
    count: int = 10  # hits
    per_article: int = 2  # passages of one article, at most
    exact_words: bool = False  # whether a word that seems mistyped is searched for as it stands
    is_cut: bool = False  # whether more was typed than is searched for
    typed: str = ""  # all that was typed, where more was: signs of danger are looked for in it


def make_query(
    text: str,
    *,
    mode: Mode = "best",
    where: ArticleFilter | None = None,
    count: int = 10,
    per_article: int = 2,
    exact_words: bool = False,
) -> Query:
    """A query from what a person typed: unseen characters out, white space single, length capped.

    Letters are composed, as they are in articles, and those of another width are ours (NFKC).

    >>> make_query("  can\\u200b't   ｓｌｅｅｐ\\n").text
    "can't sleep"

    Raises:
        EmptyQueryError: no letter and no digit is in it.
        ValueError: `count` or `per_article` is less than 1.
    """
    if count < 1 or per_article < 1:
        raise ValueError(f"count and per_article must be at least 1, got {count}, {per_article}")
    seen = INVISIBLE.sub("", text[: 4 * MAX_LENGTH])
    whole = " ".join(unicodedata.normalize("NFKC", seen).split())
    words = whole[:MAX_LENGTH].rstrip()
    if not WORD.search(words):
        raise EmptyQueryError
    is_cut = len(whole) > MAX_LENGTH or bool(text[4 * MAX_LENGTH :].strip())
    return Query(
        text=words,
        mode=mode,
        where=where or ArticleFilter(),
        count=count,
        per_article=per_article,
        exact_words=exact_words,
        is_cut=is_cut,
        typed=text if is_cut else "",
    )
