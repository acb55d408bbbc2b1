"""Wikitext, what MediaWiki's articles are written in: the one file that knows mwparserfromhell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.errors import RefusedSourceError
from corpus.readers.decode import decode
from corpus.readers.extract import Extract
from corpus.readers.html import assemble
from corpus.readers.parts import Part

UNSEEN = frozenset(  # tags with no running text: notes, tables, pictures, formulas, programs
    (
        *("ref", "references", "table", "gallery", "math", "chem", "timeline", "score", "graph"),
        *("imagemap", "syntaxhighlight", "source", "style", "templatestyles", "mapframe", "poll"),
        *("inputbox", "categorytree", "section", "indicator", "ce", "hiero", "maplink"),
    )
)
SHOWN = {  # templates that show one of their values, and which: 1 the first, -1 the last
    **{"lang": -1, "nowrap": 1, "nobr": 1, "small": 1, "abbr": 1, "tooltip": 1, "transl": -1},
    **{"em": 1, "strong": 1, "nobold": 1, "quote": 1, "blockquote": 1, "cquote": 1},
}
NAMESPACE = re.compile(  # links that lead to no article: pictures, categories, other languages
    r"""\s*(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|archivo|imagen
      |categoría|immagine|categoria|ficheiro|imagem|bestand|afbeelding|categorie|plik|kategoria
      |fil|kategori|tiedosto|luokka|файл|изображение|категория|berkas|dosya|ファイル|画像|分类|文件
      |[a-z]{2,3}(?:-[a-z]{2,8})?)\s*:""",
    re.IGNORECASE | re.VERBOSE,
)
EMPHASIS = re.compile(r"'{2,5}")
HEADING = "\x01"  # stands before a heading's level and words in a flattened line
LISTED = re.compile(r"([*#:;]+)\s*(.*)")
SWITCH = re.compile(r"__[A-Z]{3,30}__")
INSTALL = "`pip install 'wellread[bulk]'` brings what reads it."


def read_wikitext(data: bytes) -> Extract:
    """Read an article's wikitext: its paragraphs, headings and lists.

    Notes, tables, boxes, pictures and all but a few templates are left out, as they are no
    running text; links are read by their words.

    Raises:
        RefusedSourceError: there is no text in it, or nothing is installed that reads it.
    """
    try:
        import mwparserfromhell
    except ImportError as error:
        raise RefusedSourceError("Wikitext can't be read here.", hint=INSTALL) from error
    text = decode(data).text.replace(HEADING, "")
    flat = "".join(words_in(mwparserfromhell.parse(text, skip_style_tags=True)))
    parts = list(parts_in(SWITCH.sub("", EMPHASIS.sub("", flat)).split("\n")))
    if not parts:
        raise RefusedSourceError("No article: this wikitext shows no text.")
    return assemble(parts, {})


def words_in(code: Any) -> Iterator[str]:
    """What a piece of wikitext shows, its lists' marks and line breaks kept."""
    for node in code.nodes:
        kind = type(node).__name__
        if kind == "Text":
            yield node.value
        elif kind == "Heading":
            title = " ".join("".join(words_in(node.title)).split())
            yield f"\n{HEADING}{node.level}{title}\n"
        elif kind == "Wikilink":
            yield from link_words(node)
        elif kind == "ExternalLink":
            yield from words_in(node.title) if node.title else ()
        elif kind == "Tag":
            yield from tag_words(node)
        elif kind == "Template":
            yield from template_words(node)
        elif kind == "HTMLEntity":
            yield node.normalize()


def link_words(link: Any) -> Iterator[str]:
    """The words of a link to another article; none of one that shows a picture or sorts."""
    title = str(link.title)
    if NAMESPACE.match(title):
        return
    if link.text is None:
        yield title.lstrip(" :")
    else:
        yield from words_in(link.text)


def tag_words(tag: Any) -> Iterator[str]:
    """What an element shows; the mark of a list's item where it is one."""
    name = str(tag.tag).strip().casefold()
    if name in UNSEEN:
        return
    if name == "br":
        yield "\n"
    elif tag.wiki_markup and name in ("li", "dt", "dd"):
        yield str(tag.wiki_markup)
    elif tag.contents is not None:
        edge = "\n" if name in ("p", "div", "blockquote", "ul", "ol", "li", "poem") else ""
        yield edge + ("* " if name == "li" else "")
        yield from words_in(tag.contents)
        yield edge


def template_words(template: Any) -> Iterator[str]:
    """What a template shows, of those that show one of their values as it is."""
    name = str(template.name).strip().casefold()
    unnamed = [param.value for param in template.params if not param.showkey]
    if name in ("convert", "cvt") and len(unnamed) > 1:
        yield f"{str(unnamed[0]).strip()} {str(unnamed[1]).strip()}"
    elif name in SHOWN and unnamed:
        yield from words_in(unnamed[0 if SHOWN[name] == 1 else -1])


def parts_in(lines: list[str]) -> Iterator[Part]:
    """The blocks of flattened lines: an empty line ends a paragraph, a mark begins an item."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        words = " ".join(line.split())
        item = LISTED.fullmatch(words)
        if words and not item and not words.startswith(HEADING):
            paragraph.append(words)
            continue
        if paragraph:
            yield Part("paragraph", 0, " ".join(paragraph))
            paragraph = []
        if words.startswith(HEADING) and words[2:]:
            yield Part("heading", int(words[1]), words[2:])
        elif item and item[2]:
            listed = item[1][-1] in "*#"
            yield Part("list_item" if listed else "paragraph", 0, item[2], "- " if listed else "")
