"""What is no news, no Arabic or no text at all gives records or failure lines, never a crash."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from marsad.desk.read import line_of
from marsad.gather.files import Item

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "samples.jsonl"
ARTICLES: list[dict[str, Any]] = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]


class Result(NamedTuple):
    code: int
    lines: list[dict[str, Any]]
    err: str


def read(*inputs: object) -> Result:
    """Run the command as a user does: an uncaught error would show as a traceback and exit code 1."""
    done = subprocess.run([sys.executable, "-m", "marsad.cli.main", "read", *map(str, inputs)], capture_output=True, check=False)
    err = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in err, err
    return Result(done.returncode, [json.loads(line) for line in done.stdout.splitlines()], err)


def record_of(text: str, published: str | None = "2020-02-15") -> dict[str, Any]:
    raw = json.dumps({"id": "x", "text": text, "published": published}).encode()
    record: dict[str, Any] = json.loads(line_of(Item("line", raw, "x:1", "x:1"))[0])
    return record


def assert_quotes(record: dict[str, Any], text: str) -> None:
    for event in record["events"]:
        for span in (event["trigger"], *event["actors"], *event["recipients"], *event["where"]):
            assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_an_article_cut_anywhere_is_read(article: dict[str, Any]) -> None:
    text: str = article["text"]
    for end in range(0, len(text), 10):
        assert_quotes(record_of(text[:end], article["published"]), text[:end])


STRANGE = [
    ("", "no text"),
    (" \n\t\n ", "only blanks"),
    (".", "a full stop"),
    ("؟!،؛«»", "only marks"),
    ("The army shelled the town on Sunday, killing three people.", "Latin letters"),
    ("رئیس جمهوری ایران روز شنبه در تهران با وزیر خارجه روسیه دیدار کرد و درباره مذاکرات هسته‌ای گفت‌وگو کرد.", "Persian"),
    ("وزیراعظم نے اتوار کے روز اسلام آباد میں فوجی قیادت سے ملاقات کی اور حملے کی مذمت کی۔", "Urdu"),
    ("ראש הממשלה נפגש ביום ראשון עם שר ההגנה בירושלים ודן במצב בצפון.", "Hebrew"),
    ("سەرۆکی هەرێم لەگەڵ وەزیری دەرەوە کۆبووەوە و باسیان لە دۆخی ناوچەکە کرد.", "Kurdish"),
    ("😀🔥🇸🇾👩‍👩‍👧‍👦 💣 🚀 😭", "emoji alone"),
    ("😀🔥🇸🇾👩‍👩‍👧‍👦 قصف 💣 الجيش 🚀 البلدة 😭", "emoji between words"),
    ("قَصَفَ الجَيْشُ البَلْدَةَ", "full vowels"),
    ("قـــصـــف الـجـيـش الـبـلـدة", "stretched letters"),
    ("\u202eقصف الجيش البلدة\u202c\u200f\u200e\ufeff", "marks of direction"),
    ("قصف\x00الجيش\x1b[31mالبلدة\x07", "control characters"),
    ("ﻗﺼﻒ ﺍﻟﺠﻴﺶ ﺍﻟﺒﻠﺪﺓ", "presentation forms"),
    ("قصف " * 20_000, "one word, repeated"),
    ("و" * 50_000, "one letter, repeated"),
    ("«" * 20_000 + "قال", "quotations that never close"),
    ("(((((" * 4_000 + "قصف الجيش البلدة" + ")))))" * 4_000, "brackets in brackets"),
    ("قال إن " * 5_000, "speech in speech"),
    ("1" * 40_000 + " قتيلا", "a number without end"),
    ("قتل 9" + "9" * 5_000 + " مدنيا في 99/99/9999 و 2020-02-31", "numbers and dates that cannot be"),
    ("قتل " + "9" * 30 + " مدنيا وأصيب " + "9" * 400 + " في القصف على البلدة.", "counts that no machine word holds"),
    ("قتل 1" + ",111" * 2_000 + " مدنيا و" + "9" * 400 + ".5 آخرون.", "parted figures without end"),
    ("قتل " + "400 " * 150 + "شخصا.", "thousands parted by blanks without end"),
    ("في 2-" + "9" * 5_000 + " فبراير و5-² فبراير و15/²/2020 قصف الجيش البلدة.", "days that are none"),
    ("الأشهر 99999999999 الأخيرة من العام الماضي، قبل سنة و99999999999 شهرا، قصف الجيش البلدة.", "times beyond the calendar"),
    ("\n" * 50_000, "empty lines"),
    ("قصف الجيش البلدة" + "\u0651" * 50_000, "marks over one letter"),
    ("\ud83d قصف الجيش البلدة \udc00", "halves of characters"),
]


@pytest.mark.parametrize(("text", "remark"), STRANGE, ids=[remark for _, remark in STRANGE])
def test_strange_text_is_read(text: str, remark: str) -> None:
    record = record_of(text)
    assert "error" not in record, remark
    assert_quotes(record, record["article"]["text"])


@pytest.mark.parametrize("remark", ["no text", "only blanks", "only marks", "Latin letters", "Persian", "Urdu", "Kurdish", "Hebrew", "emoji alone"])
def test_what_is_not_arabic_gives_a_note_and_no_event(remark: str) -> None:
    record = record_of(next(text for text, name in STRANGE if name == remark))
    assert record["events"] == record["statements"] == record["agreements"] == []
    assert re.match("not Arabic|no letters|written in Arabic letters, but not in Arabic", record["notes"][0])


def test_a_word_of_five_megabytes_is_read() -> None:
    record = record_of("قصف الجيش البلدة. " + "ق" * 2_500_000 + " ثم غادر.")
    assert [event["type"] for event in record["events"]] == ["ASSAULT"]


@pytest.mark.parametrize("word", ["قصف", "قال", "قصف الجيش البلدة"])
def test_five_megabytes_of_the_same_words_are_noted_and_not_read(word: str) -> None:
    record = record_of(f"{word} " * (5_000_000 // len(f"{word} ".encode())))
    assert record["events"] == []
    assert record["notes"] == ["a stretch of the text repeats a few words over and over; it is not read"]


@pytest.mark.parametrize("published", [None, "", "yesterday", "2020-13-45", "0000-00-00", "99999-01-01", "١٥ فبراير"])
def test_a_publication_day_that_is_none_leaves_dates_open(published: str | None) -> None:
    record = record_of("قصف الجيش السوري بلدة سرمين أمس.", published)
    assert [event["when"] for event in record["events"]] == [None]


@pytest.mark.parametrize("field", ["id", "title", "outlet", "published", "url", "language", "desk"])
def test_half_of_a_character_in_any_field_is_read(field: str) -> None:
    raw = json.dumps({"id": "x", "text": "قصف الجيش البلدة.", field: "n\ud83d"}).encode()
    record = json.loads(line_of(Item("line", raw, "x:1", "x:1"))[0])
    assert (record["article"] | record["article"]["extra"])[field] == "n\N{REPLACEMENT CHARACTER}"


def test_a_file_name_that_is_not_utf8_is_written_with_a_replacement_character() -> None:
    line, read_well, _ = line_of(Item("txt", b"", "c\udcfe.txt", "c\udcfe.txt"))
    assert not read_well
    assert json.loads(line)["error"]["where"] == "c\N{REPLACEMENT CHARACTER}.txt"


def test_shuffled_bytes_give_failure_lines_or_records_and_never_a_crash(tmp_path: Path) -> None:
    dice = random.Random(7)
    for n, article in enumerate(ARTICLES):
        raw = bytearray(json.dumps(article, ensure_ascii=False).encode())
        for _ in range(30):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        (tmp_path / f"{n:02}.txt").write_bytes(raw)
        (tmp_path / f"{n:02}.jsonl").write_bytes(raw)
    result = read(tmp_path)
    assert result.code in (0, 1, 3)
    assert all("events" in line or set(line) == {"article", "error"} for line in result.lines)
    assert [line for line in result.lines if "error" in line and line["error"]["kind"] == "internal"] == []


def test_what_cannot_be_read_gives_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "good", "text": "قصف الجيش البلدة."}) + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "d.jsonl").write_bytes(b'\x00\xff\xfe not json\n{"id": 1}\n[1, 2]\n"text"\nnull\n{"text": 5}\n')
    (tmp_path / "e.jsonl.gz").write_bytes(b"\x1f\x8b not really")
    (tmp_path / "f.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd cut")
    (tmp_path / "g.jsonl").write_bytes(b'{"text": ' + b"[" * 100_000)
    result = read(tmp_path)
    assert result.code == 3
    assert [line["article"]["id"] for line in result.lines if "events" in line] == ["good"]
    failed = [line for line in result.lines if "error" in line]
    assert {line["error"]["where"].rsplit("/", 1)[1].split(":")[0] for line in failed} == {"b.txt", "c.txt", "d.jsonl", "e.jsonl.gz", "f.jsonl.zst", "g.jsonl"}
    assert all(line["error"]["message"] and line["error"]["kind"] for line in failed)


def test_where_nothing_can_be_read_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02")
    result = read(tmp_path, tmp_path / "missing.jsonl")
    assert result.code == 1
    assert len(result.lines) == 2
