"""From files to articles: every kind of input, and what becomes of those that cannot be read."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

from marsad.desk.read import read_lines
from marsad.gather import files
from marsad.gather.files import article_of, find_items
from marsad.record import Article, ArticleError, InputError

BODY = "وصل وفد من الأمم المتحدة إلى مدينة عدن صباح الأحد، والتقى ممثلي السلطة المحلية لبحث إيصال المساعدات إلى المناطق المتضررة."
LINES = "".join(json.dumps({"id": n, "text": t}, ensure_ascii=False) + "\n" for n, t in (("a", BODY), ("b", "نص قصير"))).encode()
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><title>وفد أممي في عدن</title><meta property="og:site_name" content="صحيفة المرفأ"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>وفد أممي في عدن</h1><p>{BODY}</p><p>{BODY.replace("الأحد", "الاثنين")}</p></article>
<script>var tracked = 1;</script><footer>جميع الحقوق محفوظة</footer></body></html>"""


def articles(*inputs: object) -> list[Article]:
    return [article_of(item) for item in find_items([str(i) for i in inputs])]


def failures(*inputs: object) -> list[InputError]:
    found = []
    for item in find_items([str(i) for i in inputs]):
        try:
            article_of(item)
        except InputError as error:
            found.append(error)
    return found


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


KINDS = [
    ("news.jsonl", LINES),
    ("news.ndjson", LINES),
    ("NEWS.JSONL", LINES),
    ("news.jsonl.gz", gzip.compress(LINES)),
    ("news.ndjson.gz", gzip.compress(LINES[:10]) + gzip.compress(LINES[10:])),
    ("news.jsonl.zst", zstandard.compress(LINES)),
    ("news.ndjson.zst", zstandard.compress(LINES[:10]) + zstandard.compress(LINES[10:])),
    ("crlf.jsonl", LINES.replace(b"\n", b"\r\n")),
    ("gaps.jsonl", b"\n\n" + LINES.replace(b"\n", b"\n \n")),
    ("marked.jsonl", b"\xef\xbb\xbf" + LINES),
    ("cut.jsonl", LINES.rstrip(b"\n")),
]


@pytest.mark.parametrize(("name", "data"), KINDS, ids=[k[0] for k in KINDS])
def test_json_lines_are_read_plain_and_compressed(tmp_path: Path, name: str, data: bytes) -> None:
    assert [(a.id, a.text) for a in articles(written(tmp_path, name, data))] == [("a", BODY), ("b", "نص قصير")]


def test_each_line_knows_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, "news.jsonl", b"\n" + LINES)
    assert [item.where for item in find_items([str(path)])] == [f"{path}:2", f"{path}:3"]


def test_a_text_file_is_one_article_titled_by_its_first_paragraph(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path, "aden.txt", f"وفد في عدن\n\n{BODY}\n\nفقرة ثانية.".encode()))
    assert (article.id, article.title, article.text) == ("aden", "وفد في عدن", f"{BODY}\n\nفقرة ثانية.")


TEXTS = [
    ("one paragraph has no title", BODY.encode(), None, BODY),
    ("a byte order mark is no letter", b"\xef\xbb\xbf" + BODY.encode(), None, BODY),
    ("UTF-16 with its mark", BODY.encode("utf-16"), None, BODY),
    ("Windows-1256, as old archives have it", BODY.encode("cp1256"), None, BODY),
    ("Windows line ends", f"عنوان\r\n\r\n{BODY}\r\n".encode(), "عنوان", BODY + "\n"),
]


@pytest.mark.parametrize(("remark", "data", "title", "text"), TEXTS, ids=[t[0] for t in TEXTS])
def test_a_text_file_is_decoded(tmp_path: Path, remark: str, data: bytes, title: str | None, text: str) -> None:
    (article,) = articles(written(tmp_path, "a.txt", data))
    assert (article.title, article.text) == (title, text), remark


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.HTML"])
def test_a_saved_page_gives_its_main_text_without_navigation_and_scripts(tmp_path: Path, name: str) -> None:
    (article,) = articles(written(tmp_path, name, PAGE.encode()))
    assert article.id == "page"
    assert BODY in article.text
    assert article.title == "وفد أممي في عدن"
    assert "tracked" not in article.text
    assert "الرئيسية" not in article.text


def test_a_folder_gives_its_files_of_known_kinds_sorted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/d.txt", "a.txt", "skipped.pdf", "skipped.csv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [a.id for a in articles(tmp_path)] == ["a", "d", "c"]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINES)))
    assert [a.id for a in articles("-")] == ["a", "b"]


def test_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    names = [written(tmp_path, name, b"x") for name in ("z.txt", "a.txt")]
    assert [a.id for a in articles(*names)] == ["z", "a"]


def test_a_line_without_id_is_named_by_what_it_says(tmp_path: Path) -> None:
    line = json.dumps({"outlet": "صحيفة", "published": "2020-02-15", "text": BODY}).encode()
    (article,) = articles(written(tmp_path, "a.jsonl", line))
    assert article.id == hashlib.sha256("\x1f".join(("صحيفة", "2020-02-15", BODY)).encode()).hexdigest()


ESCAPES = [
    ("a whole pair is one character", rb'{"text": "\ud83d\ude00!"}', "\N{GRINNING FACE}!"),
    ("half a pair is one replacement character", rb'{"text": "\ud83d!"}', "\N{REPLACEMENT CHARACTER}!"),
    ("the other half too", rb'{"text": "\uDE00!"}', "\N{REPLACEMENT CHARACTER}!"),
    ("an escaped backslash is no escape", rb'{"text": "\\ud83d"}', r"\ud83d"),
]


