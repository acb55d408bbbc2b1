"""Results as lines for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from corpus.language import is_foreign, language_name

if TYPE_CHECKING:  # a command that prints no answer need not load what gives one
    from corpus.article import Article
    from corpus.clean.cleaner import Cleaned
    from corpus.clean.decision import Decision
    from corpus.intake import Outcome
    from corpus.prepare import Prepared
    from corpus.review_table import Review
    from index.history import Entry
    from index.status import Status
    from search.crisis import CrisisCard, HelpLine
    from search.hit import Answer, Hit

MARKS = {
    "added": "+",
    "replaced": "~",
    "removed": "-",
    "unchanged": "=",
    "gone": "?",
    "refused": "!",
    "passed over": ".",
    "continued": ">",
}
COLOURS = {"added": "green", "replaced": "yellow", "removed": "red", "refused": "red"}
WIDTH = 88  # columns
ANSWERING_NONE = "Nothing in this collection answers that. Try other words, or add articles on it."
FITTING_NONE = "The lines above are there for this. No article here fits your words."


def outcome_line(outcome: Outcome) -> str:
    """One source and what became of it."""
    mark = click.style(MARKS[outcome.change], fg=COLOURS.get(outcome.change))
    reason = f"\n    {printable(outcome.reason)}" if outcome.reason else ""
    return f"{mark} {printable(outcome.name)}{reason}"


def printable(name: str) -> str:
    r"""A name as it is shown: what is no letter or sign in it by its escape.

    >>> printable("Über Schlaf.md"), printable("a\nb.md")
    ('Über Schlaf.md', 'a\\nb.md')
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in name
    )


def first_words(line: str, most: int) -> str:
    """A line of so many characters and an ellipsis at most, cut behind a word.

    >>> first_words("Rest is allowed.", 16), first_words("Rest is allowed.", 12)
    ('Rest is allowed.', 'Rest is…')
    """
    if len(line) <= most:
        return line
    return line[: most + 1].rsplit(" ", 1)[0][:most].rstrip(" ,;:–—-") + "…"


def answer_lines(answer: Answer) -> Iterable[str]:
    """An answer: the crisis card, then the hits, or that there are none."""
    if answer.crisis:
        yield from crisis_lines(answer.crisis)
        yield ""
    if answer.corrected:
        yield f"Showing results for: {click.style(answer.corrected, bold=True)}"
        yield f"Search instead for: {answer.query.text}  (--exact-words)\n"
    if not answer.hits:
        yield FITTING_NONE if answer.crisis else ANSWERING_NONE
        return
    if answer.relevance == "weak":
        yield "No close match. These are only loosely related:\n"
    for hit in answer.hits:
        yield from hit_lines(hit)


def hit_lines(hit: Hit) -> Iterable[str]:
    """One hit: title, where it is from, the passage with its best sentence, how to open it."""
    from search.elsewhere import also_on, place_of

    article, passage = hit.article, hit.passage
    yield f"{hit.rank}. {click.style(article.title, bold=True)}  [{hit.relation}]"
    yield click.style("   " + " · ".join(said_of(article)), dim=True)
    if hit.variants:
        places = ", ".join(map(place_of, hit.variants))
        yield click.style(f"   {also_on(article, hit.variants)}: {places}", dim=True)
    if passage.headings:
        yield click.style("   " + " > ".join(passage.headings), dim=True)
    if passage.text:
        yield textwrap.indent(marked(hit), "   ")
    if hit.notice:
        yield click.style(f"   {hit.notice}", dim=True)
    page = article.page_at(hit.best_sentence.start)
    on_page = f" (page {page})" if page else ""
    yield click.style(f"   {hit.open_url or article.source or article.id}{on_page}", fg="cyan")
    yield ""


def said_of(article: Article) -> list[str]:
    """Site, author, date and licence; what is missing is said."""
    return [
        article.site or "no site given",
        *filter(None, [article.author]),
        article.published or "no date given",
        *filter(None, [article.licence]),
        *([f"in {language_name(article.language)}"] if is_foreign(article.language) else []),
    ]


def marked(hit: Hit) -> str:
    """The passage, wrapped, its best sentence bold."""
    text, offset = hit.article.text, hit.passage.start
    start, end = hit.best_sentence
    parts = [
        text[offset:start],
        click.style(text[start:end], bold=True),
        text[end : hit.passage.end],
    ]
    lines = "".join(parts).splitlines()
    return "\n".join(textwrap.fill(line, WIDTH) if line.strip() else "" for line in lines)


