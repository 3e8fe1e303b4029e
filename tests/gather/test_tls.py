"""Encrypted connections: the certificate is checked for the name that was asked for, though the connection goes to a checked address."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sites import Reply, Site, page, settings

from marsad.gather import fetch
from marsad.gather.fetch import Fetcher
from marsad.gather.trouble import Trouble

x509 = pytest.importorskip("cryptography.x509", reason="cryptography is not installed (pip install -e '.[dev]')")


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[Site, ssl.SSLContext]]:
    """Give a site that speaks TLS as news.example, and a context that trusts it."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=9))
    names: list[Any] = [x509.DNSName("news.example"), x509.IPAddress(ipaddress.ip_address("192.0.2.7"))]
    certificate = builder.add_extension(x509.SubjectAlternativeName(names), critical=False).sign(key, hashes.SHA256())
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "both.pem").write_bytes(pem + private)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(tmp_path / "both.pem")
    site = Site()
    site._server.socket = serving.wrap_socket(site._server.socket, server_side=True)
    site.pages["/"] = Reply(page(1))
    yield site, ssl.create_default_context(cadata=pem.decode())
    site.close()


def fetched(site: Site, host: str) -> int:
    fetcher = Fetcher(settings(allow=[host]), lambda name, port: ["127.0.0.1"])
    return fetcher.get(f"https://{host}:{site.port}/").status


def test_a_certificate_for_the_name_is_accepted(secure: tuple[Site, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch) -> None:
    site, trusting = secure
    monkeypatch.setattr(fetch, "_tls", lambda: trusting)
    assert fetched(site, "news.example") == 200


def test_a_certificate_for_another_name_is_refused(secure: tuple[Site, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch) -> None:
    site, trusting = secure
    monkeypatch.setattr(fetch, "_tls", lambda: trusting)
    with pytest.raises(Trouble, match=r"^tls: "):
        fetched(site, "other.example")


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: tuple[Site, ssl.SSLContext]) -> None:
    site, _ = secure
    with pytest.raises(Trouble, match=r"^tls: "):
        fetched(site, "news.example")
