"""`marsad collect`, `sources` and `captures`: articles on standard output, everything else on standard error, exit codes that tell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from invocation import Run
from served import servers


def test_articles_go_to_standard_output_and_the_summary_to_standard_error(marsad: Run, config: Path) -> None:
    first = marsad("collect", "--config", config)
    assert (first.code, len(first.lines())) == (0, 3)
    assert first.err == "3 new, 0 seen before, 0 unchanged, 0 failed\n"
    again = marsad("collect", "--config", config, "--quiet")
    assert (again.code, again.out, again.err) == (0, "", "")


def test_what_was_collected_is_read_and_its_evidence_stays_with_it(marsad: Run, config: Path, tmp_path: Path) -> None:
    assert marsad("collect", "--config", config, "-o", tmp_path / "news.jsonl").out == ""
    records = marsad("read", tmp_path / "news.jsonl").lines()
    assert len(records) == 3
    assert {record["article"]["outlet"] for record in records} == {"مرفأ"}
    assert all(record["article"]["extra"]["capture"]["raw_sha256"] for record in records)


def test_the_summary_as_json_counts_the_same(marsad: Run, config: Path, site: Any) -> None:
    site.pages["/story/2"] = servers.Reply(b"", "text/plain", 404)
    result = marsad("collect", "--config", config, "--json")
    assert result.code == 3
    summary = json.loads(result.err)
    assert (summary["new"], summary["failed"], summary["dead"]) == (2, {"not-found": 1}, 1)


def test_nothing_collected_is_exit_code_1(marsad: Run, config: Path, site: Any) -> None:
    site.pages["/rss"] = servers.Reply(b"", "text/plain", 500)
    assert marsad("collect", "--config", config).code == 1


WRONG = [
    ("a file that is not there", ["collect", "--config", "gone.toml"], 1, "no such file with sources"),
    ("a source that is none", ["collect", "--config", "CONFIG", "لا أحد"], 2, "there is no source of this name"),
    ("an interval of nothing", ["watch", "--config", "CONFIG", "--every", "0"], 2, "--every"),
    ("a reason that is none", ["captures", "replay", "bad-luck", "--config", "CONFIG"], 2, "'bad-luck' is no reason"),
    ("nothing collected yet", ["captures", "verify", "--config", "CONFIG"], 2, "nothing has been collected there"),
    ("a kind that is none", ["sources", "add", "https://a.example/", "--kind", "rss", "--config", "CONFIG"], 2, "'rss' is none of"),
    ("an outlet that is unknown", ["sources", "add", "صحيفة لا وجود لها", "--config", "CONFIG"], 2, "no known outlet"),
]


@pytest.mark.parametrize(("remark", "arguments", "code", "said"), WRONG, ids=[w[0] for w in WRONG])
def test_wrong_usage_is_told(marsad: Run, config: Path, remark: str, arguments: list[str], code: int, said: str) -> None:
    result = marsad(*[str(config) if a == "CONFIG" else a for a in arguments])
    assert result.code == code, remark
    assert said in result.err
    assert result.out == ""


def test_a_file_without_sources_is_wrong_usage(marsad: Run, tmp_path: Path) -> None:
    (tmp_path / "marsad.toml").write_text("", encoding="utf-8")
    result = marsad("collect", "--config", tmp_path / "marsad.toml")
    assert (result.code, "marsad sources add" in result.err) == (2, True)


def test_sources_are_added_listed_exported_and_imported(marsad: Run, tmp_path: Path) -> None:
    config, other = tmp_path / "marsad.toml", tmp_path / "other.toml"
    assert "added" in marsad("sources", "add", "https://example.org/rss", "--name", "مثال", "--config", config).err
    assert "already there" in marsad("sources", "add", "https://example.org/rss", "--config", config).err
    (tmp_path / "in").mkdir()
    marsad("sources", "add", tmp_path / "in", "--config", config)
    listed = [json.loads(line) for line in marsad("sources", "list", "--json", "--config", config).out.splitlines()]
    assert [(s["name"], s["kind"]) for s in listed] == [("مثال", "feed"), ("in", "files")]
    (tmp_path / "f.opml").write_text(marsad("sources", "export", "--config", config).out, encoding="utf-8")
    assert "1 added" in marsad("sources", "import", tmp_path / "f.opml", "--config", other).err
    assert "عنب بلدي" in marsad("sources", "list", "--known").out


def test_sources_are_checked_without_storing_anything(marsad: Run, config: Path, tmp_path: Path) -> None:
    result = marsad("sources", "check", "--config", config)
    assert (result.code, result.out.startswith("works  مرفأ  3 entries")) == (0, True)
    assert not (tmp_path / "gathered").exists()


def test_captures_are_verified_listed_extracted_and_written(marsad: Run, config: Path, site: Any, tmp_path: Path) -> None:
    site.pages["/story/2"] = servers.Reply(b"", "text/plain", 404)
    marsad("collect", "--config", config, "-o", tmp_path / "news.jsonl")
    sound = marsad("captures", "verify", "--config", config)
    assert (sound.code, sound.out) == (0, "")
    assert "not-found" in marsad("captures", "failed", "--config", config).out
    assert "1 will be tried again" in marsad("captures", "replay", "--config", config).err
    assert marsad("captures", "articles", "--config", config).out == (tmp_path / "news.jsonl").read_text(encoding="utf-8")
    assert len(marsad("captures", "extract", "--config", config).lines()) == 2
    marsad("captures", "extract", "--config", config, "-o", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_text(encoding="utf-8").count("\n") == 2
    (archive,) = (tmp_path / "gathered" / "warc").iterdir()
    archive.unlink()
    broken = marsad("captures", "verify", "--config", config, "--json")
    assert broken.code == 1
    assert {f["status"] for f in json.loads(broken.out)["findings"]} == {"missing"}
    assert marsad("captures", "extract", "--config", config).code == 1


def test_reading_loads_nothing_of_what_collecting_needs() -> None:
    heavy = ("httpcore", "lxml", "sqlite3", "feedparser", "fastfeedparser", "resiliparse", "fastwarc", "pypdf", "trafilatura", "marsad.gather.collector")
    program = f"import sys, marsad.cli.main, marsad.desk.read; print(*(name for name in {heavy!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