def crisis_lines(card: CrisisCard) -> Iterable[str]:
    """The help lines of a card's region."""
    yield click.style(card.headline, bold=True)
    yield from card.words
    for line in card.region.lines:
        yield f"  {line.operator}: {', '.join(ways_to_reach(line))}"
    if card.region.emergency:
        yield f"  In an emergency: {' or '.join(card.region.emergency)}"


def ways_to_reach(line: HelpLine) -> list[str]:
    """How a help line is called, texted, or found on the web."""
    then = f", then {line.call_then}" if line.call_then else ""
    texted = f"text {line.text_word} to {line.text}" if line.text_word else f"text {line.text}"
    return [
        *([f"call {line.call}{then}"] if line.call else []),
        *([texted] if line.text else []),
        *([f"chat {line.chat}"] if line.chat else []),
        *([line.web] if line.web else []),
    ]


def cleaned_lines(prepared: Prepared, review: Review | None = None) -> Iterable[str]:
    """The text that remains, then how much was dropped by which rule."""
    yield prepared.article.text
    dropped = [decision for decision in prepared.decisions if decision.action == "drop"]
    yield ""
    yield click.style(f"{len(dropped)} of {len(prepared.decisions)} units dropped", dim=True)
    if review:
        yield click.style(f"looked at on {review.made[:10]}: {'; '.join(review.reasons)}", dim=True)
    elif prepared.review:
        yield click.style(prepared.review, fg="yellow")
    yield from dropped_lines(dropped)


def remaining_lines(cleaned: Cleaned) -> Iterable[str]:
    """The same of a source that is no article."""
    dropped = [decision for decision in cleaned.decisions if decision.action == "drop"]
    yield from filter(None, [cleaned.text, ""])
    yield click.style(f"{len(dropped)} of {len(cleaned.decisions)} units dropped", dim=True)
    yield from dropped_lines(dropped)


def dropped_lines(dropped: Iterable[Decision]) -> Iterable[str]:
    """Each unit that was dropped, after its rule."""
    for decision in dropped:
        first = first_words(" ".join(decision.unit.text.split()), 100)
        yield click.style(f"  {decision.rule}: {first}", dim=True)


def status_lines(status: Status) -> Iterable[str]:
    """Collection and index, side by side."""
    from index.encoders.catalogue import advice_on
    from index.history import amended

    yield f"Collection: {status.articles} articles"
    if status.manifest is None or status.pointer is None:
        first = (
            "Run `wellread build`." if status.articles else "Add articles: `wellread add FOLDER`."
        )
        yield f"Index: none yet. {first}"
        return
    manifest = status.manifest
    counts = f"{manifest.passages} passages of {manifest.articles} articles"
    yield f"Index: {counts}, built {manifest.built}"
    encoder = manifest.recipe.encoder_name
    yield f"  build {status.pointer.name}, encoder {encoder}, {manifest.vectors}"
    if manifest.place:
        yield f"  vectors in collection {manifest.place.collection} of {manifest.place.uri}"
    yield from (f"  {said}." for said in amended(manifest.amended))
    if advice := advice_on(manifest.recipe.encoder):
        yield f"  {advice}"
    if manifest.variants:
        yield f"  {manifest.variants} say the same as another; `wellread duplicates` lists them"
    for left in manifest.left_out:
        yield f"  left out: {left.id}: {left.reason}"
    for noted in status.noted:
        yield f"  needs review: {noted.id}: {'; '.join(noted.reasons)}"
    if status.warning:
        yield click.style(status.warning, fg="yellow")
    yield f"A build would do: {status.plan}" if status.is_stale else "The index is up to date."
    yield from (f"  {articles} changed: {why}" for why, articles in status.plan.reasons)


def build_lines(entry: Entry) -> Iterable[str]:
    """One build of the log, with what it decided anew and what it left out."""
    from index.history import amended

    if entry.end == "rolled back":
        yield f"{entry.at}  went back to build {entry.build}"
        return
    if entry.end != "published":
        yield f"{entry.at}  {entry.end} after {entry.seconds:.1f} s. {entry.error}".rstrip()
        return
    done = (
        f"{entry.added} new, {entry.changed} changed, {entry.removed} removed, {entry.kept} kept; "
        f"{entry.encoded} encoded, {entry.reused} reused; {entry.seconds:.1f} s"
    )
    yield f"{entry.at}  published {entry.build}: {entry.articles} articles ({done})"
    yield from (f"  {said}." for said in (*amended(entry.amended), *entry.reconsidered))
    yield from (f"  ! left out {left.id}: {left.reason}" for left in entry.left_out)
    if unnamed := entry.left_out_count - len(entry.left_out):
        yield f"  ! and {unnamed} more left out"
