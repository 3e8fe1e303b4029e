"""Where fuzzing starts: small valid inputs of each target, made here or cut from the project's own data."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import brotli
import pyarrow as pa
import zstandard
from pyarrow import parquet
from targets import LEDGER, LEXICON, ROOT
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.desk.read import line_of
from marsad.gather.files import Item
from marsad.lexicon.home import lexicon_home

SAMPLES = (ROOT / "corpus" / "samples" / "samples.jsonl").read_bytes().splitlines()[:6]
HTML = (
    "<html lang='ar'><head><meta charset='utf-8'><title>هدنة</title><meta property='article:published_time' content='2020-02-15T10:00:00+02:00'>"
    '<link rel=\'canonical\' href=\'/a\'><script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2020-02-15"}</script></head><body><article>'
    + "<p>أعلنت الأطراف المتحاربة في الشمال هدنة تبدأ منتصف ليل الأحد، وقال الوسيط إن لجنة المراقبة ستنتشر على الطريق.</p>" * 3
    + "</article></body></html>"
).encode()
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>ص</title><link>https://news.example/</link><item><title>هدنة</title>'
    "<link>/a/1</link><pubDate>Sat, 15 Feb 2020 22:30:00 +0200</pubDate><dc:creator>م</dc:creator><description><![CDATA[<p>نص</p>]]></description></item></channel></rss>"
).encode()
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>ص</title><entry><id>1</id><title>هدنة</title><link href="/a"/><updated>2020-02-15T22:30:00Z</updated></entry></feed>'.encode()
)
JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "ص", "items": [{"id": "1", "url": "/a", "title": "ه", "date_published": "2020-02-15"}]}).encode()
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example/a</loc><lastmod>2020-02-15</lastmod></url></urlset>'
OPML = b'<opml version="2.0"><body><outline text="a" xmlUrl="https://news.example/rss" type="rss"/></body></opml>'
MAIL = b"From: a@news.example\r\nSubject: =?utf-8?b?2YfYr9mG2Kk=?=\r\nDate: Sat, 15 Feb 2020 22:30:00 +0200\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj "
    b"4 0 obj<</Length 33>>stream\nBT /F 9 Tf 9 9 Td (a story) Tj ET\nendstream endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>"
)


def _docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>هدنة</w:t></w:r></w:p></w:body></w:document>',
        )
    return out.getvalue()


def _warc(packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record("https://news.example/a", "response", payload=io.BytesIO(HTML), http_headers=headers))
    return out.getvalue()


def _wacz() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/a.warc.gz", _warc(packed=True))
    return out.getvalue()


def _table() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table({"id": ["a"], "text": ["كان الجو صحوا."]}), out)
    return out.getvalue()


def _entries(path: Path, most: int = 1_500) -> bytes:
    """Give the first lines of a file of data."""
    return b"".join(path.read_bytes()[:most].splitlines(keepends=True)[:-1])


def seeds() -> dict[str, list[bytes]]:
    """Give for each target what to start from."""
    lines = [line for line in SAMPLES if len(line) < 6_000]
    texts = [b"\x00" + json.loads(line)["text"].encode()[:800] for line in lines]
    shuffled = [b"\x01" + bytes(range(n, n + 120)) for n in (0, 50, 130)]
    home, ledger = lexicon_home(), ROOT / "ledger"
    data = [bytes([n]) + _entries(home / name) for n, name in enumerate(LEXICON)]
    data += [bytes([len(LEXICON) + n]) + _entries(ledger / name) for n, name in enumerate(LEDGER)]
    made = [line_of(Item("line", line, "x", "x"))[0] for line in lines[:2]]
    texty = [*texts, *shuffled]
    return {
        **dict.fromkeys(("folding", "sentences", "words", "dates", "numbers", "reading"), texty),
        "articles": [*lines, b"plain text", "نص\n\nنص".encode("cp1256")],
        "records": made,
        "inputs": [b"\x00" + lines[0], b"\x01" + gzip.compress(lines[0]), b"\x02" + zstandard.compress(lines[0]), b"\x03" + _table(), b"\x04" + _warc(packed=True)],
        "feeds": [RSS, ATOM, JSON_FEED, SITEMAP, OPML],
        "pages": [HTML],
        "papers": [PDF, _docx(), MAIL],
        "archives": [_warc(packed=False), _warc(packed=True), _wacz(), gzip.compress(HTML), brotli.compress(HTML), zstandard.compress(HTML)],
        "small": ["15 شباط 2020 - 22:30".encode(), b"Sat, 15 Feb 2020 22:30:00 +0200", b"User-agent: *\nDisallow: /a*\nCrawl-delay: 5\n", b"text/html; charset=windows-1256"],
        "lexicon": data,
        "made": lines,
    }
