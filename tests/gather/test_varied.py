"""Sixty feeds and pages as the wild has them, served on loopback: each is handled as its row says."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import brotli
import pytest
import zstandard
from sites import Reply, Site, settings, sites

from marsad.gather.fetch import Fetcher
from marsad.gather.manners import Manners
from marsad.gather.sources import Source
from marsad.gather.work import Outcome, Task, perform

TITLE = "هدنة جديدة في الشمال"
LINE = "أعلنت الأطراف المتحاربة في الشمال هدنة تبدأ منتصف ليل الأحد وتستمر عشرة أيام قابلة للتمديد، بحسب بيان صدر في ختام المحادثات."
MORE = "وقال الوسيط إن لجنة المراقبة ستنتشر على الطريق الرئيسي، وإن على الطرفين سحب السلاح الثقيل من القرى القريبة في غضون ثلاثة أيام."
DAY = "2020-02-15"
TIME = "2020-02-15T22:30:00+02:00"


class Row(NamedTuple):
    """What is served, and what must come of it: (title, published, link) of the first entry or page, or a reason; and a part of a note."""

    remark: str
    body: bytes
    title: str = TITLE
    published: str | None = TIME
    link: str = "/a/1"
    type: str = "application/rss+xml"
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "feed"
    count: int = 1
    note: str = ""
    reason: str = ""


def item(title: str = TITLE, link: str = "{root}/a/1", date: str = "Sat, 15 Feb 2020 22:30:00 +0200", more: str = "") -> str:
    made = f"<title>{title}</title>" if title else ""
    made += f"<link>{link}</link>" if link else ""
    made += f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item>{made}{more}</item>"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', channel: str = "<link>{root}/</link>", encoding: str = "utf-8") -> bytes:
    namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"'
    return f'{head}<rss version="2.0" {namespaces}><channel><title>صحيفة المرفأ</title>{channel}{"".join(items)}</channel></rss>'.encode(encoding)


def atom(entry: str, head: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">{head}<title>المرفأ</title><entry><title>{TITLE}</title>{entry}</entry></feed>'.encode()


def feed_json(**changes: Any) -> bytes:
    made = {"id": "1", "url": "{root}/a/1", "title": TITLE, "date_published": TIME, "content_html": f"<p>{LINE}</p>", **changes}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "المرفأ", "items": [{k: v for k, v in made.items() if v is not None}]}, ensure_ascii=False).encode()


def html(head: str = '<meta charset="utf-8">', body: str = "", encoding: str = "utf-8", time: str = "15 شباط 2020 - 22:30") -> bytes:
    text = body or f"<article><h1>{TITLE}</h1><span class='date'>{time}</span><p>{LINE}</p><p>{MORE}</p></article>"
    return f"<!DOCTYPE html><html lang='ar'><head>{head}<title>{TITLE}</title></head><body>{text}</body></html>".encode(encoding)


def a_page(remark: str, body: bytes, type: str = "text/html", note: str = "", published: str | None = "2020-02-15T22:30:00", **more: Any) -> Row:
    return Row(remark, body, type=type, kind="page", published=published, link="", note=note, **more)


BROKEN = rss(item()).decode().replace("</title><link>", "</titel><link>", 1)
ROWS = [
    # -- RSS
    Row("plain RSS 2.0", rss(item())),
    Row("RSS called HTML", rss(item()), type="text/html"),
    Row("RSS called plain text", rss(item()), type="text/plain; charset=us-ascii"),
    Row("RSS without a content type", rss(item()), type=""),
    Row("a byte order mark", b"\xef\xbb\xbf" + rss(item())),
    Row("blank lines before the declaration", b"\n\n  " + rss(item())),
    Row("rubbish after the end", rss(item()) + b"<!-- cached --><script>x()</script>"),
    Row("windows-1256, declared", rss(item(), head='<?xml version="1.0" encoding="windows-1256"?>', encoding="cp1256")),
    Row("windows-1256 that calls itself UTF-8", rss(item(), encoding="cp1256"), type="application/rss+xml; charset=utf-8"),
    Row("ISO-8859-6, declared", rss(item(), head='<?xml version="1.0" encoding="ISO-8859-6"?>', encoding="iso8859-6")),
    Row("ISO-8859-6 that calls itself windows-1256", rss(item(), item(TITLE + " من جديد", "{root}/a/2"), head='<?xml version="1.0" encoding="windows-1256"?>', encoding="iso8859-6"), count=2),
    Row("UTF-8 that calls itself ISO-8859-1", rss(item(), head='<?xml version="1.0" encoding="ISO-8859-1"?>'), type="text/xml; charset=ISO-8859-1"),
    Row("UTF-16", rss(item(), head='<?xml version="1.0" encoding="utf-16"?>', encoding="utf-16")),
    Row("UTF-8 encoded twice", rss(item()).decode("latin-1").encode()),
    Row("gzip", gzip.compress(rss(item())), headers=(("Content-Encoding", "gzip"),)),
    Row("brotli", brotli.compress(rss(item())), headers=(("Content-Encoding", "br"),)),
    Row("zstd", zstandard.compress(rss(item())), headers=(("Content-Encoding", "zstd"),)),
    Row("plain that calls itself gzip", rss(item()), headers=(("Content-Encoding", "gzip"),)),
    Row("relative addresses", rss(item(link="/a/1"))),
    Row("addresses relative to the feed", rss(item(link="a/1"), channel="")),
    Row("tracking in the address", rss(item(link="{root}/a/1?utm_source=rss&amp;id=3")), link="/a/1?utm_source=rss&id=3"),
    Row("a bare & in the address", rss(item(link="{root}/a?x=1&y=2")), link="/a?x=1&y=2"),
    Row("letters in the address", rss(item(link="{root}/خبر/1")), link="/%D8%AE%D8%A8%D8%B1/1"),
    Row("marks of direction around title and address", rss(item(f"\u200f\u202b{TITLE}\u202c", "\u200e{root}/a/1\u200e")), title=f"\u200f\u202b{TITLE}\u202c"),
    Row("the address only in the guid", rss(item(link="", more='<guid isPermaLink="true">{root}/a/1</guid>'))),
    Row("the address in atom:link", rss(item(link="", more='<atom:link href="{root}/a/1"/>'))),
    Row("no address at all", rss(item(link="", more=f"<guid>17</guid><description>{LINE}</description>")), link=""),
    Row("no id and no date", rss(item(date="")), published=None),
    Row("no title", rss(item(title="")), title=""),
    Row("a title with markup", rss(item(f"<![CDATA[<b>{TITLE}</b>]]>"))),
    Row("a title escaped twice", rss(item(f"{TITLE} &amp;quot;الآن&amp;quot;")), title=f'{TITLE} "الآن"'),
    Row("HTML's entities", rss(item(f"&laquo;{TITLE}&raquo;&nbsp;")), title=f"«{TITLE}»"),
    Row("control characters", rss(item(f"{TITLE}\x0b\x1f"))),
    Row("an end tag that is wrong", BROKEN.encode(), title=TITLE),
    Row("cut in the middle", rss(item(), item("ثان", "{root}/a/2")).split(b"</rss>")[0][:-40], count=2),
    Row("the same entry twice", rss(item(), item())),
    Row("an empty feed", rss(), title="", count=0, note="the feed is empty"),
    # -- dates
    Row("an Arabic date", rss(item(date="السبت، 15 شباط/فبراير 2020 22:30 بتوقيت دمشق"))),
    Row("a date with Arabic digits", rss(item(date="١٥/٢/٢٠٢٠")), published=DAY),
    Row("a Hijri date", rss(item(date="21 جمادى الآخرة 1441")), published=DAY),
    Row("a date of RFC 822 with a name for its zone", rss(item(date="Sat, 15 Feb 2020 20:30:00 GMT")), published="2020-02-15T20:30:00Z"),
    Row("a date that is none", rss(item(date="soon")), published=None),
    Row("dc:date", rss(item(date="", more=f"<dc:date>{TIME}</dc:date>"))),
    # -- Atom, RDF, JSON Feed, sitemaps
    Row("Atom", atom(f'<id>urn:1</id><link href="{{root}}/a/1"/><updated>{TIME}</updated>'), type="application/atom+xml"),
    Row("Atom with several links", atom(f'<id>urn:1</id><link rel="edit" href="{{root}}/edit"/><link rel="alternate" href="{{root}}/a/1"/><published>{TIME}</published>')),
    Row("RSS 1.0", f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>م</title></channel><item><title>{TITLE}</title><link>{{root}}/a/1</link><dc:date>{TIME}</dc:date></item></rdf:RDF>'.encode()),
    Row("RSS 0.91 with a DOCTYPE", rss(item(), head='<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">')),
    Row("JSON Feed", feed_json(), type="application/feed+json"),
    Row("JSON Feed without an address", feed_json(url=None), type="application/json", link=""),
    Row("a news sitemap", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{{root}}/a/1</loc><n:news><n:publication><n:name>م</n:name><n:language>ar</n:language></n:publication><n:publication_date>{TIME}</n:publication_date><n:title>{TITLE}</n:title></n:news></url></urlset>'.encode(), kind="sitemap", type="text/xml"),
    Row("a packed sitemap", gzip.compress(f"<urlset><url><loc>{{root}}/a/1</loc><lastmod>{DAY}</lastmod></url></urlset>".encode()), title="", published=DAY, kind="sitemap", type="application/x-gzip"),
    # -- pages
    a_page("a page in UTF-8", html()),
    a_page("a page in windows-1256, by meta", html('<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', encoding="cp1256")),
    a_page("a page in windows-1256 that calls itself UTF-8", html(encoding="cp1256"), note="calls itself utf-8 but reads as cp1256"),
    a_page("a page in windows-1256 that says nothing", html("", encoding="cp1256")),
    a_page("a page in ISO-8859-6", html('<meta charset="iso-8859-6">', encoding="iso8859-6")),
    a_page("a page in UTF-8 whose header says windows-1256", html(), "text/html; charset=windows-1256", note="calls itself cp1256 but is utf-8"),
    a_page("a page with a few broken bytes", html().replace("الوسيط".encode(), b"\xd8\xff\xfe\xd9 " + "الوسيط".encode())),
    a_page("a page called XML", html(), "application/xhtml+xml"),
    a_page("a page called a picture", html(), "image/jpeg"),
    a_page("a page with marks of direction", html(body=f"<article><h1>{TITLE}</h1><p>\u200f{LINE}\u200f</p><p>{MORE}</p></article>"), published=None),
    a_page("a page cut in the middle", html()[:-60], note="truncated: its last sentence has no end"),
    a_page("a page with frames of scripts", html(body=f"<script>document.write('<p>لا')</script><article><h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p></article><noscript><p>فعل السكربت</p></noscript>"), published=None),
    Row("a page that is no feed", html(), type="application/rss+xml", reason="not-a-feed"),
    Row("nothing as a feed", b"", reason="not-a-feed"),
]  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with sites() as (one,):
        yield one


def result(site: Site, row: Row) -> Outcome:
    body = row.body
    for codec in ("utf-8", "utf-16"):  # {root} may stand in any encoding, and packed
        body = body.replace("{root}".encode(codec).removeprefix(b"\xff\xfe"), site.root.encode(codec).removeprefix(b"\xff\xfe"))
    for pack, unpack, magic in ((gzip.compress, gzip.decompress, b"\x1f\x8b"), (zstandard.compress, zstandard.decompress, b"\x28\xb5")):
        if row.body.startswith(magic):
            body = pack(unpack(row.body).replace(b"{root}", site.root.encode()))
    if ("Content-Encoding", "br") in row.headers:
        body = brotli.compress(brotli.decompress(row.body).replace(b"{root}", site.root.encode()))
    site.pages["/x"] = Reply(body, row.type, 200, row.headers)
    fetcher = Fetcher(settings())
    source = Source(name="x", kind="sitemap" if row.kind == "sitemap" else "feed", address=f"{site.root}/x")
    return perform(Task("watched" if row.kind == "page" else "list", source, f"{site.root}/x"), fetcher, Manners(fetcher))


def test_there_are_sixty() -> None:
    assert len(ROWS) >= 60
    assert len({row.remark for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row.remark for row in ROWS])
def test_it_is_handled_as_stated(site: Site, row: Row) -> None:
    outcome = result(site, row)
    if row.reason:
        assert outcome.trouble is not None
        assert outcome.trouble.reason == row.reason
        return
    assert outcome.trouble is None, outcome.trouble
    if row.kind == "page":
        page = outcome.page
        assert page is not None
        assert page.title == row.title
        assert (page.published.iso if page.published else None) == row.published
        assert page.text.replace("\u200f", "").startswith(LINE)
        assert page.text.endswith(MORE[-20:]) or "truncated" in row.note
        assert row.note in "; ".join(page.notes)
        return
    assert outcome.listing is not None
    entries = outcome.listing.entries
    assert len(entries) == row.count
    assert row.note in "; ".join(outcome.listing.notes)
    if entries:
        first = entries[0]
        assert (first.title, first.published, first.link) == (row.title, row.published, site.root + row.link if row.link else "")
        assert first.key
