"""Which site an article is from, so far as its source says."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

SHARED_HOSTS = frozenset(  # hosts of many people's sites that the list of suffixes lacks
    ("substack.com", "wordpress.com", "medium.com", "tumblr.com", "wixsite.com", "weebly.com")
)


def site_of(*, url: str, name: str, source: str) -> str:
    """The registered domain of its address; else the name of its site; else its folder.

    The address is what it states, or where it was fetched.

    >>> site_of(url="https://blog.example.co.uk/rest", name="Rest", source="/a/rest.html")
    'domain example.co.uk'
    >>> site_of(url="", name="Rest & Sons", source="/a/rest.html")
    'name rest & sons'
    >>> site_of(url="", name="", source="/a/rest.html"), site_of(url="", name="", source="stdin:x")
    ('folder /a', '')
    >>> site_of(url="", name="Rest", source="https://rest.example/a")
    'domain rest.example'
    """
    fetched = source if source.startswith(("https://", "http://")) else ""
    if domain := registered_domain(url or fetched):
        return f"domain {domain}"
    if name.strip():
        return f"name {' '.join(name.split()).casefold()}"
    path = PurePath(source)  # of a file; "upload:rest.html" came one by one, from no folder
    return f"folder {path.parent}" if path.is_absolute() else ""


def registered_domain(url: str) -> str:
    """The part of an address that its owner registered; '' where it has none.

    What many people share is taken one by one:

    >>> registered_domain("https://calm.wordpress.com/2026/rest"), registered_domain("/rest.html")
    ('calm.wordpress.com', '')
    """
    from tld import get_fld

    try:
        host = urlsplit(url).hostname
    except ValueError:  # brackets that are no address
        return ""
    found = get_fld(url, fail_silently=True, fix_protocol=True, search_private=True) if host else ""
    return host or "" if found is None or found in SHARED_HOSTS else found
