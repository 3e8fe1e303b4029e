"""`marsad ledger`: from articles of our own, read and followed, to what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invocation import Run

ARTICLES = [
    ("one", "2018-10-11", "اتهمت تركيا القوات الحكومية السورية بخرق اتفاق سوتشي في إدلب. وقصف الجيش السوري مدينة معرة النعمان في إدلب يوم الأربعاء."),
    ("two", "2018-10-12", "قالت وزارة الدفاع الروسية إن المسلحين خرقوا اتفاق سوتشي بقصف مواقع في ريف حماة."),
    ("three", "2018-10-13", "كان الطقس صحوا في أنحاء البلاد أمس."),
]


@pytest.fixture
def records(marsad: Run, tmp_path: Path) -> Path:
    news, out = tmp_path / "news.jsonl", tmp_path / "records.jsonl"
    news.write_text(
        "".join(json.dumps({"id": i, "published": day, "outlet": "صحيفة", "text": text}, ensure_ascii=False) + "\n" for i, day, text in ARTICLES) + "broken\n", encoding="utf-8"
    )
    assert marsad("read", news, "-o", out, "-q").code == 3
    return out


def test_show_lists_every_agreement_and_one_in_full(marsad: Run) -> None:
    lines = marsad("ledger", "show").out.splitlines()
    assert len(lines) > 30
    assert any(line.startswith("moscow-idlib-2020 ") and "2020-03-05" in line for line in lines)
    one = marsad("ledger", "show", "--agreement", "اتفاق سوتشي").out
    for words in ("PA-X 2169", "bound_nonsignatory", "fixed day 2018-10-10", "S/2018/852"):
        assert words in one


def test_show_gives_conflicting_values_with_their_rank(marsad: Run) -> None:
    assert "conflicting deadline of the maps: 2017-06-04 (sputnik; 1 of 3); others: 2017-05-27 (tass); 2017-05-22 (draft)" in marsad("ledger", "show", "-a", "astana-2017").out


def test_status_tells_the_rule_the_reason_and_the_evidence(marsad: Run, records: Path) -> None:
    result = marsad("ledger", "status", records, "--agreement", "sochi-idlib-2018", "--json")
    found = json.loads(result.out)
    assert (result.code, found["value"], found["method"], found["rule_version"]) == (0, "in_force", "rule", "status/1")
    assert found["inputs"] == ["agreement.sochi-idlib-2018/un"]
    assert "3 records, " in result.err
    assert "as of 2018-10-13" in result.err


def test_status_history_gives_one_line_a_change(marsad: Run, records: Path) -> None:
    lines = marsad("ledger", "status", records, "-a", "moscow-idlib-2020", "--as-of", "2020-12-31", "--history", "--json").lines()
    assert [(line["as_of"], line["value"]) for line in lines] == [("2020-03-05", "signed"), ("2020-03-06", "in_force")]


def test_breaches_are_a_table_by_holder_with_inferred_ones_apart(marsad: Run, records: Path) -> None:
    lines = marsad("ledger", "breaches", records, "-q").out.splitlines()
    header = lines[0].split("\t")
    rows = [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
    alleged = {(r["holder"], r["accused"]) for r in rows if r["kind"] == "alleged" and r["agreement"] == "agreement.sochi-idlib-2018"}
    assert ("RUS", "المسلحين") in alleged
    inferred = [r for r in rows if r["kind"] == "inferred" and r["agreement"] == "agreement.sochi-idlib-2018"]
    assert [(r["accused"], r["violation"], r["combat"]) for r in inferred] == [("SYR", "shelling", "True")]


def test_deadlines_show_the_arithmetic_and_overdue_is_no_breach(marsad: Run) -> None:
    out = marsad("ledger", "deadlines", "--agreement", "moscow-idlib-2020", "--as-of", "2020-03-13").out
    assert "2020-03-12  overdue " in out
    assert "2020-03-05 (signed) + P7D = 2020-03-12" in out
    assert "2020-03-15  not_due " in out
    assert "breach_" not in out


WRONG = [
    (["ledger", "status", "RECORDS", "--as-of", "13/10/2018"], 2, "is no day written as", "a day written otherwise"),
    (["ledger", "show", "--agreement", "pact of nowhere"], 2, "no agreement of the ledger is called", "an agreement that is not told"),
    (["ledger", "status", "none.jsonl"], 1, "there is no such file", "a file that is not there"),
    (["ledger", "status"], 2, "give records, or an archive", "no records"),
]


@pytest.mark.parametrize(("arguments", "code", "message", "remark"), WRONG, ids=[w[-1] for w in WRONG])
def test_wrong_usage_is_told(marsad: Run, records: Path, arguments: list[str], code: int, message: str, remark: str) -> None:
    result = marsad(*[records if a == "RECORDS" else a for a in arguments])
    assert (result.code, result.out) == (code, "")
    assert message in result.err
