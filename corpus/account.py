"""The account of a cleaning, as programs read it."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.clean.decision import Decision
from corpus.prepare import Prepared


def account(prepared: Prepared) -> dict[str, object]:
    """What `wellread clean FILE --json` prints; others rely on its keys.

    Offsets count characters of the decoded input for text and Markdown, of the extracted text
    for HTML. `text` is what remains.
    """
    article = prepared.article
    return {
        "schema_version": 1,
        "title": article.title,
        "author": article.author or None,
        "site": article.site or None,
        "published": article.published or None,
        "language": article.language or None,
        "text": article.text,
        "units": units_of(prepared.decisions),
        "notes": list(prepared.notes),
    }


def units_of(decisions: Iterable[Decision]) -> list[dict[str, object]]:
    """Every unit of a source, and what was decided about it."""
    return [
        {
            "text": decision.unit.text,
            "start": decision.unit.start,
            "end": decision.unit.end,
            "kind": decision.unit.kind,
            "action": decision.action,
            "rule": decision.rule or None,
            "reason": decision.reason or decision.protected_by or None,
            "score": decision.score,
            "protected_by": decision.protected_by or None,
        }
        for decision in decisions
    ]
