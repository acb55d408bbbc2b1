"""Kept units to passages: whole units packed to a token budget, never across a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article, Passage, Span

CountTokens = Callable[[Sequence[str]], Sequence[int]]  # word-pieces of each text, none added


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRecipe:
    """How articles are cut; part of every manifest, so that a change rebuilds what it touches."""

    max_tokens: int = 160  # of what is embedded: title, headings and text; see benchmarks/README.md
    version: int = 2  # goes up when the same article would be cut differently


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between two headings."""

    number: int
    headings: tuple[str, ...]  # above it, from the highest to the nearest; not the title
    room: int  # tokens that title and headings leave for the text


@dataclass(frozen=True, slots=True)
class Sized:
    """A unit with its length in tokens, and the section that it stands in."""

    span: Span
    tokens: int
    section: Section


def cut_passages(article: Article, count: CountTokens, recipe: PassageRecipe) -> list[Passage]:
    """Cut an article into passages, in order, none overlapping.

    A passage holds whole units of one section, as many as fit; the title and heading path,
    which are embedded with it, count towards the budget. The unit that leads into a list stays
    with the list's first item. Only a unit that is longer than the budget by itself is divided,
    at a space. Headings are in no passage's text, and what may be junk makes no passage of its
    own. An article of headings alone gives none.
    """
    passages: list[Passage] = []
    for run in packed(article, count, recipe):
        if all(unit.span.doubted for unit in run):
            continue
        start, end = run[0].span.start, run[-1].span.end
        passages.append(
            Passage(
                article_id=article.id,
                ordinal=len(passages),
                start=start,
                end=end,
                text=article.text[start:end],
                headings=run[0].section.headings,
            )
        )
    return passages


def embedded_text(title: str, passage: Passage) -> str:
    """What the encoder reads: title and heading path on a line, then the passage.

    >>> passage = Passage(
    ...     article_id="a", ordinal=0, start=0, end=4, text="Rest", headings=("Sleep",)
    ... )
    >>> embedded_text("Burn-out", passage)
    'Burn-out > Sleep\\nRest'
    """
    context = " > ".join(filter(None, (title, *passage.headings)))
    return f"{context}\n{passage.text}" if context else passage.text


def packed(article: Article, count: CountTokens, recipe: PassageRecipe) -> Iterator[list[Sized]]:
    """Runs of units that make a passage each."""
    run: list[Sized] = []
    used = 0
    for unit in fitting(article, count, recipe):
        if run and (unit.section != run[0].section or used + unit.tokens > unit.section.room):
            carried = lead_in_of(article, run, unit)
            yield run[: len(run) - len(carried)]
            run, used = carried, sum(each.tokens for each in carried)
        run.append(unit)
        used += unit.tokens
    if run:
        yield run


def lead_in_of(article: Article, run: list[Sized], following: Sized) -> list[Sized]:
    """The run's last unit, when it leads into the list that follows and is not all there is."""
    last = run[-1]
    leads = (
        len(run) > 1
        and following.span.kind == "list_item"
        and last.span.kind != "list_item"
        and following.section == last.section
        and last.tokens + following.tokens <= last.section.room
        and article.text[last.span.end - 1] == ":"
    )
    return [last] if leads else []


def budget(title: str, headings: tuple[str, ...], count: CountTokens, recipe: PassageRecipe) -> int:
    """What the title and headings leave of the tokens; at least half, however long they are."""
    context = count([" > ".join((title, *headings))])[0] + 2  # the model's own two marks
    return max(recipe.max_tokens - context, recipe.max_tokens // 2)


def fitting(article: Article, count: CountTokens, recipe: PassageRecipe) -> Iterator[Sized]:
    """The article's units without its headings, those divided that no passage could hold."""
    placed = list(in_sections(article, count, recipe))
    lengths = count([article.text[span.start : span.end] for span, _ in placed])
    for (span, section), tokens in zip(placed, lengths, strict=True):
        unit = Sized(span, tokens, section)
        if tokens <= section.room:
            yield unit
        else:
            yield from divided(article.text, unit, count)


def in_sections(
    article: Article, count: CountTokens, recipe: PassageRecipe
) -> Iterator[tuple[Span, Section]]:
    """Each unit but the headings, with its section; the title is not repeated in its headings."""
    path: list[tuple[int, str]] = []
    section = Section(0, (), budget(article.title, (), count, recipe))
    for span in article.spans:
        if span.kind != "heading":
            yield span, section
            continue
        words = article.text[span.start : span.end]
        path = [(level, above) for level, above in path if level < span.level]
        if words.casefold() != article.title.casefold():
            path.append((span.level, words))
        headings = tuple(above for _, above in path)
        room = budget(article.title, headings, count, recipe)
        section = Section(section.number + 1, headings, room)


def divided(text: str, unit: Sized, count: CountTokens) -> Iterator[Sized]:
    """An over-long unit in parts that fit, cut at spaces; a word that does not fit stands alone."""
    words = list(word_spans(text, unit.span.start, unit.span.end))
    lengths = count([text[start:end] for start, end in words])
    start, used, end = unit.span.start, 0, unit.span.start
    for (word_start, word_end), tokens in zip(words, lengths, strict=True):
        if used and used + tokens > unit.section.room:
            yield Sized(unit.span._replace(start=start, end=end), used, unit.section)
            start, used = word_start, 0
        used += tokens
        end = word_end
    yield Sized(unit.span._replace(start=start, end=unit.span.end), used, unit.section)


def word_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each word of `text[start:end]` stands; a word of over 400 characters is cut up."""
    position = start
    for word in text[start:end].split(" "):
        for offset in range(0, len(word), 400):
            yield position + offset, position + min(offset + 400, len(word))
        position += len(word) + 1
