"""The evidence: what was changed after it was taken is found; time stamps hold; texts can be extracted anew."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import sqlite3
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from papers import warc
from sites import Reply, Site, page, sites, toml
from test_collecting import feed_of, lines

from marsad.desk.captures import Verdict, collected_articles, extract_captures, failed_captures, replay_captures, verify_captures
from marsad.desk.collect import chosen_sources, collect, opened
from marsad.gather import pages
from marsad.gather.pages import Page
from marsad.record import InputError, UsageError


def gathered(folder: Path, site: Site, **changes: Any) -> Path:
    """Collect five stories, a saved page, two lines and an archive; give the marsad.toml."""
    feed_of(site, 5)
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.html").write_bytes(page(77))
    (folder / "in" / "b.jsonl").write_text('{"id": "x", "text": "خبر أول"}\n{"id": "y", "text": "خبر ثان"}\n', encoding="utf-8")
    (folder / "in" / "c.warc.gz").write_bytes(warc([("https://a.example/1", page(78)), ("https://a.example/2", page(79))]))
    path = toml(folder, site, more='\n[[source]]\nname = "ملفات"\nkind = "files"\npath = "in"\n', **changes)
    run(path)
    return path


def run(path: Path) -> Any:
    with opened(path, path.parent / "news.jsonl", open("/dev/null", "wb")) as collector:
        return collect(collector, chosen_sources(collector.config, []))


def database(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path.parent / "gathered" / "state.sqlite", isolation_level=None)


@pytest.fixture
def site() -> Any:
    with sites() as (one,):
        yield one


def test_what_was_not_touched_is_sound(site: Site, tmp_path: Path) -> None:
    verdict = verify_captures(gathered(tmp_path, site))
    assert verdict.sound
    assert verdict.findings == ()
    assert verdict.counts == {"ok": 11 + 6 + 5 + 10}, "rows of the chain (a feed, ten captures); records; captures of files; articles"


def rewritten_row(path: Path) -> None:
    with database(path) as db:
        db.execute("UPDATE log SET body = CAST(REPLACE(CAST(body AS TEXT), '127.0.0.1', '127.0.0.2') AS BLOB) WHERE seq = 3")


def dropped_row(path: Path) -> None:
    with database(path) as db:
        db.execute("DELETE FROM log WHERE seq = 4")


def rewritten_text(path: Path) -> None:
    with database(path) as db:
        db.execute("UPDATE articles SET line = CAST(REPLACE(CAST(line AS TEXT), 'الأمم المتحدة', 'الجامعة العربية') AS BLOB) WHERE seq = 2")


def foreign_article(path: Path) -> None:
    with database(path) as db:
        db.execute('INSERT INTO articles (id, capture, line) VALUES (\'z\', \'none\', \'{"id": "z", "text": "x"}\')')


def archive_of(path: Path) -> Path:
    (found,) = (path.parent / "gathered" / "warc").iterdir()
    return found


def flipped_bit(path: Path) -> None:
    data = bytearray(archive_of(path).read_bytes())
    data[len(data) * 2 // 3] ^= 1
    archive_of(path).write_bytes(data)


def cut_archive(path: Path) -> None:
    data = archive_of(path).read_bytes()
    archive_of(path).write_bytes(data[: len(data) // 2])


def forged_record(path: Path) -> None:
    """A whole archive whose pages were changed and packed anew, in records of the same length."""
    with database(path) as db:
        body = json.loads(db.execute("SELECT body FROM log WHERE seq = 3").fetchone()[0])
    place, data = body["warc"], archive_of(path).read_bytes()
    record = gzip.decompress(data[place["offset"] : place["offset"] + place["length"]]).replace("عدن".encode(), "صور".encode())
    for level in range(10):
        packed = gzip.compress(record, level, mtime=0)
        if len(packed) <= place["length"]:
            break
    filler = place["length"] - len(packed)
    archive_of(path).write_bytes(data[: place["offset"]] + packed + b"\0" * filler + data[place["offset"] + place["length"] :])


def lost_archive(path: Path) -> None:
    archive_of(path).unlink()


def changed_file(path: Path) -> None:
    (path.parent / "in" / "a.html").write_bytes(page(1))


def changed_line(path: Path) -> None:
    (path.parent / "in" / "b.jsonl").write_text('{"id": "x", "text": "خبر أول"}\n{"id": "y", "text": "خبر آخر"}\n', encoding="utf-8")


def lost_file(path: Path) -> None:
    (path.parent / "in" / "a.html").unlink()


def changed_foreign_archive(path: Path) -> None:
    (path.parent / "in" / "c.warc.gz").write_bytes(warc([("https://a.example/1", page(78)), ("https://a.example/2", page(80))]))


TAMPERING: list[tuple[str, Callable[[Path], None], str, str]] = [
    ("a row of the chain is rewritten", rewritten_row, "changed", r"chain row 3: its hash"),
    ("a row of the chain is dropped", dropped_row, "missing", "chain row 4: the next row is 5"),
    ("the text of an article is rewritten", rewritten_text, "changed", "article 2 .*: its text"),
    ("an article is slipped in", foreign_article, "changed", "article 11 z: its capture"),
    ("a bit of the archive is flipped", flipped_bit, "changed", "warc "),
    ("the archive is cut", cut_archive, "changed", "it has .* bytes, .* were written"),
    ("a page in the archive is forged", forged_record, "changed", "warc .*: (its body is not what was taken|no whole WARC)"),
    ("the archive is gone", lost_archive, "missing", "the file is not there"),
    ("a saved page is changed", changed_file, "changed", "a.html: it is not what was taken"),
    ("a line is changed", changed_line, "changed", "b.jsonl:2: the line"),
    ("a saved page is gone", lost_file, "missing", "a.html: the file is not there"),
    ("somebody else's archive is changed", changed_foreign_archive, "changed", "c.warc.gz:.*"),
]


@pytest.mark.parametrize(("remark", "tamper", "status", "said"), TAMPERING, ids=[t[0] for t in TAMPERING])
def test_it_is_found_when(site: Site, tmp_path: Path, remark: str, tamper: Callable[[Path], None], status: str, said: str) -> None:
    import re

    path = gathered(tmp_path, site)
    tamper(path)
    verdict: Verdict = verify_captures(path)
    assert not verdict.sound, remark
    told = [f"{f.what} {f.which}: {f.said}" for f in verdict.findings if f.status == status]
    assert [t for t in told if re.search(said, t)], told


def test_an_address_that_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file with sources"):
        verify_captures(tmp_path / "marsad.toml")
    (tmp_path / "marsad.toml").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="nothing has been collected there"):
        verify_captures(tmp_path / "marsad.toml")


def test_pages_are_extracted_anew_from_the_archive_with_their_ids(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = gathered(tmp_path, site)
    site.close()
    before = {article["id"]: article for article in lines(tmp_path) if "warc" in article["capture"]}
    again = {identity: json.loads(line or b"{}") for identity, line, _ in extract_captures(path)}
    assert again == before
    monkeypatch.setattr("marsad.gather.work.read_page", lambda *_: Page("نص جديد من مستخرج أحدث"))
    monkeypatch.setattr(pages, "extractor", lambda: {"name": "newer"})
    newer = {identity: json.loads(line or b"{}") for identity, line, _ in extract_captures(path)}
    assert set(newer) == set(before)
    assert {article["text"] for article in newer.values()} == {"نص جديد من مستخرج أحدث"}
    assert {article["capture"]["extractor"]["name"] for article in newer.values()} == {"newer"}


def test_what_the_archive_does_not_hold_any_more_is_told(site: Site, tmp_path: Path) -> None:
    path = gathered(tmp_path, site)
    lost_archive(path)
    found = list(extract_captures(path))
    assert [line for _, line, _ in found] == [None] * 5
    assert "the WARC file is not there" in found[0][2]


def test_every_article_can_be_written_again(site: Site, tmp_path: Path) -> None:
    path = gathered(tmp_path, site)
    assert b"".join(collected_articles(path)) == (tmp_path / "news.jsonl").read_bytes()


def test_what_failed_is_listed_and_a_replay_stands_in_the_chain(site: Site, tmp_path: Path) -> None:
    path = gathered(tmp_path, site)
    feed_of(site, 7)
    site.pages["/story/6"] = Reply(b"", "text/plain", 404)
    run(path)
    (failed,) = failed_captures(path)
    assert (failed.status, failed.reason) == ("dead", "not-found")
    assert failed_captures(path, dead_only=True) == [failed]
    assert replay_captures(path, ["gone"]) == 0
    assert replay_captures(path, []) == 1
    with database(path) as db:
        assert db.execute("SELECT COUNT(*) FROM log WHERE kind = 'action'").fetchone()[0] == 1
    assert verify_captures(path).sound


# -- trusted time


class Authority:
    """A time stamping authority of our own (RFC 3161), as a server's answer. `lie` stamps another hash."""

    def __init__(self) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        root = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        now = datetime.datetime.now(datetime.UTC)
        day = datetime.timedelta(days=1)

        def name(common: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])

        def certificate(subject: str, public: Any, leaf: bool) -> x509.Certificate:
            builder = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name("Root")).public_key(public)
            builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - day).not_valid_after(now + 30 * day)
            builder = builder.add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
            if leaf:
                builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
            return builder.sign(root, hashes.SHA256())

        self.leaf, self.root = certificate("Stamps", self.key.public_key(), True), certificate("Root", root.public_key(), False)
        self.pem = self.root.public_bytes(serialization.Encoding.PEM)
        self.lie = False

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = self.stamp(handler.rfile.read(int(handler.headers["Content-Length"])))
        handler.send_response(200)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def stamp(self, request: bytes) -> bytes:
        from asn1crypto import algos, cms, core, tsp
        from asn1crypto import x509 as asn1
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import padding

        asked = tsp.TimeStampReq.load(request)
        imprint = asked["message_imprint"]
        if self.lie:
            imprint = tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(b"another").digest()})
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        info = tsp.TSTInfo({"version": "v1", "policy": "1.2.3.4", "message_imprint": imprint, "serial_number": 7, "gen_time": now, "nonce": asked["nonce"].native})
        certificate = asn1.Certificate.load(self.leaf.public_bytes(serialization.Encoding.DER))
        der = certificate.dump()
        signing = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(der).digest()})]})
        attributes = cms.CMSAttributes(
            [
                cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
                cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]}),
                cms.CMSAttribute({"type": "signing_certificate_v2", "values": [signing]}),
            ]
        )
        signature = self.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
        signer = cms.SignerInfo(
            {
                "version": "v1", "sid": cms.SignerIdentifier({"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}}),
                "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "signed_attrs": attributes,
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}), "signature": signature,
            }
        )  # fmt: skip
        signed = cms.SignedData(
            {
                "version": "v3", "digest_algorithms": [{"algorithm": "sha256"}],
                "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())},
                "certificates": [certificate], "signer_infos": [signer],
            }
        )  # fmt: skip
        return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": {"content_type": "signed_data", "content": signed}}).dump())


