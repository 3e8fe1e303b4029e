"""`marsad read`: records on standard output, everything else on standard error, exit codes that tell what happened."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from invocation import Run


def test_each_article_gives_one_line_in_input_order(marsad: Run, news: Path) -> None:
    result = marsad("read", news)
    assert result.code == 0
    assert [line["article"]["id"] for line in result.lines()] == ["strike", "calm"]
    assert [event["type"] for event in result.lines()[0]["events"]] == ["ASSAULT"]


def test_the_summary_goes_to_standard_error_and_quiet_drops_it(marsad: Run, news: Path) -> None:
    assert "2 articles read" in marsad("read", news).err
    assert marsad("read", "--quiet", news).err == ""


def test_the_same_input_gives_the_same_bytes_for_any_number_of_workers(marsad: Run, news: Path) -> None:
    alone = marsad("read", news, "--workers", 1).out
    assert alone.count("\n") == 2
    assert marsad("read", news, "--workers", 2).out == alone


def test_output_is_written_whole_to_the_named_file(marsad: Run, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    printed = marsad("read", news).out
    result = marsad("read", news, "-o", out)
    assert (result.code, result.out) == (0, "")
    assert out.read_text(encoding="utf-8") == printed
    assert list(tmp_path.glob("*.part")) == []


def test_output_to_a_pipe_goes_through_it(marsad: Run, news: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    passed: list[bytes] = []
    listener = threading.Thread(target=lambda: passed.append(pipe.read_bytes()))
    listener.start()
    result = marsad("read", news, "-o", pipe)
    listener.join(timeout=30)
    assert result.code == 0
    assert passed == [marsad("read", news).out.encode()]
    assert pipe.is_fifo(), "it was written to, not replaced"


def test_standard_input_is_read_as_json_lines(marsad: Run) -> None:
    line = json.dumps({"id": "in", "text": "التقى الوزيران في عمان."}, ensure_ascii=False).encode()
    result = marsad("read", "-", given=line)
    assert (result.code, [r["article"]["id"] for r in result.lines()]) == (0, ["in"])


EXITS = [
    # what the inputs are, files, exit code
    ("all read", {"a.jsonl": '{"id": "a", "text": "x"}\n'}, 0),
    ("one of two lines broken", {"a.jsonl": '{"id": "a", "text": "x"}\n{"id": \n'}, 3),
    ("one of two files unknown", {"a.txt": "نص", "b.pdf": "%PDF"}, 3),
    ("nothing could be read", {"a.jsonl": "not json\n"}, 1),
    ("an empty file", {"a.jsonl": ""}, 1),
]


@pytest.mark.parametrize(("remark", "files", "code"), EXITS, ids=[e[0] for e in EXITS])
def test_the_exit_code_tells_how_much_was_read(marsad: Run, tmp_path: Path, remark: str, files: dict[str, str], code: int) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = marsad("read", *[tmp_path / name for name in files])
    assert result.code == code, remark
    failures = [line for line in result.lines() if "error" in line]
    assert bool(failures) == (code != 0)
    for failure in failures:
        assert set(failure) == {"article", "error"}
        assert failure["article"]["id"]
        assert set(failure["error"]) == {"kind", "message", "where"}


def test_a_failed_line_carries_its_article_s_id_where_it_has_one(marsad: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "n1"}\n{"id": 7, "text": 5}\n{"id": [], "text": "x"}\n{"text": null}\n', encoding="utf-8")
    failures = marsad("read", tmp_path / "a.jsonl").lines()
    assert [f["article"]["id"] for f in failures] == ["n1", "7", f"{tmp_path / 'a.jsonl'}:3", f"{tmp_path / 'a.jsonl'}:4"]


USAGE = [["read"], ["read", "--workers", "-1", "a.jsonl"], ["read", "--colour", "a.jsonl"], ["reed"], ["explain"], ["explain", "--event", "0", "a"], ["lexicon", "try"]]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_exits_with_2_and_prints_nothing_on_standard_output(marsad: Run, arguments: list[str]) -> None:
    result = marsad(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Usage: " in result.err


def test_a_folder_is_refused_as_output(marsad: Run, news: Path, tmp_path: Path) -> None:
    result = marsad("read", news, "-o", tmp_path)
    assert result.code == 2
    assert "name a file" in result.err


def test_an_interruption_exits_with_130(marsad: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("marsad.gather.files.find_items", interrupted)
    assert marsad("read", news).code == 130
