"""Which of the older encodings bytes are in that are no Unicode: the one they name, or a guess."""

from __future__ import annotations

import codecs
import re

DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})
        |\A\s{0,20}<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE | re.VERBOSE,
)
WESTERN = "windows-1252"
# What browsers read where a page names the other: it has the letters that old pages really use.
# https://encoding.spec.whatwg.org/#names-and-labels
AS_BROWSERS = {
    "ascii": WESTERN,
    "iso8859-1": WESTERN,
    "cp1252": WESTERN,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
ON_THE_WEB = re.compile(  # Python's names of the others that this standard has
    r"iso8859-\d+|koi8-[ru]|cp(?:125\d|866|874|932|949)|mac-(?:roman|cyrillic)|gb18030|euc_jp"
)
STRANGE_TO_PYTHON = {"windows-874": "cp874", "x-sjis": "cp932", "x-gbk": "gb18030"}
JAPANESE = ("cp932", "euc_jp")
NO_GUESS = [  # told by their kana before; short texts in Cyrillic are easily taken for them
    *("cp932", "shift_jis", "shift_jis_2004", "shift_jisx0213"),
    *("euc_jp", "euc_jis_2004", "euc_jisx0213"),
]
KANA = re.compile("[\u3041-\u30fa]")
MIN_KANA = 0.2  # of a text's letters beyond ASCII; Japanese prose has some .6, and no other any
HIGH = bytes(range(0x80, 0x100))
HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MARKS = "€„…‘’“”•–—\u00a0¡«»°·¿".encode("cp1252")  # stand among letters of any kind
SAMPLE = 200_000  # bytes that a guess looks at


def declared_encoding(data: bytes) -> str:
    """The encoding that an HTML page names for itself, as browsers understand it; '' for none.

    >>> declared_encoding(b'<meta charset="iso-8859-1">'), declared_encoding(b"<p>charset=x</p>")
    ('windows-1252', '')
    """
    found = DECLARED.search(data[:4096])
    if not found:
        return ""
    label = (found[1] or found[2]).decode("ascii").lower()
    try:
        name = codecs.lookup(STRANGE_TO_PYTHON.get(label, label)).name
    except LookupError:
        return ""
    return AS_BROWSERS.get(name) or (name if ON_THE_WEB.fullmatch(name) else "")


def guess_encoding(data: bytes) -> str:
    """The encoding of a text that names none that fits; '' where none can be recognised.

    Where the letters are mostly ASCII it is Windows' Western one: with so little to go by, any
    other guess is worse.
    """
    if is_western(data):
        return WESTERN
    for name in JAPANESE:
        if has_kana(data, name):
            return name
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    best = from_bytes(telling[:SAMPLE], cp_exclusion=NO_GUESS).best()
    return best.encoding if best else ""


def is_western(data: bytes) -> bool:
    """Whether bytes beyond ASCII stand alone among others, or are fewer than ASCII's letters.

    In other scripts they follow each other, also where most of a page is markup in ASCII.

    >>> is_western("Gr\u00f6\u00dfer".encode("cp1252")), is_western("Больше".encode("cp1251"))
    (True, False)
    """
    high = count(data, HIGH)
    in_runs = len(data) - len(HIGH_RUN.sub(b"", data))
    if 2 * in_runs <= high:
        return True
    return b"<" not in data and count(data, LETTERS) > high - count(data, MARKS)


def count(data: bytes, among: bytes) -> int:
    """How many of the bytes are among some."""
    return len(data) - len(data.translate(None, among))


def has_kana(data: bytes, encoding: str) -> bool:
    """Whether bytes fit a Japanese encoding, and are Japanese in it."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return len(KANA.findall(text)) >= MIN_KANA * beyond