@pytest.fixture
def authority() -> Authority:
    pytest.importorskip("rfc3161_client", reason="the extra `stamp` is not installed")
    pytest.importorskip("asn1crypto", reason="asn1crypto is not installed (pip install -e '.[dev]')")
    return Authority()


def test_a_stamp_is_asked_for_once_a_run_and_its_signature_checked(site: Site, tmp_path: Path, authority: Authority) -> None:
    site.pages["/tsa"] = authority.answer
    (tmp_path / "root.pem").write_bytes(authority.pem)
    path = gathered(tmp_path, site, timestamp=f"{site.root}/tsa", timestamp_roots="root.pem")
    run(path)
    assert site.paths().count("/tsa") == 1, "nothing new, nothing to stamp"
    verdict = verify_captures(path)
    assert verdict.findings == ()
    with database(path) as db:
        db.execute("UPDATE stamps SET token = CAST(SUBSTR(token, 1, LENGTH(token) - 40) || ZEROBLOB(40) AS BLOB)")
    assert not verify_captures(path).sound


def test_a_stamp_whose_roots_are_not_named_is_told_as_unchecked(site: Site, tmp_path: Path, authority: Authority) -> None:
    site.pages["/tsa"] = authority.answer
    verdict = verify_captures(gathered(tmp_path, site, timestamp=f"{site.root}/tsa"))
    assert verdict.sound
    assert [(f.what, f.status) for f in verdict.findings] == [("stamp", "unchecked")]


def test_a_stamp_of_another_authority_does_not_hold(site: Site, tmp_path: Path, authority: Authority) -> None:
    site.pages["/tsa"] = authority.answer
    (tmp_path / "root.pem").write_bytes(Authority().pem)
    verdict = verify_captures(gathered(tmp_path, site, timestamp=f"{site.root}/tsa", timestamp_roots="root.pem"))
    assert [(f.what, f.status) for f in verdict.findings] == [("stamp", "changed")]


def test_a_stamp_on_another_hash_is_refused_and_the_articles_are_kept(site: Site, tmp_path: Path, authority: Authority) -> None:
    authority.lie = True
    site.pages["/tsa"] = authority.answer
    path = gathered(tmp_path, site, timestamp=f"{site.root}/tsa")
    assert len(lines(tmp_path)) == 10
    assert run(path).failed == {"stamp: broken-answer": 1}
