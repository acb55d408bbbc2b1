"""The collection as a table, and the index's description of itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import streamlit as st

from corpus.collection import Entry
from corpus.intake import Outcome
from corpus.language import is_foreign, language_name
from page.parts.phrases import ago, count, day

if TYPE_CHECKING:
    from index.manifest import Manifest
    from index.passages import Noted
    from search.engine import SearchEngine

SHOWN = 100  # rows of the table; the rest is found by typing
LEFT_OUT_SHOWN = 50
NOTED_SHOWN = 50


class Row(NamedTuple):
    """An article of the collection, with what the index knows of it."""

    id: str
    title: str  # its id where the index lacks it
    site: str
    published: str
    added: str
    state: str  # "in the index", "not indexed yet", or why it was left out
    language: str = ""  # its name, where that is not English


class Known(NamedTuple):
    """What the index knows of an article."""

    title: str
    site: str
    published: str


def rows_of(entries: Iterable[Entry], engine: SearchEngine | None) -> list[Row]:
    """Every article of the collection, in the order of the ids."""
    known = known_articles(engine.index.pointer.name, engine) if engine else {}
    left_out = {left.id: left.reason for left in engine.index.manifest.left_out} if engine else {}
    rows = []
    for entry in entries:
        article = known.get(entry.id)
        state = "in the index" if article else left_out.get(entry.id, "not indexed yet")
        title, site, published = article or Known(entry.id, "", "")
        language = language_name(entry.language) if is_foreign(entry.language) else ""
        rows.append(Row(entry.id, title, site, published, entry.added[:10], state, language))
    return rows


@st.cache_data(show_spinner=False, max_entries=2)
def known_articles(build: str, _engine: SearchEngine) -> dict[str, Known]:
    """What a build says of each of its articles, by id."""
    passages = _engine.index.passages
    articles = map(passages.article_by_number, range(passages.article_count()))
    return {each.id: Known(each.title, each.site, each.published) for each in articles}


def matching(rows: Sequence[Row], wanted: str) -> list[Row]:
    """The rows that have every word typed in their title, site, id or language."""
    words = wanted.casefold().split()
    return [row for row in rows if all(word in searched(row) for word in words)]


def searched(row: Row) -> str:
    """What of a row is looked through."""
    return f"{row.title} {row.site} {row.id} {row.language}".casefold()


def shelf_html(rows: Sequence[Row], *, total: int) -> str:
    """The table, and how much of it is shown."""
    body = "".join(row_html(row) for row in rows)
    head = "".join(
        f"<th scope='col'>{name}</th>" for name in ("Title", "Site", "Published", "Added", "State")
    )
    shown = count(total, "article") if total == len(rows) else f"{len(rows)} of {total:,} articles"
    return (
        f"<p class='quiet' role='status'>{shown}</p><table class='shelf'>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def row_html(row: Row) -> str:
    """One article; its title leads to its page where the index has it."""
    title = escape(row.title)
    if row.state == "in the index":
        title = f"<a href='{article_address(row.id)}' target='_self'>{title}</a>"
    published = escape(day(row.published)) or "no date given"
    language = f" · in {escape(row.language)}" if row.language else ""
    return (
        f"<tr><td>{title}<br><span class='id'>{escape(row.id)}{language}</span></td>"
        f"<td data-name='Site'>{escape(row.site) or 'not given'}</td>"
        f"<td data-name='Published'>{published}</td>"
        f"<td data-name='Added'>{escape(day(row.added))}</td>"
        f"<td data-name='State'>{escape(row.state)}</td></tr>"
    )


def article_address(article_id: str) -> str:
    """Where an article's page is."""
    return f"article?id={quote(article_id, safe='')}"


def status_html(manifest: Manifest) -> str:
    """What the published index holds, and what it lacks, with the reasons."""
    recipe = manifest.recipe
    facts = {
        "Articles": f"{manifest.articles:,}",
        "Passages": f"{manifest.passages:,}",
        "Built": ago(manifest.built),
        "Encoder": recipe.encoder_name,
    }
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{escape(fact)}</dd></div>" for name, fact in facts.items()
    )
    left = manifest.left_out
    reasons = "".join(
        f"<li><b>{escape(each.id)}</b> {escape(each.reason)}</li>" for each in left[:LEFT_OUT_SHOWN]
    )
    summary = f"<summary>{count(len(left), 'article')} left out</summary>"
    folded = f"<details>{summary}<ul>{reasons}</ul></details>" if left else ""
    return f"<dl class='facts'>{cells}</dl>{folded}"


def review_html(noted: Sequence[Noted]) -> str:
    """The articles that need review, each a link, with the reasons; '' where there are none."""
    if not noted:
        return ""
    rows = "".join(
        f"<li><b><a href='{article_address(each.id)}' target='_self'>{escape(each.id)}</a></b> "
        f"{escape('; '.join(each.reasons))}</li>"
        for each in noted[:NOTED_SHOWN]
    )
    verb = "needs" if len(noted) == 1 else "need"
    summary = f"<summary>{count(len(noted), 'article')} {verb} review</summary>"
    return f"<details>{summary}<ul>{rows}</ul></details>"


def outcomes_html(outcomes: Sequence[Outcome]) -> str:
    """What became of each file, with the reason where one was refused."""
    rows = "".join(
        f"<li><b>{escape(each.name)}</b> {escape(each.change)}"
        f"{': ' + escape(each.reason) if each.reason else ''}</li>"
        for each in outcomes
    )
    return f"<ul class='outcomes' role='status'>{rows}</ul>"
