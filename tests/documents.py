"""PDF, Word and EPUB files, good and hostile, made in memory."""

import io
import zlib
from pathlib import Path

from tests.zips import zipped

FONTS = {"": "Helvetica", "bold": "Helvetica-Bold"}
WIDTH, HEIGHT, LEADING = 595, 842, 14  # points, A4
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT = "A walk in daylight helps many people who sleep badly, even where it is a short one. "


def shown(text, left, bottom, *, size=11, font=""):
    """What prints a line of Latin letters at a place."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    name = "B" if font else "R"
    return f"BT /{name} {size} Tf 1 0 0 1 {left} {bottom} Tm ({escaped}) Tj ET\n"


def column(lines, *, left=72, top=740, size=11, leading=LEADING):
    """What prints lines one below the other; each a text, or (text, size, font, space above)."""
    printed, bottom = "", top
    for line in lines:
        text, own, font, above = line if isinstance(line, tuple) else (line, size, "", 0)
        bottom -= above
        printed += shown(text, left, bottom, size=own, font=font)
        bottom -= leading * max(1, own / size)
    return printed


def below(text):
    """A line with the space above it that stands below a heading."""
    return (text, 11, "", 6)


def pdf(pages, *, info=None, extra="", catalog="", trailer="", more=None):
    """A PDF of some pages, each what prints it, in Helvetica's WinAnsi letters."""
    bodies = {**(more or {}), 1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"}
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    bodies[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    for number, font in ((3, ""), (4, "bold")):
        bodies.setdefault(
            number,
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{FONTS[font]} "
            "/Encoding /WinAnsiEncoding >>",
        )
    said = "".join(f"/{name} ({value}) " for name, value in (info or {}).items())
    bodies[5] = f"<< {said} >>"
    for number, page in enumerate(pages):
        bodies[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /R 3 0 R /B 4 0 R >> {extra} >> "
            f"/Contents {11 + 2 * number} 0 R >>"
        )
        bodies.setdefault(11 + 2 * number, stream(page.encode("cp1252")))
    return written(bodies, trailer)


def stream(data, about=""):
    """A stream's body, packed."""
    packed = zlib.compress(data)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {about} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def written(bodies, trailer=""):
    """The file of some numbered objects."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.5\n")
    for number, body in sorted(bodies.items()):
        places[number] = out.tell()
        body = body if isinstance(body, bytes) else body.encode("cp1252")
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = out.tell(), max(bodies) + 1
    out.write(b"xref\n0 %d\n" % size)
    for number in range(size):
        free = number not in places
        out.write(
            b"%010d %05d %s \n" % (places.get(number, 0), 65535 * free, b"f" if free else b"n")
        )
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R {trailer} >>\n".encode())
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def leaflet():
    """A leaflet of four pages as offices print them: heads, hyphens, a list, two columns."""
    texts = [
        column(
            [
                ("Sleeping through worry", 20, "bold", 0),
                ("Why the night is loud", 13, "bold", 18),
                (
                    "When the day is over, the mind takes up what it had no time for. Wor-",
                    11,
                    "",
                    6,
                ),
                "ries that were small at noon may fill the room at three. That is com-",
                "mon, it passes, and it says nothing about how strong a person is.",
                ("Many who lie awake begin to dread the bed itself. Self-", 11, "", 8),
                "compassion helps more than discipline here: whoever is kind to",
                "themselves falls asleep sooner than whoever counts the hours, and even",
                "an hour of lying still is a rest to the body, which is more than most",
            ],
        ),
        column(
            [
                "people expect of it. Nobody has to earn it first.",
                ("What to try", 13, "bold", 18),
                ("Choose one of these for a week before you judge it:", 11, "", 6),
            ]
        )
        + "".join(
            shown("•", 72, 640 - 30 * at) + column([first, then], left=90, top=640 - 30 * at)
            for at, (first, then) in enumerate(
                [
                    (
                        "write down in the early evening what worries you, and",
                        "close it;",
                    ),
                    ("get up at the same time each day, whatever the night", "was like;"),
                    ("leave the bed when you have been awake for long, and", "read in dim light."),
                ]
            )
        ),
        column(
            [
                "Talking by day makes nights",
                "shorter. A friend, a doctor or",
                "a therapist can listen, and",
                "none of them needs you to be",
                "sure of what is wrong.",
            ]
        )
        + column(
            [
                "Therapy for sleep is short: a",
                "few meetings in which habits",
                "and thoughts are looked at in",
                "turn. It helps most people for",
                "longer than tablets do.",
            ],
            left=320,
        ),
        column(
            [
                ("When to ask for help", 13, "bold", 0),
                (
                    "Ask a doctor when you have slept badly for a month, when you feel low on",
                    11,
                    "",
                    6,
                ),
                "most days, or when nothing gives you joy any more. It is what they are for.",
            ]
        ),
    ]
    return [
        shown("Harbour Leaflets", 72, 800, size=9)
        + text
        + shown("Sleep and worry", 72, 40, size=9)
        + shown(str(number), 500, 40, size=9)
        for number, text in enumerate(texts, 1)
    ]


LEAFLET_INFO = {
    "Title": "Microsoft Word - leaflet_v3.docx",
    "Author": "Ann Lee",
    "CreationDate": "D:20260319101500+01'00'",
    "ModDate": "D:20260402",
}
LEAFLET = Path(__file__).with_name("corpus").joinpath("leaflet.txt").read_text("utf-8").strip()


def leaflet_pdf(**said):
    """The leaflet as a file."""
    return pdf(leaflet(), info=LEAFLET_INFO, **said)


def scanned_pdf():
    """Two pages that are pictures alone."""
    about = "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray"
    picture = stream(bytes(64 * 64), f"{about} /BitsPerComponent 8")
    page = "q 500 0 0 700 40 40 cm /P Do Q"
    return pdf([page] * 2, extra="/XObject << /P 9 0 R >>", more={9: picture})


def locked_pdf():
    """A PDF that says it is encrypted, with a password that nobody knows."""
    secret = "00" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret}> >> "
    return leaflet_pdf(trailer=f"{lock} /ID [<00> <00>]")


def bomb_pdf():
    """A page of 3 GB in 3 MB: one piece of a stream again and again."""
    packer = zlib.compressobj(9)
    begin = packer.compress(b"0") + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = begin + piece * 300
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return pdf([""], more={11: head + packed + b"\nendstream"})


def paragraph(text, style="", *, about="", run=""):
    """A paragraph of a Word document."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{about}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


STYLES = f"""<w:styles {W}>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="House heading"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:styleId="Loop"><w:name w:val="House"/><w:basedOn w:val="H2"/></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H2"/></w:style>
<w:style w:styleId="Punkte"><w:name w:val="List Bullet"/></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title>
<dc:creator>{author}</dc:creator><dcterms:created>2026-03-19T08:00:00Z</dcterms:created>
</cp:coreProperties>"""
GUIDE_PARTS = [
    paragraph("Caring for a friend in grief", "Titel"),
    paragraph("What helps\t4", "TOC1"),
    paragraph("What helps", "berschrift1"),
    paragraph(CONTENT * 2),
    "<w:p><w:r><w:t>Say their name</w:t></w:r><w:del><w:r><w:delText> never</w:delText></w:r>"
    "</w:del><w:ins><w:r><w:t>, and listen.</w:t></w:r></w:ins></w:p>",
    paragraph("a note to the printer", run="<w:vanish/>"),
    paragraph("bring food", "Punkte"),
    paragraph("stay for the washing up", about='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    paragraph("When it is too much", "Own"),
    paragraph(CONTENT),
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Week</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>What to expect</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    '<w:p><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:txbxContent>'
    "<w:p><w:r><w:t>You are not alone in this.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>You are not alone in this.</w:t></w:r></w:p>"
    "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
]
GUIDE = f"""Caring for a friend in grief

What helps

{(CONTENT * 2).strip()}

Say their name, and listen.

- bring food
- stay for the washing up

When it is too much

{CONTENT.strip()}

Week | What to expect

You are not alone in this."""


def docx(parts=GUIDE_PARTS, *, title="Document1", author="Ann Lee", doctype="", more=None):
    """A Word document of some paragraphs."""
    body = f"{doctype}<w:document {W}><w:body>{''.join(parts)}</w:body></w:document>"
    files = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": body.encode(),
        "word/styles.xml": STYLES.encode(),
        "docProps/core.xml": CORE.format(title=title, author=author).encode(),
    }
    return zipped({**files, **(more or {})})


OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Small lights</dc:title>
<dc:creator>Ann Lee</dc:creator><dc:creator>Ben Ox</dc:creator><dc:date>2025-11</dc:date>
<dc:language>en-GB</dc:language><dc:publisher>Harbour Press</dc:publisher>
<dc:identifier>urn:isbn:000</dc:identifier><dc:source>https://harbour.example/small-lights</dc:source>
</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="art" href="art.svg" media-type="image/svg+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="art"/>
<itemref idref="gone"/></spine></package>"""
CHAPTER = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>
<title>x</title><script>alert(1)</script></head><body{about}>{body}</body></html>"""
CONTENTS = "<ol><li>Winter mornings</li></ol>"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/content.opf"/></rootfiles></container>'
)
BOOK = f"""Winter mornings

{(CONTENT * 2).strip()}

- open the curtains
- eat something warm

Asking for company

{CONTENT.strip()}"""


def epub(*, body="", more=None):
    """A book of two chapters and a list of them, in another order than that of reading."""
    one = f"<h1>Winter mornings</h1><p>{CONTENT * 2}</p><ul><li>open the curtains</li>"
    one += "<li>eat something warm</li></ul>"
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "book/content.opf": OPF.encode(),
        "book/nav.xhtml": CHAPTER.format(
            about="", body="<ol><li>Winter mornings</li></ol>"
        ).encode(),
        "book/text/one.xhtml": CHAPTER.format(about="", body=body or one).encode(),
        "book/text/two b.xhtml": CHAPTER.format(
            about="", body=body or f"<h2>Asking for company</h2><p>{CONTENT}</p>"
        ).encode(),
    }
    return zipped({**files, **(more or {})})


