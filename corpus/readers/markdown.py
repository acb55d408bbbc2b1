"""Markdown: blocks by CommonMark, metadata by the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.readers.extract import Block, BlockKind, Extract
from corpus.readers.front_matter import split_front_matter

IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
AUTOLINK = re.compile(r"<(https?://[^>\s]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>")
EMPHASIS = re.compile(r"(?<![\w*\\])(\*\*\*|\*\*|\*)(?=\S)([^*\n]{1,2000}?)(?<=[^\s\\])\1(?![\w*])")
UNDERSCORES = re.compile(r"(?<![\w_\\])(__|_)(?=\S)([^_\n]{1,2000}?)(?<=[^\s\\])\1(?![\w_])")
# What is left of a mark that opens in one sentence and closes in another.
HALF_EMPHASIS = re.compile(
    r"""(?:\A|(?<=\s))(?:\*{1,3}|_{1,3})(?=[^\W_])        # "*go" of "*go. Slowly*"
      |(?<=[\w.!?…"”),;:])(?:\*{1,3}|_{1,3})(?=\s|\Z)""",
    re.VERBOSE,
)
HALF_LINK = re.compile(r"\]\([^)\n]{0,2000}\)|\A\[(?=[^\]\n]+\Z)")
CODE = re.compile(r"`([^`\n]{1,500})`")
TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
HEADING_MARKS = re.compile(  # a run of spaces is looked at once, from where it begins
    r"\A[ \t]{0,3}#{1,6}[ \t]+|(?<![ \t])[ \t]++#++[ \t]*+\Z|\n[ \t]*+(?:=++|-++)[ \t]*+\Z"
)
LINE_END = re.compile(r"\r\n?|\n")  # as CommonMark has it
QUOTE_MARKS = re.compile(r"(?:\A|(?<=\n))[ \t]{0,3}(?:>[ \t]?)+")


def read_markdown(text: str) -> Extract:
    """Find a Markdown text's blocks; its front matter becomes metadata and is no block.

    >>> extract = read_markdown("---\\ntitle: Panic\\n---\\n# Panic\\n\\nIt *passes*.\\n")
    >>> extract.metadata["title"].value, [block.kind for block in extract.blocks]
    ('Panic', ['heading', 'paragraph'])
    """
    metadata, body = split_front_matter(text)
    blocks = tuple(blocks_of(text, body))
    return Extract(text=text, blocks=blocks, metadata=metadata, markdown=True)


def plain_text(markdown: str) -> str:
    """A unit of Markdown as it reads: links and emphasis without their marks, no pictures.

    >>> plain_text("## Read *this* [guide](https://x.example)")
    'Read this guide'
    """
    text = QUOTE_MARKS.sub("", HEADING_MARKS.sub("", markdown))
    text = AUTOLINK.sub(r"\1", LINK.sub(r"\1", IMAGE.sub("", text)))
    text = TAG.sub("", UNDERSCORES.sub(r"\2", EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", text))))
    text = HALF_EMPHASIS.sub("", HALF_LINK.sub("", text.strip()))
    return ESCAPE.sub(r"\1", CODE.sub(r"\1", text)).strip()


def blocks_of(text: str, body: int) -> Iterator[Block]:
    """The leaf blocks of `text[body:]`, in order, placed by the lines that the parser names."""
    starts = line_starts(text, body)
    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])  # the marks inside of blocks come later
    end = 0
    containers: list[str] = []
    for token in parser.parse(text[body:]):
        track(containers, token)
        kind = leaf_kind(token, containers)
        if kind is None or token.map is None or token.map[0] < end:
            continue
        end = token.map[1]
        level = int(token.tag[1]) if kind == "heading" else 0
        yield Block(kind, starts[token.map[0]], starts[end], level)


def line_starts(text: str, body: int) -> list[int]:
    """Where each line of the body begins, in characters of the text; its end closes the list."""
    ends = (found.end() for found in LINE_END.finditer(text, body))
    return [body, *ends, len(text), len(text)]


def track(containers: list[str], token: Token) -> None:
    """Keep the stack of lists and quotations that a token stands in."""
    if token.type in ("list_item_open", "blockquote_open"):
        containers.append(token.type)
    elif token.type in ("list_item_close", "blockquote_close"):
        containers.pop()


def leaf_kind(token: Token, containers: list[str]) -> BlockKind | None:
    """The kind of block that a token opens; None for containers, closings and rules."""
    if token.type == "heading_open":
        return "heading"
    if token.type == "tr_open":
        return "paragraph"
    if token.type in ("fence", "code_block", "html_block"):
        return "paragraph"
    if token.type != "paragraph_open":
        return None
    if containers and containers[-1] == "list_item_open":
        return "list_item"
    return "quote" if containers else "paragraph"
