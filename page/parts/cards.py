"""A result card as HTML. Every string that came from an article is escaped here."""

from __future__ import annotations

from html import escape

from corpus.article import Article
from corpus.language import is_foreign, language_name
from page.parts.phrases import day, host_of
from page.parts.prose import Mark, prose, title_html
from page.parts.variants import also_html
from search.highlight import Terms, words_in
from search.hit import Hit

RELATIONS = {"strong": "Strong match", "related": "Related", "weak": "Loosely related"}
HALVES = {"meaning": "meaning", "words": "words"}


def card_html(hit: Hit, question: str, terms: Terms) -> str:
    """Where a passage is from, its heading, and the passage with two tones of highlight."""
    article = hit.article
    path = " › ".join(heading for heading in hit.passage.headings if heading != article.title)
    heading = f"<p class='path'>{escape(path)}</p>" if path else ""
    language = f" lang='{escape(article.language)}'" if article.language else ""
    return (
        f"<div class='hit'><p class='relation {hit.relation}'>{RELATIONS[hit.relation]}</p>"
        f"<h2{language}>{title_html(article.title)}</h2>"
        f"<p class='quiet'>{source_line(article)}</p>"
        f"{also_html(article, hit.variants)}{heading}"
        f"{excerpt_html(hit, question, terms, language)}</div>"
    )


def excerpt_html(hit: Hit, question: str, terms: Terms, language: str) -> str:
    """As much of the passage as may be shown, and why it is not all."""
    notice = f"<p class='quiet withheld'>{escape(hit.notice)}</p>" if hit.notice else ""
    if not hit.passage.text:
        return notice
    inner = passage_html(hit, question, terms)
    return f"<div class='passage'{language}>{inner}</div>{notice}"


def passage_html(hit: Hit, question: str, terms: Terms) -> str:
    """The passage, its best sentence and the question's words marked."""
    passage = hit.passage
    words = words_in(passage.text, question, terms)
    marks = [Mark(*hit.best_sentence, "best")]
    marks += [Mark(passage.start + at.start, passage.start + at.end, "word") for at in words]
    return prose(hit.article, start=passage.start, end=passage.end, marks=marks)


def source_line(article: Article) -> str:
    """Site, author and dates, escaped; what the source does not state is said to be missing."""
    published = f"published {day(article.published)}" if article.published else "no date given"
    parts = (
        article.site or "no site given",
        f"by {article.author}" if article.author else "no author given",
        published,
        f"last reviewed {day(article.modified)}" if article.modified else "",
        f"in {language_name(article.language)}" if is_foreign(article.language) else "",
    )
    return " · ".join(escape(part) for part in parts if part)


def open_link(hit: Hit) -> str:
    """The link that opens the source at the passage, with its host; why there is none otherwise."""
    host = host_of(hit.open_url)
    label = "Open at this passage" if hit.passage.text else "Open the page"
    page = hit.article.page_at(hit.best_sentence.start)
    on_page = f" · page {page}" if page else ""
    if not host:
        return f"<p class='quiet open'>The source gives no web address{on_page}</p>"
    return (
        f"<p class='open'><a href='{escape(hit.open_url)}' target='_blank' "
        f"rel='noopener noreferrer'>{label}"
        f"<span class='host'> {escape(host)}{on_page}</span></a></p>"
    )


def fine_print(hit: Hit) -> str:
    """Licence, the day the article was added, and the numbers behind the relation, folded."""
    article = hit.article
    licence = escape(article.licence) if article.licence else "no licence given"
    added = f" · retrieved {escape(day(article.retrieved))}" if article.retrieved else ""
    near = "not asked" if hit.similarity is None else f"{hit.similarity:.2f}"
    found = " and ".join(HALVES[half] for half in hit.found_by)
    return (
        f"<div class='fine'><p class='quiet'>Licence: {licence}{added}</p>"
        f"<details><summary>Numbers</summary><dl><dt>Rank</dt><dd>{hit.rank}</dd>"
        f"<dt>Similarity of meaning</dt><dd>{near}</dd><dt>Score</dt><dd>{hit.score:.2f}</dd>"
        f"<dt>Found by</dt><dd>{found}</dd><dt>Passage</dt><dd>{escape(hit.passage.id)}</dd>"
        "</dl></details></div>"
    )