def encryption(way):
    """The part that says how a book's files are locked."""
    return (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{way}"/></enc:EncryptedData></encryption>'
    ).encode()


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)
) + "]>"  # fmt: skip
REFUSED = {  # what it is: format, file, and what its refusal says
    "a PDF with a password": ("pdf", locked_pdf, "locked with a password"),
    "a scanned PDF": ("pdf", scanned_pdf, "pictures of pages only"),
    "an empty PDF": ("pdf", lambda: pdf([""]), "This PDF has no text"),
    "the beginning of a PDF": ("pdf", lambda: leaflet_pdf()[:300], "damaged or breaks off"),
    "a PDF of junk": ("pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged or breaks"),
    "text under a PDF's name": ("pdf", lambda: b"Rest is allowed.", "Not a PDF"),
    "a PDF under Word's name": ("docx", leaflet_pdf, "by its first bytes it is a PDF"),
    "Word under the name of EPUB": ("epub", docx, "has no META-INF/container.xml"),
    "EPUB under Word's name": ("docx", epub, "has no word/document.xml"),
    "an old Word document": ("docx", lambda: b"\xd0\xcf\x11\xe0" * 99, "an old one"),
    "half a Word document": ("docx", lambda: docx()[:900], "damaged"),
    "a Word document without words": ("docx", lambda: docx([]), "has no text"),
    "a Word document that is no XML": (
        "docx",
        lambda: docx(more={"word/document.xml": b"<w:p"}),
        "is no XML",
    ),
    "a zip bomb as Word": (
        "docx",
        lambda: docx(more={"word/document.xml": b" " * 29_000_000}),
        "zip bomb",
    ),
    "a Word document of too many parts": (
        "docx",
        lambda: zipped({f"{at}.x": b"" for at in range(5_001)}),
        "no honest Word document",
    ),
    "entities that multiply": (
        "docx",
        lambda: docx([paragraph("&j;")], doctype=LAUGHS),
        "no XML",
    ),
    "a book that is locked": (
        "epub",
        lambda: epub(more={"META-INF/encryption.xml": encryption("urn:aes")}),
        "DRM",
    ),
    "a book with rights": ("epub", lambda: epub(more={"META-INF/rights.xml": b"<r/>"}), "DRM"),
    "a book of pictures": ("epub", lambda: epub(body="<img src='a.png'/>"), "has no text"),
    "a book without a list of its files": (
        "epub",
        lambda: zipped({"mimetype": b"application/epub+zip"}),
        "has no META-INF",
    ),
}
