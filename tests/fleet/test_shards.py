"""However inputs are cut, the items of the shards are those that one machine finds, word for word."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest
import zstandard
from here import line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.fleet import shards as cutting
from marsad.fleet.places import Found, find
from marsad.fleet.shards import Shard, cut, gather, items_of_shard, needs_cutting, whole
from marsad.gather import files
from marsad.gather.files import Item, article_of, find_items


def shards_of(inputs: list[str], size: int) -> list[Shard]:
    found = list(find(inputs))
    return list(gather((piece for one in found for piece in (cut(one, size) if isinstance(one, Found) and needs_cutting(one, size) else [whole(one)])), size))


def items(inputs: list[str], size: int) -> list[Item]:
    return [item for shard in shards_of(inputs, size) for item in items_of_shard(shard)]


def written(path: Path, data: bytes) -> str:
    packed = gzip.compress(data) if path.suffix == ".gz" else zstandard.compress(data) if path.suffix == ".zst" else data
    path.write_bytes(packed)
    return str(path)


def a_table(path: Path, rows: int) -> str:
    columns = {"id": [f"n{n}" for n in range(rows)], "text": ["كان الجو صحوا. " * 3] * rows, "published": pa.array([1_581_724_800 + n for n in range(rows)], pa.timestamp("s"))}
    parquet.write_table(pa.table(columns), path, row_group_size=7)
    return str(path)


def a_crawl(path: Path, pages: int) -> str:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for n in range(pages):
            story = "".join(f"<p>أعلنت الأطراف المتحاربة في الشمال هدنة رقم {n} تبدأ منتصف ليل الأحد وتستمر عشرة أيام قابلة للتمديد.</p>" for _ in range(4))
            html = f"<html lang='ar'><head><meta charset='utf-8'><title>هدنة {n}</title></head><body><article>{story if n % 5 else ''}</article></body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(f"https://news.example/{n}", "response", payload=io.BytesIO(html.encode()), http_headers=headers))
    return str(path)


LINES = b"".join(line(n) for n in range(60))
BAD = line(1) + b"\n   \n{broken\n" + line(2).rstrip(b"\n")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson.zst"])
@pytest.mark.parametrize("size", [1, 700, 5_000, 10**9])
@pytest.mark.parametrize("data", [LINES, BAD, b"", b"\n \n\n" * 500, b"\n" * 2_000 + LINES], ids=["lines", "bad lines", "nothing", "blank", "blank first"])
def test_lines_are_cut_without_a_trace(tmp_path: Path, name: str, size: int, data: bytes) -> None:
    path = written(tmp_path / name, data)
    assert items([path], size) == list(find_items([path]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.sampled_from([b"x" * 90, b"", b" ", b"{}", b"\r", b"y" * 7, b"\xff\x00"]), max_size=40).map(b"\n".join), size=st.integers(1, 300), end=st.booleans())
def test_any_lines_are_cut_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, size: int, end: bool) -> None:
    monkeypatch.setattr(files, "MAX_LINE", 50)
    monkeypatch.setattr(cutting, "MAX_LINE", 50)
    path = written(tmp_path / "a.jsonl", data + b"\n" * end)
    assert items([path], size) == list(find_items([path]))


def test_many_shards_come_of_a_large_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl.gz", LINES)
    made = shards_of([path], 1_000)
    assert len(made) > 8
    assert [shard.number for shard in made] == list(range(len(made)))
    assert all(len(list(items_of_shard(shard))) < 10 for shard in made)


def test_a_packed_file_that_breaks_off_tells_so_once_and_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(LINES)[:-400])
    found = items([str(path)], 1_000)
    assert found == list(find_items([str(path)]))
    assert [item.kind for item in found].count("failed") == 1


@pytest.mark.parametrize("size", [1, 2_000, 10**9])
def test_tables_are_cut_between_row_groups(tmp_path: Path, size: int) -> None:
    path = a_table(tmp_path / "a.parquet", 40)
    found = items([path], size)
    assert found == list(find_items([path]))
    assert [item.where for item in found][-1] == f"{path}:40"
    assert (article_of(found[0]).id, article_of(found[0]).published) == ("n0", "2020-02-15")
    assert len(shards_of([path], 1)) == 6


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_is_read_as_one_machine_reads_it(tmp_path: Path, name: str) -> None:
    path = a_crawl(tmp_path / name, 12)
    found = items([path], 100)
    assert found == list(find_items([path]))
    assert [item.kind for item in found] == ["failed" if n % 5 == 0 else "line" for n in range(12)]
    article = article_of(found[1])
    assert (article.url, "هدنة رقم 1" in article.text, "host" in article.extra["capture"]) == ("https://news.example/1", True, False)


def test_folders_patterns_and_missing_files_come_in_the_order_of_one_machine(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.jsonl", "b/1.jsonl", "a.txt", "c.html", "notes.pdf"):
        written(tmp_path / name, line(1))
    given = [str(tmp_path / "b"), str(tmp_path / "gone.jsonl"), str(tmp_path / "*.txt"), str(tmp_path / "notes.pdf"), str(tmp_path), str(tmp_path / "**" / "*.jsonl")]
    found = items(given, 100)
    assert found == list(find_items(given))
    assert [Path(item.where.partition(":")[0]).name for item in found] == [
        "1.jsonl", "2.jsonl", "gone.jsonl", "a.txt", "notes.pdf", "a.txt", "1.jsonl", "2.jsonl", "c.html", "1.jsonl", "2.jsonl",
    ]  # fmt: skip


def test_small_files_go_together(tmp_path: Path) -> None:
    for n in range(20):
        written(tmp_path / f"{n:02}.jsonl", line(n))
    assert len(shards_of([str(tmp_path)], 10**6)) == 1
    assert 5 <= len(shards_of([str(tmp_path)], 700)) <= 20


def test_an_address_is_listed_like_a_folder(tmp_path: Path) -> None:
    for name in ("a/2.jsonl", "a/1.jsonl.gz", "b.jsonl", "a/x.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path / name, LINES)
    root = f"file://{tmp_path}"
    assert [one.name for one in find([root]) if isinstance(one, Found)] == [f"{root}/a/1.jsonl.gz", f"{root}/a/2.jsonl", f"{root}/b.jsonl"]
    assert [one.name for one in find([f"{root}/a/*.jsonl"]) if isinstance(one, Found)] == [f"{root}/a/2.jsonl"]
    assert [item.data for item in items([f"{root}/a/*.jsonl"], 900)] == [item.data for item in find_items([str(tmp_path / "a/2.jsonl")])]
    assert [one.name for one in find([f"{root}/**/*.jsonl"]) if isinstance(one, Found)] == [f"{root}/a/2.jsonl", f"{root}/b.jsonl"]
    (refused,) = find([f"{root}/a/x.pdf"])
    assert isinstance(refused, Item)
    assert b"no known kind" in refused.data


def test_an_address_may_hold_any_name(tmp_path: Path) -> None:
    (tmp_path / "أخبار 100%").mkdir()
    written(tmp_path / "أخبار 100%" / "يوم #1.jsonl", LINES)
    found = items([f"file://{tmp_path}"], 900)
    assert [item.data for item in found] == LINES.splitlines(keepends=True)
    assert [item.data for item in items([f"file://{tmp_path}/أخبار 100%25/*.jsonl"], 900)] == [item.data for item in found]
