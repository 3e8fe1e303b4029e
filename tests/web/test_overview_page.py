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
