"""The overview: alerts, the newest acts, deeds by month and pair."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_pages import article, browser
from starlette.testclient import TestClient

from marsad.archive.connect import Archive, open_archive
from marsad.desk import browsing
from marsad.desk.filing import load_records
from marsad.desk.read import line_of
from marsad.gather.files import Item

NEWS = [
    article(
        "truce", "أعلنت روسيا وتركيا التوصل إلى اتفاق لوقف إطلاق النار في إدلب. وأمهلت روسيا الفصائل حتى 20 مارس/آذار 2020 لتنفيذ اتفاق وقف إطلاق النار.", published="2020-03-06"
    ),
    article("three", "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين.", published="2020-03-07"),
    article("five", "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل خمسة مدنيين.", published="2020-03-07"),
    article("breach", "اتهمت روسيا الفصائل المسلحة بخرق اتفاق وقف إطلاق النار في إدلب يوم السبت.", published="2020-03-07"),
]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("busy")
    import msgspec

    file = folder / "r.jsonl"
    file.write_bytes(b"".join(line_of(Item("line", msgspec.json.encode(given), given["id"], given["id"]))[0] for given in NEWS))
    list(load_records([str(file)], str(folder / "a.sqlite"), "test"))
    return open_archive(str(folder / "a.sqlite"))


def test_alerts_count_from_the_last_report(busy: Archive) -> None:
    seen = browsing.overview(busy)
    assert seen.alerts.day == "2020-03-07"
    assert [fact["article"] for fact in seen.alerts.breaches] == ["breach"]
    assert [(row["killed_low"], row["killed_high"]) for row in seen.alerts.tolls] == [(3, 5)]
    assert all(fact["deadline"] >= "2020-03-07" for fact in seen.alerts.deadlines)
    assert all(fact["deadline"] < "2020-03-07" for fact in seen.alerts.passed)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_number_of_the_overview_leads_to_its_events(busy: Archive, language: str) -> None:
    client: TestClient = browser(busy, language)
    text = client.get("/").text
    month = next(m for m in browsing.overview(busy).months if m["month"] == "2020-03")
    for kind, count in month["types"].items():
        address = f"/events?since=2020-03&amp;until=2020-03&amp;type={kind}&amp;factuality=actual&amp;factuality=historical"
        assert f'href="{address}">{count}<' in text
        assert client.get(address.replace("&amp;", "&")).text.count('class="kind ') == count
    assert "/article?id=breach" in text


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    client = browser(open_archive(str(tmp_path / "new.sqlite"), create=True))
    assert "marsad load records.jsonl" in client.get("/").text
    assert "marsad load records.jsonl" in client.get("/events").text


# -- what is out of the ordinary ------------------------------------------------------------------------------------

MONTHLY = [
    *(
        article(f"visit{month}{n}", f"التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في {place} يوم الاثنين.", published=f"2019-{month:02}-{day}")
        for month in range(3, 12)
        for n, (place, day) in enumerate((("موسكو", 10), ("أنقرة", 20)))
    ),
    *(article(f"raid{n}", f"قصفت القوات الروسية القوات التركية في {place} يوم الأحد.", published=f"2020-01-{day}") for n, (place, day) in enumerate((("سرمين", 13), ("سراقب", 20), ("أريحا", 27), ("بنش", 28)))),
    article("ultimatum", "حذرت تركيا روسيا من رد عسكري خلال 48 ساعة.", published="2020-01-28"),
    article("first", "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين.", published="2020-01-25"),
    article("later", "ارتفع إلى ثمانية مدنيين عدد قتلى قصف القوات التركية بلدة تل رفعت صباح السبت.", published="2020-01-26"),
    article("later2", "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل ثمانية مدنيين.", published="2020-01-26"),
]  # fmt: skip


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("unusual")
    import msgspec

    file = folder / "r.jsonl"
    file.write_bytes(b"".join(line_of(Item("line", msgspec.json.encode(given), given["id"], given["id"]))[0] for given in MONTHLY))
    list(load_records([str(file)], str(folder / "a.sqlite"), "test"))
    return open_archive(str(folder / "a.sqlite"))


def test_a_pair_whose_month_is_unlike_the_others_is_told_with_its_range(unusual: Archive) -> None:
    seen = browsing.overview(unusual).alerts
    [row] = [row for row in seen.dyads if (row["actor"], row["recipient"]) == ("RUS", "TUR")]
    assert row["score"] < row["low"] < row["high"]
    assert row["month"] == "2020-01"
    assert row["events"] >= 3


def test_an_ultimatum_and_a_revised_toll_are_told(unusual: Archive) -> None:
    seen = browsing.overview(unusual).alerts
    assert [row["last_day"] for row in seen.ultimatums] == ["2020-01-30"]
    [toll] = seen.tolls
    assert toll["revised"]
    assert next(number for _, _, number in toll["told"]) == 3
    assert {number for _, _, number in toll["told"]} == {3, 8}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_alert_leads_to_its_events(unusual: Archive, language: str) -> None:
    client, seen = browser(unusual, language), browsing.overview(unusual).alerts
    page = client.get("/").text
    for row in (*seen.ultimatums, *seen.tolls):
        assert f'href="/events/{row["id"]}"' in page
        assert client.get(f"/events/{row['id']}").status_code == 200
    [row] = [row for row in seen.dyads if (row["actor"], row["recipient"]) == ("RUS", "TUR")]
    address = "/events?actor=RUS&amp;recipient=TUR&amp;since=2020-01&amp;until=2020-01&amp;factuality=actual&amp;factuality=historical"
    assert f'href="{address}"' in page
    assert client.get(address.replace("&amp;", "&")).text.count('class="kind ') == row["events"]


def test_a_short_history_gives_no_alarm() -> None:
    from marsad.archive.unusual import usual_range

    assert usual_range([2.0, 2.0, 2.0, 2.0, 2.0, 2.0]) == (1.0, 3.0)
    low, high = usual_range([-9.0, 9.0] * 3)
    assert (low, high) == (-18.0, 18.0)
