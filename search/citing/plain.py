"""Text and addresses that are safe to put into any format: on one line, nothing invisible."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from corpus.clean.folding import INVISIBLE

SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
# What RFC 3986 lets stand in an address, and "%", which begins what is encoded already.
IN_ADDRESS = "%/:=&?~#+!$,;'@()*[]"
HOST = re.compile(r"[\w.:@\[\]%~-]+", re.ASCII)
DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)


def one_line(text: str) -> str:
    r"""A text on one line, with single spaces and without what can't be seen.

    >>> one_line("Rest\n well,\u202e\x07 friend")
    'Rest well, friend'
    """
    return SPACE.sub(" ", INVISIBLE.sub("", text)).strip()


def lines_of(text: str) -> tuple[str, ...]:
    r"""The lines of a text that have words, each as `one_line` makes it.

    >>> lines_of("Rest.\n\nThen\twork.\n")
    ('Rest.', 'Then work.')
    """
    return tuple(filter(None, map(one_line, text.splitlines())))


def web_address(address: str) -> str:
    """An address in the characters that addresses have; '' where it is not of the web.

    >>> web_address("https://bücher.example/a b{1}")
    'https://xn--bcher-kva.example/a%20b%7B1%7D'
    >>> web_address("javascript:alert(1)")
    ''
    """
    line = one_line(address)
    try:
        parts = urlsplit(line)
        host = parts.netloc.encode("idna").decode() if parts.netloc else ""
    except ValueError:  # brackets that are no address, or a host that can't be
        return ""
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(host):
        return ""
    return quote(parts._replace(netloc=host).geturl(), safe=IN_ADDRESS)


def doi_of(address: str) -> str:
    """The DOI that an address resolves; '' where it is none.

    >>> doi_of("https://doi.org/10.1145/1571941.1572114"), doi_of("https://calm.example/10.1/x")
    ('10.1145/1571941.1572114', '')
    """
    found = DOI.fullmatch(address)
    return found.group(1) if found else ""
