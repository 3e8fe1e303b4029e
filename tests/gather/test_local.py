"""Files and folders as sources: pages, lines, web archives, PDF, DOCX, e-mail; each once, with its evidence."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from papers import docx, mail, pdf, wacz, warc
from sites import BODY, SECOND, config, page
from test_collecting import lines, run

from marsad.gather.evidence import sha256
from marsad.gather.papers import read_docx, read_mail, read_pdf
from marsad.gather.sources import Source
from marsad.gather.trouble import Trouble

ONE, TWO = BODY.format(n=1), SECOND


def collected(folder: Path, **more: object) -> list[dict]:  # type: ignore[type-arg]
    run(config(folder, [Source(name="ملفات", kind="files", path="in", **more)]))  # type: ignore[arg-type]
    return lines(folder)


def put(folder: Path, name: str, data: bytes) -> None:
    path = folder / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


KINDS = [
    ("page.html", page(1), f"{ONE}\n{TWO}"),
    ("old.htm", page(1).replace(b'<meta charset="utf-8">', b"").decode().encode("cp1256"), f"{ONE}\n{TWO}"),
    ("note.txt", f"{ONE}\n{TWO}".encode(), f"{ONE}\n{TWO}"),
    ("report.docx", docx([ONE, "", TWO]), f"{ONE}\n{TWO}"),
    ("letter.eml", mail(f"{ONE}\n{TWO}\n"), f"{ONE}\n{TWO}"),
    ("letter-in-html.eml", mail("", page(1).decode()), f"{ONE}\n{TWO}"),
    ("letter-in-1256.eml", mail(f"{ONE}\n{TWO}\n", charset="windows-1256"), f"{ONE}\n{TWO}"),
    ("report.pdf", pdf([ONE, TWO]), f"{ONE}\n{TWO}"),
    ("lines.jsonl", (json.dumps({"id": "a", "text": ONE, "desk": "x"}) + "\n").encode(), ONE),
    ("lines.jsonl.gz", gzip.compress((json.dumps({"id": "a", "text": ONE}) + "\n").encode()), ONE),
    ("crawl.warc.gz", warc([("https://www.example.org/a", page(1))]), f"{ONE}\n{TWO}"),
    ("crawl.warc", warc([("https://www.example.org/a", page(1))], packed=False), f"{ONE}\n{TWO}"),
    ("crawl.wacz", wacz({"archive/data.warc.gz": warc([("https://www.example.org/a", page(1))]), "datapackage.json": b"{}"}), f"{ONE}\n{TWO}"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "text"), KINDS, ids=[k[0] for k in KINDS])
def test_a_file_of_each_kind_gives_its_text_and_evidence_once(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    put(tmp_path, name, data)
    (article,) = collected(tmp_path)
    assert article["text"] == text
    assert article["capture"]["raw_sha256"]
    assert article["capture"]["file"].startswith(str(tmp_path / "in" / name))
    if not name.startswith(("lines", "crawl")):
        assert article["capture"]["raw_sha256"] == sha256(data)
    assert len(collected(tmp_path)) == 1, "the second run finds nothing new"


def test_a_changed_file_is_taken_again_and_an_unchanged_one_is_not_opened(tmp_path: Path) -> None:
    put(tmp_path, "a.html", page(1))
    put(tmp_path, "b.html", page(2))
    assert len(collected(tmp_path)) == 2
    put(tmp_path, "a.html", page(3))
    assert len(collected(tmp_path)) == 3


def test_folders_are_searched_as_common_crawl_lays_them_out_and_hidden_ones_are_not(tmp_path: Path) -> None:
    put(tmp_path, "CC-NEWS/2020/02/CC-NEWS-20200216.warc.gz", warc([("https://a.example/1", page(1)), ("https://b.example/2", page(2))]))
    put(tmp_path, ".cache/x.html", page(3))
    put(tmp_path, "readme.md", b"no")
    assert [a["url"] for a in collected(tmp_path)] == ["https://a.example/1", "https://b.example/2"]


def test_an_archive_can_be_narrowed_to_hosts_and_languages(tmp_path: Path) -> None:
    english = page(1, body="<p>The committee said on Sunday that the road would be opened to trucks within three days of the agreement.</p>" * 3, title="Road to open")
    put(tmp_path, "a.warc.gz", warc([("https://www.a.example/1", page(1)), ("https://evil-a.example/2", page(2)), ("https://www.a.example/3", english)]))
    assert [a["url"] for a in collected(tmp_path, hosts=["a.example"], languages=["ar"])] == ["https://www.a.example/1"]


def test_what_is_no_page_in_an_archive_is_passed_over(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.warc.gz",
        warc([("https://a.example/gone", page(1))], status="404 Not Found")
        + warc([("https://a.example/x.png", b"\x89PNG")], type="image/png")
        + warc([("https://a.example/1", page(1))]),
    )
    assert [a["url"] for a in collected(tmp_path)] == ["https://a.example/1"]


def test_an_archive_keeps_when_others_fetched_and_the_day_of_the_page_is_read_from_there(tmp_path: Path) -> None:
    put(tmp_path, "a.warc.gz", warc([("https://a.example/1", page(1, head='<meta property="article:published_time" content="2020-02-15T10:00:00+02:00">'))]))
    (article,) = collected(tmp_path)
    assert (article["published"], article["capture"]["fetched"], article["capture"]["extractor"]["name"]) == ("2020-02-15T10:00:00+02:00", "2020-02-16T10:00:00Z", "resiliparse")


BAD = [
    ("cut.warc.gz", warc([("https://a.example/1", page(1))])[:300]),
    ("no.warc.gz", b"\x1f\x8b not really"),
    ("empty.warc", b""),
    ("no.wacz", b"PK\x03\x04 no"),
    ("empty.wacz", wacz({"x": b""})),
    ("no.pdf", b"%PDF-1.4 no"),
    ("pictures.pdf", pdf([" "])),
    ("no.docx", b"PK\x03\x04 no"),
    ("bomb.docx", docx(["&a;"], head='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>')),
    ("empty.docx", docx([])),
    ("empty.eml", mail("x")),
    ("empty.html", b""),
    ("empty.txt", b""),
    ("broken.jsonl", b'{"text": \n'),
]


@pytest.mark.parametrize(("name", "data"), BAD, ids=[b[0] for b in BAD])
def test_a_bad_file_is_told_once_and_the_others_are_taken(tmp_path: Path, name: str, data: bytes) -> None:
    put(tmp_path, name, data)
    put(tmp_path, "zz.html", page(1))
    made = config(tmp_path, [Source(name="ملفات", kind="files", path="in")])
    first = run(made)
    assert (first.new, sum(first.failed.values())) == (1, 1), first
    assert run(made).failed == {}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert run(config(tmp_path, [Source(name="ملفات", kind="files", path="gone")])).failed == {"unreadable": 1}


def test_lines_that_were_articles_keep_their_fields_and_id(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", (json.dumps({"id": "a", "text": ONE, "outlet": "صحيفة", "published": "2020-02-15", "desk": "x", "capture": {"old": 1}}) + "\n").encode())
    (article,) = collected(tmp_path)
    assert (article["id"], article["outlet"], article["published"], article["desk"], article["capture_before"]) == ("a", "صحيفة", "2020-02-15", "x", {"old": 1})


# -- papers


@pytest.mark.parametrize("visual", [True, False], ids=["as it is seen", "as it is read"])
def test_a_pdf_is_read_in_the_right_order_however_it_is_stored(visual: bool) -> None:
    text = [ONE.replace("1.", "2254."), "وقال ممثل UNICEF إن 14 شاحنة وصلت في 15/2/2020.", TWO]
    read = read_pdf(pdf(text, visual), "x.pdf")
    assert read.text == "\n".join(text)
    assert bool(read.notes) is not visual
    assert read.published is not None
    assert read.published.iso == "2020-02-15"


def test_letters_in_their_printed_shapes_become_plain_letters() -> None:
    shaped = "\ufed7\ufebc\ufed2 \ufe8d\ufedf\ufea0\ufbfe\ufeb6 \ufe8d\ufedf\ufe92\ufee0\ufeaa\ufe93 \ufed3\ufef2 \ufeb7\ufee4\ufe8e\ufedd \ufe8d\ufedf\ufee4\ufea4\ufe8e\ufed3\ufec8\ufe94"
    assert read_pdf(pdf([shaped]), "x.pdf").text == "قصف الجیش البلدة في شمال المحافظة"


def test_a_docx_tells_title_author_and_day_and_leaves_deleted_text_out() -> None:
    core = '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="y"><dc:title>تقرير</dc:title><dc:creator>سلمى</dc:creator><t:created>2020-02-15T10:00:00Z</t:created></cp:coreProperties>'
    data = docx([ONE, "</w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:r><w:t>" + TWO], core=core)
    read = read_docx(data, "x.docx")
    assert (read.text, read.title, read.byline, read.published and read.published.iso) == (f"{ONE}\n{TWO}", "تقرير", "سلمى", "2020-02-15T10:00:00Z")


def test_a_docx_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(60):
            part.write(b" " * 1_000_000)
    with pytest.raises(Trouble, match="bomb"):
        read_docx(out.getvalue(), "x.docx")


def test_an_email_tells_subject_sender_time_and_names_what_it_did_not_read() -> None:
    read = read_mail(mail(f"{ONE}\n> اقتباس من رسالة سابقة\n{TWO}\n-- \nتوقيع", attached=True), "x.eml")
    assert (read.text, read.title, read.byline) == (f"{ONE}\n{TWO}", "نشرة الصباح", "صحيفة المرفأ")
    assert read.published is not None
    assert read.published.iso == "2020-02-15T22:30:00+02:00"
    assert read.notes == ("1 attachment(s) were not read",)
