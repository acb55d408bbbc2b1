"""What is printed on each page of a PDF, line by line: the one file that knows pdfminer."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from corpus.clean.folding import visible
from corpus.errors import GaveUpError, RefusedSourceError

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\u00ad": "-", "\u2010": "-"}
)
UNKNOWN = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a glyph that names no character
BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
INSTALL = "`pip install 'wellread[documents]'` brings what reads them."


class Line(NamedTuple):
    """A line of text where it is printed; lengths in points."""

    text: str
    page: int  # 1 for the first
    left: float
    right: float
    bottom: float  # from the page's lower edge
    top: float
    size: float  # of most of its letters
    bold: bool


class Sheet(NamedTuple):
    """A page as it is printed."""

    number: int  # 1 for the first
    height: float
    lines: tuple[Line, ...]  # in the order of reading
    turned: str = ""  # text that runs up or down the page
    pictures: bool = False


class Printed(NamedTuple):
    """A PDF's pages, and what it says of itself."""

    sheets: tuple[Sheet, ...]
    said: dict[str, str]  # Title, Author, CreationDate, …, and Lang
    unknown: int  # letters that the file does not name
    copyable: bool  # whether its publisher lets text be taken out


def printed(data: bytes) -> Printed:
    """The pages of a PDF.

    Raises:
        RefusedSourceError: it is locked, damaged, or nothing is installed that reads it.
    """
    try:
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
        from pdfminer.pdfparser import PDFParser
    except ImportError as error:
        raise RefusedSourceError("PDFs can't be read here.", hint=INSTALL) from error
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        found = [sheet_of(number, page) for number, page in enumerate(pages_of(document), 1)]
        said = said_by(document)
    except PDFPasswordIncorrect as error:
        raise RefusedSourceError(
            "This PDF is locked with a password.", hint="Save a copy without one, and add that."
        ) from error
    except (MemoryError, GaveUpError):
        raise
    except Exception as error:  # the rim of a parser: damage shows as whatever it meets
        reason = str(error).split("\n")[0][:120] or type(error).__name__
        raise RefusedSourceError(
            f"This PDF is damaged or breaks off ({reason}).",
            hint="Download it anew, or print it to a new PDF.",
        ) from error
    return Printed(
        tuple(sheet for sheet, _ in found),
        said,
        sum(unknown for _, unknown in found),
        bool(document.is_extractable),
    )


def pages_of(document: Any) -> Iterator[Any]:
    """Each page as pdfminer lays it out."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams(all_texts=True))
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield device.get_result()


def said_by(document: Any) -> dict[str, str]:
    """What a PDF's properties say, as text."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    said: dict[str, str] = {}
    fields = {key: value for info in reversed(document.info) for key, value in info.items()}
    for key, stored in {**fields, "Lang": document.catalog.get("Lang")}.items():
        value = resolve1(stored)
        if isinstance(value, bytes):
            said[key] = visible(decode_text(value))
    return said


def sheet_of(number: int, page: Any) -> tuple[Sheet, int]:
    """A page, and how many of its letters have no name."""
    from pdfminer.layout import LTImage, LTTextLine

    lines: list[Line] = []
    turned: list[str] = []
    unknown, pictures = 0, False
    for item in inside(page):
        pictures = pictures or isinstance(item, LTImage)
        if not isinstance(item, LTTextLine):
            continue
        written = item.get_text()
        unknown += len(UNKNOWN.findall(written))
        text = visible(UNKNOWN.sub("\ufffd", written).translate(LIGATURES))
        if text and is_upright(item):
            lines.append(line_of(text, number, item))
        elif text:
            turned.append(text)
    sheet = Sheet(number, page.height, tuple(lines), " ".join(turned), pictures)
    return sheet, unknown


def inside(item: Any) -> Iterator[Any]:
    """A page's lines and pictures, in the order in which pdfminer reads them."""
    from pdfminer.layout import LTFigure, LTImage, LTPage, LTTextBox, LTTextLine

    if isinstance(item, LTTextLine | LTImage):
        yield item
    elif isinstance(item, LTPage | LTFigure | LTTextBox):
        for below in item:
            yield from inside(below)


def is_upright(line: Any) -> bool:
    """Whether most of a line's letters stand upright."""
    upright = [each.upright for each in line if hasattr(each, "upright")]
    return bool(sum(upright) * 2 >= len(upright))


def line_of(text: str, page: int, line: Any) -> Line:
    """A line with the size and weight of most of its letters."""
    letters = [each for each in line if hasattr(each, "fontname") and each.get_text().strip()]
    sizes = [each.size for each in letters] or [line.height]
    weights = Counter(bool(BOLD.search(each.fontname)) for each in letters)
    bold = bool(weights) and weights.most_common(1)[0][0]
    size = round(median(sizes) * 2) / 2
    return Line(text, page, line.x0, line.x1, line.y0, line.y1, size, bold)
