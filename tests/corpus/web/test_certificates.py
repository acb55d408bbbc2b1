"""Over TLS: the certificate is the host's, though the connection is made to a number."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import RefusedSourceError
from corpus.web.addresses import Reach, parse_address
from corpus.web.fetching import Web
from corpus.web.limits import TemporaryError


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of rest.example with its key, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "rest.example")])
    now = datetime.now(UTC)
    names = [x509.DNSName("rest.example"), x509.IPAddress(ipaddress.ip_address("127.0.0.9"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "rest.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def site(certificate: Path, site_over: object) -> Iterator[object]:
    """The site, over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with site_over(context) as site:
        yield site


def url_of(site, host: str) -> str:
    """The address of the one page, under a name."""
    return site.at("/a", host=host).replace("http:", "https:")


def test_a_page_is_fetched_over_tls(site, web, page, certificate) -> None:
    """By the host's name in its certificate, where that is signed by whom we trust."""
    site.pages["/a"] = page()
    reach = Reach(web.reach.resolve, web.reach.exempt, trusted=str(certificate))
    trusting = Web(reach=reach, limits=web.limits)
    fetched = trusting.fetch(parse_address(url_of(site, "rest.example")))
    assert fetched.answer.status == 200
    assert site.asked[-1][1]["host"] == f"rest.example:{site.port}"


def test_the_certificate_of_another_host_is_refused(site, web, certificate) -> None:
    """Whoever answers at the number."""
    reach = Reach(web.reach.resolve, web.reach.exempt, trusted=str(certificate))
    with pytest.raises(TemporaryError, match=r"gives no answer: hostname 'other\.example' doesn"):
        Web(reach=reach, limits=web.limits).fetch(parse_address(url_of(site, "other.example")))
    assert site.asked == []


def test_a_certificate_that_nobody_signed_is_refused(site, web) -> None:
    """It is no way to get at an article, and there is no option that makes it one."""
    with pytest.raises(RefusedSourceError, match=r"CERTIFICATE_VERIFY_FAILED"):
        web.fetch(parse_address(url_of(site, "rest.example")))
    assert site.asked == []
