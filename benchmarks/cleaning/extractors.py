"""What turns a web page into its main text: Wellread and its peers, those that are installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import NamedTuple

from corpus.clean.cleaner import clean
from corpus.errors import RefusedSourceError
from corpus.readers.formats import read_source

WELLREAD = "Wellread"
BASE = "trafilatura"  # whose time the others' are divided by


class Extractor(NamedTuple):
    """One way to the main text of a page."""

    name: str
    module: str  # what has to be importable
    package: str  # by its name in the registry
    text_of: Callable[[bytes], str]

    @property
    def versioned(self) -> str:
        """Its name and the version that was measured."""
        try:
            return f"{self.name} ({version(self.package)})" if self.package else self.name
        except PackageNotFoundError:
            return self.name


def decoded(html: bytes) -> str:
    """The characters, as they are given to every peer; Wellread finds the encoding itself."""
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("latin-1")


def wellread(html: bytes) -> str:
    """The article's text as `wellread add` keeps it; '' where a page is refused."""
    try:
        return clean(read_source(html, format="html")).text
    except RefusedSourceError:
        return ""


def by_trafilatura(html: bytes) -> str:
    """Its defaults: comments and tables belong to the text."""
    import trafilatura

    return trafilatura.extract(decoded(html)) or ""


def by_trafilatura_without_comments(html: bytes) -> str:
    """Its defaults, without the comments that it finds."""
    import trafilatura

    return trafilatura.extract(decoded(html), include_comments=False) or ""


def by_trafilatura_precisely(html: bytes) -> str:
    """It leaves out what it doubts."""
    import trafilatura

    return trafilatura.extract(decoded(html), include_comments=False, favor_precision=True) or ""


def by_resiliparse(html: bytes) -> str:
    """Its main content, without the texts that stand for pictures."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(decoded(html), main_content=True, alt_texts=False))


def by_readability(html: bytes) -> str:
    """The whole text of the HTML that it gives."""
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text

    summary = Document(decoded(html)).summary()
    return str(extract_plain_text(summary, main_content=False, alt_texts=False))


def by_justext(html: bytes) -> str:
    """The paragraphs that it calls good, by its English stop words."""
    import justext

    paragraphs = justext.justext(decoded(html), justext.get_stoplist("English"))
    return "\n".join(each.text for each in paragraphs if not each.is_boilerplate)


def by_newspaper(html: bytes) -> str:
    """The article's text, without its title."""
    from newspaper import Article

    article = Article("https://example.org/article", language="en", fetch_images=False)
    article.download(input_html=decoded(html))
    article.parse()
    return str(article.text)


EXTRACTORS = (
    Extractor(WELLREAD, "corpus", "", wellread),
    Extractor(BASE, "trafilatura", "trafilatura", by_trafilatura),
    Extractor(
        "trafilatura, no comments", "trafilatura", "trafilatura", by_trafilatura_without_comments
    ),
    Extractor("trafilatura, precision", "trafilatura", "trafilatura", by_trafilatura_precisely),
    Extractor("resiliparse, main content", "resiliparse", "resiliparse", by_resiliparse),
    Extractor("readability-lxml", "readability", "readability-lxml", by_readability),
    Extractor("jusText", "justext", "jusText", by_justext),
    Extractor("newspaper4k", "newspaper", "newspaper4k", by_newspaper),
)


def installed() -> tuple[list[Extractor], list[str]]:
    """Those that can be measured, and the names of those that are not installed."""
    here = [each for each in EXTRACTORS if find_spec(each.module)]
    return here, [each.name for each in EXTRACTORS if each not in here]