@pytest.mark.parametrize(("remark", "line", "text"), ESCAPES, ids=[e[0] for e in ESCAPES])
def test_surrogate_escapes(tmp_path: Path, remark: str, line: bytes, text: str) -> None:
    (article,) = articles(written(tmp_path, "a.jsonl", line))
    assert article.text == text, remark
    article.text.encode("utf-8")


BROKEN: list[tuple[str, str, bytes, str]] = [
    # remark, name, content, what is found
    ("an empty file of lines", "a.jsonl", b"", "the file is empty"),
    ("a file of blank lines", "a.jsonl", b"\n \n", "the file is empty"),
    ("an empty text", "a.txt", b" \n", "the file is empty"),
    ("a line cut off", "a.jsonl", b'{"id": "a", "text": "x', "not a line of JSON"),
    ("a line in Windows-1256", "a.jsonl", '{"text": "خبر"}'.encode("cp1256"), "not a line of JSON"),
    ("a whole JSON document", "a.jsonl", b"[", "not a line of JSON"),
    ("a line that is no object", "a.jsonl", b"[1]", "found list, not an object"),
    ("a line without text", "a.jsonl", b'{"id": "a"}', "'text' is missing"),
    ("bytes of a picture", "a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is binary, not text"),
    ("bytes of no encoding", "a.txt", bytes(range(128, 256)) * 3, "neither UTF-8 nor Windows-1256 text"),
    ("a page without an article", "a.html", b"<html><body></body></html>", "no article text was found in the page"),
    ("a binary page", "a.html", b"\0\1\2", "the file is binary, not text"),
    ("a kind that is not known", "a.pdf", b"%PDF", "'.pdf' is no known kind of file"),
    ("a name without an ending", "article", b"x", "'article' is no known kind of file"),
    ("a compressed text", "a.txt.gz", gzip.compress(b"x"), "'.gz' is no known kind of file"),
    ("no gzip at all", "a.jsonl.gz", b"plain", "cannot be read on (BadGzipFile"),
    ("a gzip cut off", "a.jsonl.gz", gzip.compress(os.urandom(4096))[:-100], "cannot be read on"),
    ("no zstandard at all", "a.jsonl.zst", b"plain", "cannot be read on (ZstdError"),
]


@pytest.mark.parametrize(("remark", "name", "data", "found"), BROKEN, ids=[b[0] for b in BROKEN])
def test_what_cannot_be_read_says_where_what_and_what_helps(tmp_path: Path, remark: str, name: str, data: bytes, found: str) -> None:
    path = written(tmp_path, name, data)
    errors = failures(path)
    assert errors, remark
    assert errors[-1].found.startswith(found)
    assert errors[-1].where.startswith(str(path))
    assert errors[-1].todo.endswith(".")


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    (error,) = failures(tmp_path / "gone.jsonl")
    assert (error.kind, error.found) == ("input", "there is no such file")


def test_a_folder_without_articles_is_an_input_error(tmp_path: Path) -> None:
    (error,) = failures(tmp_path)
    assert error.found.startswith("the folder holds no file of a known kind")


def test_the_lines_around_a_broken_one_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", LINES + b"{broken\n" + LINES)
    items = list(find_items([str(path)]))
    with pytest.raises(ArticleError) as broken:
        article_of(items[2])
    assert broken.value.where == f"{path}:3"
    assert [article_of(item).id for n, item in enumerate(items) if n != 2] == ["a", "b", "a", "b"]


def test_a_line_too_long_is_left_out_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_LINE", 200)
    path = written(tmp_path, "a.jsonl", b'{"text": "' + b"x" * 1000 + b'"}\n' + b'{"id": "b", "text": "y"}\n')
    items = list(find_items([str(path)]))
    assert article_of(items[-1]).id == "b"
    (error,) = failures(path)
    assert (error.where, error.found) == (f"{path}:1", "the line has more than 200 bytes")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE", 100)
    (error,) = failures(written(tmp_path, "a.txt", b"x" * 101))
    assert error.found == "the file has more than 100 bytes"


def test_compressed_lines_are_read_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may hold gigabytes: no line is taken whole that is longer than the bound."""
    monkeypatch.setattr(files, "MAX_LINE", 1000)
    (error,) = failures(written(tmp_path, "bomb.jsonl.gz", gzip.compress(b"0" * 5_000_000)))
    assert error.found == "the line has more than 1,000 bytes"


def lines_of(*inputs: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line, _, _ in read_lines(find_items([str(i) for i in inputs]))]


def test_each_failure_is_a_line_with_id_kind_message_and_place(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", LINES + b"{broken\n")
    first, second, failed = lines_of(
        path,
    )
    assert [first["article"]["id"], second["article"]["id"]] == ["a", "b"]
    assert failed["article"]["id"] == f"{path}:3"
    assert failed["error"]["kind"] == "article"
    assert failed["error"]["where"] == f"{path}:3"
    assert failed["error"]["message"].startswith("not a line of JSON")


def test_a_line_nested_too_deeply_fails_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n" + LINES)
    failed, first, _ = lines_of(path)
    assert "error" in failed
    assert first["article"]["id"] == "a"


def test_lines_are_read_in_order_and_alike_by_one_worker_and_by_two(tmp_path: Path) -> None:
    path = written(tmp_path, "many.jsonl", b"".join(json.dumps({"id": str(n), "text": f"{BODY} {n}"}).encode() + b"\n" for n in range(60)))
    one = [line for line, _, _ in read_lines(find_items([str(path)]), 1)]
    assert [json.loads(line)["article"]["id"] for line in one] == [str(n) for n in range(60)]
    assert [line for line, _, _ in read_lines(find_items([str(path)]), 2)] == one
