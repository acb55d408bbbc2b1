"""Which addresses are asked: the spelling of each, and the machines that are never reached."""

from __future__ import annotations

import ipaddress

import pytest

from corpus.errors import RefusedSourceError
from corpus.web.addresses import (
    Reach,
    is_public,
    name_for,
    parse_address,
    refuse_private,
)

SPELLINGS = {
    "https://Rest.Example": "https://rest.example/",
    "HTTP://rest.example:80/a": "http://rest.example/a",
    "https://rest.example./a#part": "https://rest.example/a",
    "https://rest.example:8443/a?b=1&c=2": "https://rest.example:8443/a?b=1&c=2",
    "https://rest.example/a/../../etc/./x": "https://rest.example/etc/x",
    "https://rest.example/%2e%2E/x": "https://rest.example/x",
    "https://rest.example/schön": "https://rest.example/sch%C3%B6n",
    "https://schlaf-käse.example/": "https://xn--schlaf-kse-x5a.example/",
    "https://[2606:2800:220:1::5]/a": "https://[2606:2800:220:1::5]/a",
}
REFUSED = {
    "ftp://rest.example/a": "Only addresses that begin",
    "file:///etc/passwd": "Only addresses that begin",
    "rest.example/a": "Only addresses that begin",
    "https://": "is no name that a host can have",
    "https://me:secret@rest.example/": "user's name or password",
    "https://rest.example@evil.example/": "user's name or password",
    "http://2130706433/": "uncommon spelling",
    "http://0x7f.1/": "uncommon spelling",
    "http://0177.0.0.1/": "uncommon spelling",
    "http://127.1/": "uncommon spelling",
    "http://rest.example\\@evil.example/": "can't be seen",
    "http://rest.example/a\r\nX: y": "can't be seen",
    "http://rest.example:99999/": "No web address",
    "http://[::1/": "No web address",
    "https://rest.example/" + "a" * 2_000: "more than 2,000 characters",
    "https://a..b/": "is no name",
}
PRIVATE = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
    *("169.254.169.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:1::1"),
    "::127.0.0.1",
)
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::5", "::ffff:93.184.216.34"]


@pytest.mark.parametrize(("stated", "url"), SPELLINGS.items())
def test_an_address_has_one_spelling(stated: str, url: str) -> None:
    """Whatever its case, port, dots, letters and fragment; which is a spelling of its own, too."""
    assert parse_address(stated).url == url
    assert parse_address(url).url == url


@pytest.mark.parametrize(("stated", "why"), REFUSED.items())
def test_what_is_no_plain_web_address_is_refused(stated: str, why: str) -> None:
    """Other schemes, hidden numbers, passwords, and what splits a request in two."""
    with pytest.raises(RefusedSourceError, match=why):
        parse_address(stated)


@pytest.mark.parametrize("number", PRIVATE)
def test_an_address_of_no_public_machine_is_never_asked(number: str) -> None:
    """Loopback, private, link-local, shared, documentation, multicast, and IPv4 hidden in IPv6."""
    assert not is_public(ipaddress.ip_address(number))
    with pytest.raises(RefusedSourceError, match=r"an address of this machine or of a private"):
        refuse_private(parse_address("https://rest.example/"), [number], Reach())


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_machine_may_be_asked(number: str) -> None:
    """By IPv4, by IPv6, and by IPv4 written as IPv6."""
    assert is_public(ipaddress.ip_address(number))
    refuse_private(parse_address("https://rest.example/"), [number], Reach())


def test_one_private_answer_among_public_ones_is_enough() -> None:
    """Which of them a connection would take is not left to chance."""
    with pytest.raises(RefusedSourceError, match=r"rest\.example is 10\.0\.0\.1, an address of"):
        refuse_private(parse_address("https://rest.example/"), ["8.8.8.8", "10.0.0.1"], Reach())


@pytest.mark.parametrize("port", [22, 25, 3306, 6379, 11211])
def test_ports_of_other_services_are_refused(port: int) -> None:
    """A public mail server or database is not spoken to either."""
    with pytest.raises(RefusedSourceError, match=f"Port {port} is not one where pages are"):
        refuse_private(parse_address(f"http://rest.example:{port}/"), ["8.8.8.8"], Reach())


def test_only_the_one_machine_and_port_of_a_test_is_let_through() -> None:
    """By a parameter; nothing that a user could leave set."""
    reach = Reach(exempt=frozenset({("127.0.0.1", 5000)}))
    refuse_private(parse_address("http://rest.example:5000/"), ["127.0.0.1"], reach)
    for url, number in (("http://x.example:5001/", "127.0.0.1"), ("http://x.example:5000/", "::1")):
        with pytest.raises(RefusedSourceError, match="of a private network"):
            refuse_private(parse_address(url), [number], reach)


def test_an_article_is_called_by_host_and_path() -> None:
    """With an ending that says how it is read, and nothing that leads out of a folder."""
    names = {
        "https://rest.example/": "rest.example/index.html",
        "https://rest.example/sleep/": "rest.example/sleep.html",
        "https://rest.example/sleep.HTM": "rest.example/sleep.HTM",
        "https://rest.example/a%2f..%2f..%2fetc": "rest.example/a/./.-etc.html",
    }
    for url in list(names)[:3]:
        assert name_for(parse_address(url), [".html", ".htm"]) == names[url]
    assert ".." not in name_for(parse_address(list(names)[3]), [".html"])
