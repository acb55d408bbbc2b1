"""MediaWiki XML dumps: a wiki's articles, each with its address; redirects and talk left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import quote, urlsplit

from corpus.article import Field
from corpus.readers.front_matter import write_front_matter
from corpus.readers.metadata import normalise
from corpus.received import Received
from corpus.records.lines import UNPACKING
from corpus.records.record import MAX_RECORD, Record, RecordsError, breaks_off
from corpus.records.rows import Within, refused_record

REDIRECT = re.compile(r"\s*#\s*(?:redirect|weiterleitung|redirection|redirección|rinvia)\b", re.I)
NOT_A_DUMP = "Not a MediaWiki dump: its root is no <mediawiki>."
INSTALL = "Install it: pip install 'wellread[bulk]'."
HINT = "Wellread reads the XML that Special:Export or dumps.wikimedia.org gives, also as .bz2."


class Wiki(NamedTuple):
    """What a dump says of its wiki."""

    name: str = ""
    base: str = ""  # what addresses of articles begin with
    language: str = ""
    namespaces: Mapping[str, str] = {}  # number → name


def read_mediawiki(file: BinaryIO, within: Within) -> Iterator[Record]:
    """The articles of a dump, unpacked, in order; of several revisions the last.

    Redirects, pages of other namespaces (talk, users, files, …) and what is no wikitext are
    passed over.

    Raises:
        RecordsError: it is no dump, or mwparserfromhell is not installed.
    """
    from lxml import etree

    if find_spec("mwparserfromhell") is None:
        raise RecordsError("Wikitext is read by mwparserfromhell, which is not here.", hint=INSTALL)
    number, wiki = 0, Wiki()
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    parsed = etree.iterparse(file, events=("start", "end"), remove_comments=True, **options)
    try:
        for event, node in parsed:
            name = etree.QName(node).localname
            if event == "start":
                if node.getparent() is None:
                    refuse_other(name)
                    wiki = wiki._replace(language=normalise("language", lang_of(node)))
            elif name == "siteinfo":
                wiki = about(node, wiki)
            elif name == "revision":
                drop_before(node)
            elif name == "page":
                number += 1
                yield record_of(number, node, wiki, within)
                node.clear()
                drop_before(node)
    except (etree.XMLSyntaxError, *UNPACKING) as error:
        if isinstance(error, etree.XMLSyntaxError) and not number and not wiki.name:
            raise RecordsError(f"Not a MediaWiki dump: {error}.", hint=HINT) from error
        yield refused_record(number + 1, breaks_off(str(error)), within)


def refuse_other(root: str) -> None:
    """Stop at XML of another kind.

    Raises:
        RecordsError: it is.
    """
    if root != "mediawiki":
        raise RecordsError(NOT_A_DUMP, hint=HINT)


def lang_of(root: Any) -> str:
    """The language that a dump states."""
    return str(root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")


def drop_before(node: Any) -> None:
    """Let go of the elements of the same name before one, so that memory does not grow."""
    before = node.getprevious()
    while before is not None and before.tag == node.tag:
        node.getparent().remove(before)
        before = node.getprevious()


def about(node: Any, wiki: Wiki) -> Wiki:
    """What a dump says of its wiki, from its <siteinfo>."""
    address = normalise("url", text_of(node, "base"))
    names = {each.get("key"): each.text or "" for each in node.iter("{*}namespace")}
    return wiki._replace(
        name=text_of(node, "sitename"),
        base=address.rpartition("/")[0] if urlsplit(address).path.strip("/") else "",
        namespaces=names,
    )


def text_of(node: Any, name: str) -> str:
    """The words of the last element of a name below another one; '' where there is none."""
    found = ""
    for each in node.iter(f"{{*}}{name}"):
        found = each.text or ""
    return " ".join(found.split())


def record_of(number: int, page: Any, wiki: Wiki, within: Within) -> Record:
    """A page as a record, or what else it is."""
    title = text_of(page, "title")
    texts = list(page.iter("{*}text"))
    text = (texts[-1].text or "") if texts else ""
    if why := why_no_article(page, text, wiki):
        return Record(number, Received(title, title), passed_over=why)
    if not title or not text.strip():
        return refused_record(number, f"No text: the page {title!r} is empty.", within)
    if len(text) > MAX_RECORD:
        return refused_record(number, f"Too large: {title!r} has {len(text)} letters.", within)
    stated: dict[Field, str] = {
        "title": title,
        "site": wiki.name,
        "url": f"{wiki.base}/{quote(title.replace(' ', '_'), safe='/:(),')}" if wiki.base else "",
        "modified": normalise("modified", text_of(page, "timestamp")),
        "language": wiki.language,
    }
    data = f"{write_front_matter(stated)}{text.strip()}\n".encode("utf-8", "replace")
    place = stated["url"] or f"{within.place}#record-{number}"
    name = f"{within.stem}/record-{number}.wikitext"
    return Record(number, Received(name, place, data, "wikitext"))


def why_no_article(page: Any, text: str, wiki: Wiki) -> str:
    """What a page is that never was to be an article; '' for an article."""
    space = text_of(page, "ns") or "0"
    if space != "0":
        named = wiki.namespaces.get(space, "")
        return f"of the namespace {named or space}"
    if next(page.iter("{*}redirect"), None) is not None or REDIRECT.match(text):
        return "a redirect"
    model = text_of(page, "model")
    return "" if model in ("", "wikitext") else f"no wikitext, but {model}"
